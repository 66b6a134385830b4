"""Fills a funder's own workbook: named cells, or cells by their address.

Pure: knows neither the ORM nor languages. What cannot be done is collected and raised
at once, as data that the caller puts into words.
"""

import io
import logging
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

_logger = logging.getLogger(__name__)

# a form is a few pages; more is a mistake, and would fill the server's memory
MAX_BYTES = 10_000_000
MAX_UNPACKED = 50_000_000
MAX_ROWS = 5_000
# what a sheet and a cell hold
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
MAX_TEXT = 32_767


@dataclass
class TemplateError(Exception):
    """What stands against filling a template.

    :ivar unreadable: it is no xlsx workbook
    :ivar missing: targets that the workbook does not have
    :ivar formulas: targets that hold a formula, which is kept
    :ivar overflow: pairs of target and number of rows that do not fit
    :ivar too_long: targets whose text is longer than a cell holds
    :ivar known: names that the workbook has
    """

    unreadable: bool = False
    missing: list = field(default_factory=list)
    formulas: list = field(default_factory=list)
    overflow: list = field(default_factory=list)
    too_long: list = field(default_factory=list)
    known: list = field(default_factory=list)

    def __bool__(self):
        return bool(
            self.unreadable
            or self.missing
            or self.formulas
            or self.overflow
            or self.too_long
        )


def names(content):
    """Return the defined names of a workbook that are single cells, sorted.

    :param bytes content: the workbook
    :raise TemplateError: it cannot be read
    """
    return sorted(_defined(_load(content)))


def check(content, targets):
    """Check that a workbook has all targets, and that none holds a formula.

    :param targets: names or addresses like ``Sheet!B4`` or ``B4`` (first sheet)
    :raise TemplateError: says all that is wrong
    """
    _find(_load(content), targets)


def fill(content, values):
    """Return the workbook with values in its cells, bytes; formulas stay.

    :param bytes content: the template
    :param dict values: by target a value, or a list of rows that begins there
    :raise TemplateError: says all that stands against it
    """
    book = _load(content)
    cells = _find(book, values)
    error = TemplateError(known=sorted(_defined(book)))
    for target, value in values.items():
        cell = cells[target]
        if isinstance(value, list):
            _fill_rows(cell, value, target, error)
        elif not _set(cell, value):
            error.too_long.append(target)
    if error:
        raise error
    # what is kept of formulas has to be calculated anew with these values
    book.calculation.fullCalcOnLoad = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _load(content):
    if len(content) > MAX_BYTES:
        raise TemplateError(unreadable=True)
    try:
        _check_unpacked(content)
        return load_workbook(io.BytesIO(content))
    except Exception as error:
        # a file that somebody made: the reader stumbles in as many ways as there are
        _logger.info("A form cannot be read", exc_info=True)
        raise TemplateError(unreadable=True) from error


def _check_unpacked(content):
    """Refuse what is small only as long as it is packed.

    The directory may lie, but no more than it says is unpacked of a file.
    """
    with ZipFile(io.BytesIO(content)) as archive:
        if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
            raise TemplateError(unreadable=True)


def _defined(book):
    """Return the cell of each defined name, those of sheets as well."""
    found = {}
    scopes = [book.defined_names, *(sheet.defined_names for sheet in book.worksheets)]
    for scope in scopes:
        for name, defined in scope.items():
            try:
                places = list(defined.destinations)
            except (ValueError, AttributeError):
                continue
            if len(places) == 1 and (sheet := _sheet(book, places[0][0])):
                cell = _cell(sheet, places[0][1])
                if cell is not None:
                    found[name] = cell
    return found


def _sheet(book, name):
    """Return the sheet of that name that has cells, or None."""
    return next((sheet for sheet in book.worksheets if sheet.title == name), None)


def _cell(sheet, address):
    """Return the cell at an address, of an area its first one, or None."""
    address = address.replace("$", "").split(":")[0]
    try:
        column, row = coordinate_from_string(address)
        beyond = row > _LAST_ROW or column_index_from_string(column) > _LAST_COLUMN
    except (CellCoordinatesException, ValueError):
        return None
    if beyond:
        return None
    cell = sheet[f"{column}{row}"]
    if isinstance(cell, MergedCell):
        area = next(area for area in sheet.merged_cells if cell.coordinate in area)
        return sheet.cell(area.min_row, area.min_col)
    return cell


def _find(book, targets):
    defined = _defined(book)
    lower = {name.lower(): cell for name, cell in defined.items()}
    error = TemplateError(known=sorted(defined))
    cells = {}
    for target in targets:
        cell = lower.get(target.strip().lower())
        if cell is None:
            cell = _by_address(book, target)
        if cell is None:
            error.missing.append(target)
        elif _is_formula(cell):
            error.formulas.append(target)
        cells[target] = cell
    if error:
        raise error
    return cells


def _by_address(book, target):
    name, _sep, address = target.strip().rpartition("!")
    name = name.strip("'")
    sheet = _sheet(book, name) if name else next(iter(book.worksheets), None)
    return _cell(sheet, address) if sheet else None


def _is_formula(cell):
    return cell.data_type == "f"


def _set(cell, value):
    """Write a value; text stays text, even if it begins with "=".

    :return: whether it fits into the cell
    """
    if isinstance(value, str):
        # some word processors put such characters where a line is broken
        value = ILLEGAL_CHARACTERS_RE.sub("", value.replace("\v", "\n"))
        if len(value) > MAX_TEXT:
            return False
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date) and cell.number_format == "General":
        cell.number_format = "DD.MM.YYYY"
    return True


def _fill_rows(first, rows, target, error):
    """Write rows below each other; a row with a formula or a text below ends the table.

    Formulas inside the table, such as a column of deviations, stay. Cells that are
    merged side by side are one column.
    """
    if len(rows) > MAX_ROWS:
        error.overflow.append((target, len(rows) - MAX_ROWS))
        return
    sheet, width = first.parent, max(map(len, rows), default=0)
    columns = _columns(sheet, first.row, first.column, width)
    room = _room(first, columns, len(rows))
    if room < len(rows):
        error.overflow.append((target, len(rows) - room))
        return
    for number, row in enumerate(rows):
        for column, value in zip(columns, row, strict=False):
            cell = sheet.cell(first.row + number, column)
            if _is_formula(cell):
                continue
            if number:
                _take_style(cell, sheet.cell(first.row, column))
            if not _set(cell, value) and target not in error.too_long:
                error.too_long.append(target)


def _columns(sheet, row, column, width):
    """Return the numbers of the columns of a table, seen in one of its rows."""
    columns = []
    while len(columns) < width and column <= _LAST_COLUMN:
        if not isinstance(sheet.cell(row, column), MergedCell):
            columns.append(column)
        column += 1
    return columns


def _room(first, columns, wanted):
    """Return how many rows are free below a cell, at most as many as are wanted."""
    sheet = first.parent
    for number in range(wanted):
        row = first.row + number
        cell = sheet.cell(row, first.column)
        if isinstance(cell, MergedCell) or cell.value not in (None, ""):
            return number
        beside = [sheet.cell(row, column) for column in columns[1:]]
        # merged in another way, it is no row of this table
        if any(isinstance(other, MergedCell) for other in beside):
            return number
        if number and any(
            other.value not in (None, "") and not _is_formula(other) for other in beside
        ):
            return number
    return wanted


def _take_style(cell, model):
    if not cell.has_style and model.has_style:
        cell._style = copy(model._style)
