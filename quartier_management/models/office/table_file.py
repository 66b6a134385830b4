"""Reading a table from a CSV file or a workbook: no ORM.

What is wrong is returned as the name of a reason; the reader's language is not known
here. Cells are texts, whatever a workbook takes them for.
"""

import csv
import io
import zipfile
from typing import NamedTuple

import openpyxl

from .text_file import MAX_BYTES, Unreadable, decode

MAX_ROWS = 5_000
MAX_COLUMNS = 60
# characters of a cell that are read
_LONGEST_CELL = 2_000
# a list often begins with a title; its header is among the first rows
_HEADER_WITHIN = 10
_SEPARATORS = ";\t,"


class Table(NamedTuple):
    """
    :ivar header: names of the columns, of which some may be empty
    :ivar rows: ``(row number in the file, cells)``, as many cells as the header has
    """

    header: list[str]
    rows: list[tuple[int, list[str]]]


def read(data):
    """Read a file.

    :param bytes data: CSV (UTF-8, UTF-16 or Windows-1252) or a workbook (.xlsx), of
        which the first sheet counts
    :rtype: Table
    :raise Unreadable: nothing of it can be used
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("size")
    lines = _workbook(data) if data.startswith(b"PK") else _text(decode(data))
    lines = [(number, _trimmed(cells)) for number, cells in lines]
    lines = [(number, cells) for number, cells in lines if cells]
    if not lines:
        raise Unreadable("empty")
    start = _header(lines)
    header, rows = lines[start][1], lines[start + 1 :]
    if not rows:
        raise Unreadable("empty")
    if len(rows) > MAX_ROWS:
        raise Unreadable("rows")
    width = max(len(cells) for _number, cells in (lines[start], *rows))
    if width > MAX_COLUMNS:
        raise Unreadable("columns")
    fill = [""] * width
    return Table(
        (header + fill)[:width],
        [(number, (cells + fill)[:width]) for number, cells in rows],
    )


def _trimmed(cells):
    """Return the cells without what is empty at the end."""
    cells = [" ".join(cell.split())[:_LONGEST_CELL] for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _header(lines):
    """Return where the header is: the first row of about full width."""
    head = lines[:_HEADER_WITHIN]
    filled = [sum(map(bool, cells)) for _number, cells in head]
    enough = max(filled) * 2 / 3
    return next(index for index, count in enumerate(filled) if count >= enough)


def _text(text):
    first = next(filter(str.strip, text.splitlines()), "")
    separator = max(_SEPARATORS, key=lambda char: (text.count(char), char in first))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines, begun = [], 1
    try:
        for cells in reader:
            lines.append((begun, cells))
            begun = reader.line_num + 1  # a cell may hold several lines
    except csv.Error as error:
        raise Unreadable("format") from error
    return lines


def _workbook(data):
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # more than that is not read at all: a sheet may claim a million rows
        rows = sheet.iter_rows(
            max_row=MAX_ROWS + 2 * _HEADER_WITHIN,
            max_col=MAX_COLUMNS + 1,
            values_only=True,
        )
        return [(number, list(map(_cell, row))) for number, row in enumerate(rows, 1)]
    except (
        *(IndexError, KeyError, OSError, TypeError, ValueError),
        *(openpyxl.utils.exceptions.InvalidFileException, zipfile.BadZipFile),
    ) as error:
        raise Unreadable("format") from error


def _cell(value):
    """Return what a cell shows; a ZIP code may be stored as 52249.0."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
