import io
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.workbook.defined_name import DefinedName

from odoo.tests import BaseCase, tagged

from ..models import workbook_template
from ..models.workbook_template import MAX_TEXT, TemplateError

XLSX = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
XLSM = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def packed(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(content, path, edit):
    """Return a workbook one of whose parts is changed."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, edit(part) if name == path else part)
    return buffer.getvalue()


@tagged("standard", "post_install", "-at_install")
class TestWorkbookTemplate(BaseCase):
    """Forms come from anybody: broken, merged, protected, with charts and macros."""

    def setUp(self):
        super().setUp()
        self.book = Workbook()
        self.sheet = self.book.active
        self.sheet.title = "Nachweis"

    def _filled(self, values):
        content = workbook_template.fill(packed(self.book), values)
        return load_workbook(io.BytesIO(content))["Nachweis"]

    def _error(self, content, values):
        with self.assertRaises(TemplateError) as caught:
            workbook_template.fill(content, values)
        return caught.exception

    def test_broken_parts(self):
        content = packed(self.book)
        for path in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
            with self.subTest(path):
                broken = repacked(content, path, lambda part: part[:-20])
                self.assertTrue(self._error(broken, {"B1": 1}).unreadable)

    def test_small_only_as_long_as_it_is_packed(self):
        blank = b" " * (workbook_template.MAX_UNPACKED + 1)
        bomb = repacked(
            packed(self.book),
            "xl/worksheets/sheet1.xml",
            lambda part: part.replace(b"</worksheet>", blank + b"</worksheet>"),
        )
        self.assertLess(len(bomb), workbook_template.MAX_BYTES)
        self.assertTrue(self._error(bomb, {"B1": 1}).unreadable)

    def test_macros_are_left_behind(self):
        content = repacked(
            packed(self.book),
            "[Content_Types].xml",
            lambda part: part.replace(XLSX, XLSM),
        )
        self.assertNotEqual(content, packed(self.book))
        filled = workbook_template.fill(content, {"B1": 1})
        with ZipFile(io.BytesIO(filled)) as archive:
            self.assertNotIn(XLSM, archive.read("[Content_Types].xml"))

    def test_sheet_that_is_a_chart(self):
        self.book.create_chartsheet("Bild").add_chart(BarChart())
        self.book.defined_names["Titel"] = DefinedName("Titel", attr_text="Bild!$B$1")
        error = self._error(packed(self.book), {"Bild!B1": 1, "Titel": 1})
        self.assertEqual(error.missing, ["Bild!B1", "Titel"])

    def test_names_of_no_single_place(self):
        for name, place in (
            ("Mehrere", "Nachweis!$A$1,Nachweis!$B$2"),
            ("Spalte", "Nachweis!$A:$A"),
            ("Satz", "0.19"),
            ("Verloren", "#REF!"),
            ("Fremd", "[1]Mappe!$A$1"),
        ):
            self.book.defined_names[name] = DefinedName(name, attr_text=place)
            error = self._error(packed(self.book), {name: 1})
            self.assertEqual((name, error.missing), (name, [name]))

    def test_outside_of_the_sheet(self):
        targets = ["XFE1", "A0", "A1048577", "Nachweis!", ""]
        error = self._error(packed(self.book), dict.fromkeys(targets, 1))
        self.assertEqual(error.missing, targets)
        self.assertEqual(self._filled({"XFD1": 1})["XFD1"].value, 1)

    def test_protected_and_merged(self):
        self.sheet.protection.enable()
        self.sheet.merge_cells("B1:D2")
        sheet = self._filled({"C2": 5})
        self.assertEqual(sheet["B1"].value, 5)
        self.assertTrue(sheet.protection.sheet)

    def test_merged_side_by_side_is_one_column(self):
        for row in (5, 6):
            self.sheet.merge_cells(f"B{row}:C{row}")
        sheet = self._filled({"A5": [(1, "Maler", 30), (2, "Kiosk", 40)]})
        self.assertEqual(
            [[cell.value for cell in row] for row in sheet["A5:D6"]],
            [[1, "Maler", None, 30], [2, "Kiosk", None, 40]],
        )

    def test_merged_otherwise_it_is_no_row_of_the_table(self):
        self.sheet.merge_cells("B6:D6")
        error = self._error(packed(self.book), {"A5": [(1, 2, 3), (4, 5, 6)]})
        self.assertEqual(error.overflow, [("A5", 1)])

    def test_characters_that_no_cell_may_hold(self):
        sheet = self._filled({"B1": "Zeile\vzwei\x07", "A5": [("a\x0bb",)]})
        self.assertEqual(
            (sheet["B1"].value, sheet["A5"].value), ("Zeile\nzwei", "a\nb")
        )

    def test_text_longer_than_a_cell_holds(self):
        long = "x" * (MAX_TEXT + 1)
        error = self._error(packed(self.book), {"B1": long, "A5": [(long,), (long,)]})
        self.assertEqual(error.too_long, ["B1", "A5"])
