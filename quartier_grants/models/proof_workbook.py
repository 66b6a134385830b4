"""A proof of use as a workbook: sums and deviations are formulas, with their values.

Pure: knows neither the ORM nor languages. Whoever opens the file in a spreadsheet finds
the totals recomputed from the single rows.
"""

import io
from dataclasses import dataclass

import xlsxwriter

# characters that a cell holds
MAX_TEXT = 32_767
MONEY = '#,##0.00 "€";[Red]-#,##0.00 "€"'
_WIDTHS_FIGURES = (34, 14, 14, 14, 14, 14, 14, 12, 48)


@dataclass(frozen=True)
class Line:
    """A line of the plan; amounts in euros."""

    name: str
    planned: float
    changed: float
    before: float
    actual: float
    eligible: float
    explanation: str


@dataclass(frozen=True)
class Labels:
    """The words of the workbook; the last three are the columns of lists."""

    sheet_figures: str
    sheet_vouchers: str
    sheet_income: str
    sheet_items: str
    sheet_report: str
    costs: str
    funding: str
    total: str
    line: str
    planned: str
    changed: str
    before: str
    actual: str
    eligible: str
    deviation: str
    percent: str
    explanation: str
    vouchers: tuple
    income: tuple
    items: tuple


@dataclass(frozen=True)
class Content:
    """What the workbook says.

    :ivar facts, sums: pairs of label and value
    :ivar costs, funding: lists of :class:`Line`
    :ivar vouchers, income, items: rows as their columns in :class:`Labels`
    :ivar report: pairs of heading and list of texts
    """

    title: str
    facts: list
    labels: Labels
    costs: list
    funding: list
    sums: list
    vouchers: list
    income: list
    items: list
    report: list


def write(content):
    """Return the workbook as bytes.

    :param Content content: what it says
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            # what people typed is text, even if it begins with "=" or looks like a link
            "strings_to_formulas": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"title": content.title})
    writer = _Writer(book, content)
    writer.figures()
    labels = content.labels
    writer.listing(
        labels.sheet_vouchers, labels.vouchers, content.vouchers, sums=(7, 8, 9)
    )
    writer.listing(labels.sheet_income, labels.income, content.income, sums=(4,))
    writer.listing(labels.sheet_items, labels.items, content.items, sums=(4,))
    writer.report()
    book.close()
    return buffer.getvalue()


class _Writer:
    def __init__(self, book, content):
        self.book, self.content = book, content
        add = book.add_format
        self.title = add({"bold": True, "font_size": 14})
        self.bold = add({"bold": True})
        self.head = add({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = add({"text_wrap": True, "valign": "top"})
        self.money = add({"num_format": MONEY, "valign": "top"})
        self.sum = add({"num_format": MONEY, "bold": True, "top": 1})
        self.percent = add({"num_format": "0.0%", "valign": "top"})
        self.day = add({"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"})

    # -- figures

    def figures(self):
        content, labels = self.content, self.content.labels
        sheet = self.book.add_worksheet(labels.sheet_figures)
        for column, width in enumerate(_WIDTHS_FIGURES):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, content.title, self.title)
        row = 2
        for label, text in content.facts:
            sheet.write_string(row, 0, label, self.bold)
            sheet.write_string(row, 1, text)
            row += 1
        row = self.block(sheet, row + 1, labels.costs, content.costs)
        row = self.block(sheet, row + 1, labels.funding, content.funding)
        for label, amount in content.sums:
            row += 1
            sheet.write_string(row, 0, label, self.bold)
            sheet.write_number(row, 1, amount, self.money)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def block(self, sheet, row, heading, lines):
        """Write one side of the plan; return the row of its sums."""
        labels = self.content.labels
        sheet.write_string(row, 0, heading, self.title)
        row += 1
        heads = (
            labels.line,
            labels.planned,
            labels.changed,
            labels.before,
            labels.actual,
            labels.eligible,
            labels.deviation,
            labels.percent,
            labels.explanation,
        )
        for column, head in enumerate(heads):
            sheet.write_string(row, column, head, self.head)
        first = row + 1
        for row, line in enumerate(lines, first):
            self.line(sheet, row, line)
        row = first + len(lines)
        self.totals(sheet, row, first, lines)
        return row

    def line(self, sheet, row, line):
        sheet.write_string(row, 0, line.name, self.text)
        amounts = (line.planned, line.changed, line.before, line.actual, line.eligible)
        for column, amount in enumerate(amounts, 1):
            sheet.write_number(row, column, amount, self.money)
        self.deviation(sheet, row, line.changed, line.actual, self.money)
        sheet.write_string(row, 8, line.explanation, self.text)

    def deviation(self, sheet, row, changed, actual, style):
        name = row + 1
        gap = round(actual - changed, 2)
        sheet.write_formula(row, 6, f"=E{name}-C{name}", style, gap)
        sheet.write_formula(
            row,
            7,
            f'=IF(C{name}=0,"",G{name}/C{name})',
            self.percent,
            gap / changed if changed else "",
        )

    def totals(self, sheet, row, first, lines):
        sheet.write_string(row, 0, self.content.labels.total, self.sum)
        names = ("planned", "changed", "before", "actual", "eligible")
        sums = {
            name: round(sum(getattr(li, name) for li in lines), 2) for name in names
        }
        for column, name in enumerate(names, 1):
            letter = "ABCDEF"[column]
            formula = f"=SUM({letter}{first + 1}:{letter}{row})" if lines else "=0"
            sheet.write_formula(row, column, formula, self.sum, sums[name])
        self.deviation(sheet, row, sums["changed"], sums["actual"], self.sum)

    # -- lists

    def listing(self, name, heads, rows, sums):
        """Write a list with its sums below.

        :param sums: columns that hold amounts
        """
        sheet = self.book.add_worksheet(name)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, self.head)
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, len(heads) - 1, 20)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                self.cell(sheet, number, column, value, column in sums)
        last = len(rows) + 1
        sheet.write_string(last, 0, "")
        sheet.write_string(last, 1, self.content.labels.total, self.sum)
        for column in sums:
            letter = "ABCDEFGHIJ"[column]
            value = round(sum(row[column] or 0 for row in rows), 2)
            formula = f"=SUM({letter}2:{letter}{last})" if rows else "=0"
            sheet.write_formula(last, column, formula, self.sum, value)

    def cell(self, sheet, row, column, value, is_money):
        if is_money:
            sheet.write_number(row, column, value or 0, self.money)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, self.text)
        elif isinstance(value, int):
            sheet.write_number(row, column, value)
        elif value:
            sheet.write_datetime(row, column, value, self.day)

    def report(self):
        sheet = self.book.add_worksheet(self.content.labels.sheet_report)
        sheet.set_column(0, 0, 110)
        row = 0
        for heading, texts in self.content.report:
            sheet.write_string(row, 0, heading, self.title)
            row += 1
            for text in texts:
                # what one cell does not hold goes on in the next
                for start in range(0, len(text), MAX_TEXT):
                    part = text[start : start + MAX_TEXT]
                    sheet.write_string(row, 0, part, self.text)
                    row += 1
            row += 1
