"""Fills a funder's own workbook: named cells, or cells by their address.

Pure: knows neither the ORM nor languages. What cannot be done is collected and raised
at once, as data that the caller puts into words.
"""

import io
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException, InvalidFileException

# a form is a few pages; more is a mistake, and would fill the server's memory
MAX_BYTES = 10_000_000
MAX_ROWS = 5_000


@dataclass
class TemplateError(Exception):
    """What stands against filling a template.

    :ivar unreadable: it is no xlsx workbook
    :ivar missing: targets that the workbook does not have
    :ivar formulas: targets that hold a formula, which is kept
    :ivar overflow: pairs of target and number of rows that do not fit
    :ivar known: names that the workbook has
    """

    unreadable: bool = False
    missing: list = field(default_factory=list)
    formulas: list = field(default_factory=list)
    overflow: list = field(default_factory=list)
    known: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.unreadable or self.missing or self.formulas or self.overflow)


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
        else:
            _set(cell, value)
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
        return load_workbook(io.BytesIO(content))
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise TemplateError(unreadable=True) from error


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
            if len(places) == 1 and places[0][0] in book.sheetnames:
                cell = _cell(book[places[0][0]], places[0][1])
                if cell is not None:
                    found[name] = cell
    return found


def _cell(sheet, address):
    """Return the cell at an address, of an area its first one, or None."""
    address = address.replace("$", "").split(":")[0]
    try:
        column, row = coordinate_from_string(address)
    except (CellCoordinatesException, ValueError):
        return None
    if row > 1_048_576 or len(column) > 3:
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
    sheet, _sep, address = target.strip().rpartition("!")
    sheet = sheet.strip("'")
    if sheet and sheet not in book.sheetnames:
        return None
    return _cell(book[sheet] if sheet else book.worksheets[0], address)


def _is_formula(cell):
    return cell.data_type == "f"


def _set(cell, value):
    """Write a value; text stays text, even if it begins with "="."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date) and cell.number_format == "General":
        cell.number_format = "DD.MM.YYYY"


def _fill_rows(first, rows, target, error):
    """Write rows below each other; a row with a formula or a text below ends the table.

    Formulas inside the table, such as a column of deviations, stay.
    """
    sheet, width = first.parent, max(map(len, rows), default=0)
    if len(rows) > MAX_ROWS:
        error.overflow.append((target, len(rows) - MAX_ROWS))
        return
    room = _room(first, width, len(rows))
    if room < len(rows):
        error.overflow.append((target, len(rows) - room))
        return
    for number, row in enumerate(rows):
        for offset, value in enumerate(row):
            cell = sheet.cell(first.row + number, first.column + offset)
            if isinstance(cell, MergedCell) or _is_formula(cell):
                continue
            if number:
                _take_style(cell, sheet.cell(first.row, first.column + offset))
            _set(cell, value)


def _room(first, width, wanted):
    """Return how many rows are free below a cell, at most as many as are wanted."""
    sheet = first.parent
    for number in range(wanted):
        cell = sheet.cell(first.row + number, first.column)
        if isinstance(cell, MergedCell) or cell.value not in (None, ""):
            return number
        beside = (
            sheet.cell(first.row + number, first.column + offset)
            for offset in range(1, width)
        )
        if number and any(
            not isinstance(other, MergedCell)
            and other.value not in (None, "")
            and not _is_formula(other)
            for other in beside
        ):
            return number
    return wanted


def _take_style(cell, model):
    if not cell.has_style and model.has_style:
        cell._style = copy(model._style)


