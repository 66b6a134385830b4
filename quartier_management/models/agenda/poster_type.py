"""How large the type of the poster can be for a week to fit on one page.

Printing to find out would take seconds. The lengths here are those of the style sheet
in ``report/quartier_week_poster_report.xml``: change both together. A rem is a 51st of
the page's width within its margins, in A4 as in A3; an em is a line of the chosen size.
"""

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

# Liberation Sans, in which the poster is set, has the widths of Helvetica
_PLAIN, _BOLD = "Helvetica", "Helvetica-Bold"
# in rem: the page within its margins, less a line for what is not foreseen
_WIDTH, _HEIGHT = 51, 75.9 - 1.3
_GAP = 2
# in rem: the title, beside the code; what stands below it, and the line under both
_TITLE, _TITLE_WIDTH, _CODE, _BELOW, _RULE = 3.2, 42, 7.5, 4.3, 2.1
# in em
_LINE, _DAY, _ROW = 1.3, 2.25, 0.25
_TIME, _INDENT = 6.8, 7.2
# the words before a name and a reason; translations are about as long
_TITLE_WORDS, _CANCELLED_WORDS = "This is on in ", "Cancelled: "
# in rem: larger looks lost, smaller is not read from where people stand; and what one
# column does not take in a size that is still roomy goes into two
_LARGEST, _ROOMY, _SMALLEST, _STEP = 1.6, 1.1, 0.8, 0.05


def choose_type(title, days):
    """Return the number of columns and the size of type, in rem.

    In the smallest size a week may take more than a page.

    :param str title: name of the office
    :param list days: as in ``Poster``
    """
    room = _HEIGHT - _header(title)
    for columns, least in ((1, _ROOMY), (2, _SMALLEST)):
        steps = round((_LARGEST - least) / _STEP)
        for step in range(steps + 1):
            size = round(_LARGEST - step * _STEP, 2)
            if _fits(days, columns, size, room):
                return columns, size
    return 2, _SMALLEST


def _header(title):
    lines = _lines(_TITLE_WORDS + title, _BOLD, _TITLE_WIDTH / 2.9)
    return max(_CODE, lines * _TITLE + _BELOW) + _RULE


def _fits(days, columns, size, room):
    """Let the days flow from column to column, none of them torn apart."""
    width = (_WIDTH - _GAP * (columns - 1)) / columns / size
    room /= size
    column, used = 1, 0
    for _words, rows in days:
        height = _DAY + (sum(_row(row, width) for row in rows) or _LINE)
        if used + height > room:
            column, used = column + 1, 0
        used += height
        if used > room or column > columns:
            return False
    return True


def _row(row, width):
    width -= _INDENT
    lines = _lines(row.name, _PLAIN if row.cancelled else _BOLD, width)
    if row.cancelled:
        # partly bold: rather too wide
        lines += _lines(_CANCELLED_WORDS + row.note, _BOLD, width)
    lines += sum(_lines(text, _PLAIN, width) for text in (row.place, row.facts))
    return max(lines, _lines(row.time, _PLAIN, _TIME)) * _LINE + _ROW


def _lines(text, font, width):
    """Return how many lines a text takes; words longer than a line are broken."""
    lines = simpleSplit(text, font, 1, width)
    return sum(max(1, -(-stringWidth(line, font, 1) // width)) for line in lines)
