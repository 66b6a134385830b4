"""Lists as workbooks, written row by row in constant memory: no ORM."""

import io
import re
import tempfile
from datetime import date, datetime

import xlsxwriter

MONEY = '#,##0.00 "€";[Red]-#,##0.00 "€"'
# characters that a cell may hold
_LONGEST_CELL = 32_767
_MOST_WIDE = 60


def write(sheets, title):
    """Return a workbook.

    :param sheets: tuples of name, headings and rows; rows are an iterable of cells,
        which are text, days, numbers or :class:`Money`
    :param str title: in the file's properties
    :return: bytes
    """
    buffer = io.BytesIO()
    # rows wait in files; a folder of their own, so that nothing is left of them
    with tempfile.TemporaryDirectory(prefix="quartier-audit-") as folder:
        book = xlsxwriter.Workbook(
            buffer,
            {
                "constant_memory": True,
                "tmpdir": folder,
                # what people typed is text, even if it begins with "="
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "remove_timezone": True,
            },
        )
        book.set_properties({"title": title})
        formats = _Formats(book)
        for name, heads, rows in sheets:
            _sheet(book.add_worksheet(_tab(name)), heads, rows, formats)
        book.close()
    return buffer.getvalue()


def _tab(name):
    """Return the name of a sheet: short, and without what spreadsheets forbid."""
    return re.sub(r"[\[\]:*?/\\]", "-", name)[:31].strip("'")


class _Formats:
    def __init__(self, book):
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.red = book.add_format(
            {"text_wrap": True, "valign": "top", "font_color": "#b00020", "bold": True}
        )
        self.number = book.add_format({"num_format": "#,##0.####", "valign": "top"})
        self.money = book.add_format({"num_format": MONEY, "valign": "top"})
        self.day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top"})


class Red(str):
    """A text that is set in red."""


class Money(float):
    """An amount in euros."""


def _sheet(sheet, heads, rows, formats):
    for column, head in enumerate(heads):
        width = min(max(len(head) + 2, 12), _MOST_WIDE)
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, formats.head)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _cell(sheet, last, column, value, formats)
    sheet.autofilter(0, 0, last, len(heads) - 1)


def _cell(sheet, row, column, value, formats):
    if isinstance(value, str):
        style = formats.red if isinstance(value, Red) else formats.text
        sheet.write_string(row, column, value[:_LONGEST_CELL], style)
    elif isinstance(value, date | datetime):
        sheet.write_datetime(row, column, value, formats.day)
    elif isinstance(value, int | float):
        style = formats.money if isinstance(value, Money) else formats.number
        sheet.write_number(row, column, value, style)
