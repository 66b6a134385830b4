"""Reading a table from a CSV file or a workbook: no ORM.

What is wrong is returned as the name of a reason; the reader's language is not known
here. Cells are texts, whatever a workbook takes them for.
"""

import csv
import io
import zipfile
from collections import Counter
from typing import NamedTuple

import openpyxl

from .text_file import MAX_BYTES, Unreadable, decode

MAX_ROWS = 5_000
MAX_COLUMNS = 60
# bytes of a workbook once unpacked: a small file may claim gigabytes
_MAX_UNPACKED = 20_000_000
# rows of a sheet in Excel, most of them empty
_MOST_ROWS = 1_048_576
# characters of a cell that are read
_LONGEST_CELL = 2_000
# a list often begins with a title; its header is among the first rows
_HEADER_WITHIN = 10
_SEPARATORS = ";\t,"
# lines of a text that tell what separates its cells
_TELLING = 200


class Table(NamedTuple):
    """
    :ivar header: names of the columns, of which some may be empty
    :ivar rows: ``(row number in the file, cells)``, as many cells as the header has
    """

    header: list[str]
    rows: list[tuple[int, list[str]]]


def read(data, max_rows=MAX_ROWS, max_bytes=MAX_BYTES):
    """Read a file.

    :param bytes data: CSV (UTF-8, UTF-16 or Windows-1252) or a workbook (.xlsx), of
        which the first sheet counts
    :param int max_rows: that a list may have
    :param int max_bytes: that a file may have
    :rtype: Table
    :raise Unreadable: nothing of it can be used
    """
    if len(data) > max_bytes:
        raise Unreadable("size")
    if data.startswith(b"PK"):
        lines = _workbook(data, max_rows)
    else:
        lines = _text(decode(data, max_bytes))
    lines = [(number, _trimmed(cells)) for number, cells in lines]
    lines = [(number, cells) for number, cells in lines if cells]
    if not lines:
        raise Unreadable("empty")
    start = _header(lines)
    header, rows = lines[start][1], lines[start + 1 :]
    if not rows:
        raise Unreadable("empty")
    if len(rows) > max_rows:
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
    return _cells(text, max(_SEPARATORS, key=lambda char: _evenness(text, char)))


def _evenness(text, separator):
    """Return how many rows a separator cuts into the same number of cells.

    Commas within names and addresses may well outnumber the semicolons between them.
    """
    start = text[: _TELLING * _LONGEST_CELL].splitlines()[:_TELLING]
    try:
        rows = list(csv.reader(start, delimiter=separator))
    except csv.Error:
        return 0
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    return max(widths.values(), default=0)


def _cells(text, separator):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines, begun = [], 1
    try:
        for cells in reader:
            lines.append((begun, cells))
            begun = reader.line_num + 1  # a cell may hold several lines
    except csv.Error as error:
        raise Unreadable("format") from error
    return lines


def _workbook(data, max_rows):
    try:
        return _first_sheet(data, max_rows)
    except Unreadable:
        raise
    except Exception as error:
        # a damaged or forged file: zipfile, zlib and the XML parsers each have errors
        # of their own
        raise Unreadable("format") from error


def _first_sheet(data, max_rows):
    """Return the rows of the first sheet that are not empty.

    :raise Unreadable: it is too large
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MAX_UNPACKED:
            raise Unreadable("unpacked")
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    lines = []
    # said explicitly: what a sheet says of its own size is often wrong
    rows = sheet.iter_rows(
        max_row=_MOST_ROWS, max_col=MAX_COLUMNS + 1, values_only=True
    )
    for number, row in enumerate(rows, 1):
        if any(value is not None for value in row):
            lines.append((number, list(map(_cell, row))))
        if len(lines) > max_rows + _HEADER_WITHIN:
            raise Unreadable("rows")
    return lines


def _cell(value):
    """Return what a cell shows; a ZIP code may be stored as 52249.0."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
