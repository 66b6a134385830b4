import io
import zipfile

import xlsxwriter

from odoo.tests import BaseCase, tagged

from ...models.office import table_file
from ...models.office.text_file import Unreadable

HEADER = ["Name", "Ort"]


@tagged("standard", "post_install", "-at_install")
class TestTableFile(BaseCase):
    def _workbook(self, rows):
        file = io.BytesIO()
        with xlsxwriter.Workbook(file) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        return file.getvalue()

    def _replaced(self, data, part, change):
        """Return a workbook with one part of its archive changed."""
        file = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(data)) as old,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                content = old.read(name)
                new.writestr(name, change(content) if name == part else content)
        return file.getvalue()

    def _refusal(self, data):
        with self.assertRaises(Unreadable) as caught:
            table_file.read(data)
        return caught.exception.reason

    def test_commas_within_cells(self):
        """What separates cells cuts all rows alike, however many commas there are."""
        table = table_file.read(
            b"Akteure, Stand 1, 2, 3\r\n\r\nName;Adresse\r\n"
            b"Kaya, Selin;Markt 1, 52249 Eschweiler\r\n"
            b"Wolf, Rosa;Markt 2, 52249 Eschweiler\r\n"
        )
        self.assertEqual(table.header, ["Name", "Adresse"])
        self.assertEqual(
            table.rows[0], (4, ["Kaya, Selin", "Markt 1, 52249 Eschweiler"])
        )

    def test_semicolons_within_cells(self):
        table = table_file.read(b'Name,Ort\n"Kaya; Selin; x",E\n"Wolf; Rosa",E\n')
        self.assertEqual(table.header, HEADER)
        self.assertEqual(table.rows[0], (2, ["Kaya; Selin; x", "E"]))

    def test_single_column(self):
        table = table_file.read("Name\nJürgen\nRosa\n".encode("cp1252"))
        self.assertEqual(table.rows, [(2, ["Jürgen"]), (3, ["Rosa"])])

    def test_empty_rows_do_not_count(self):
        rows = [HEADER]
        for number in range(4_000):
            rows += [[f"N{number}", "E"], []]
        table = table_file.read(self._workbook(rows))
        self.assertEqual(len(table.rows), 4_000)
        self.assertEqual(table.rows[-1], (8_000, ["N3999", "E"]))

    def test_wrong_size_of_a_sheet(self):
        data = self._replaced(
            self._workbook([HEADER, ["Selin", "E"], ["Rosa", "E"]]),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b'ref="A1:B3"', b'ref="A1"'),
        )
        self.assertEqual(len(table_file.read(data).rows), 2)

    def test_too_many_rows(self):
        rows = [HEADER] + [["N", "E"]] * (table_file.MAX_ROWS + 1)
        self.assertEqual(self._refusal(self._workbook(rows)), "rows")

    def test_damaged_workbooks(self):
        data = self._workbook([HEADER, ["Selin", "E"]])
        for part in zipfile.ZipFile(io.BytesIO(data)).namelist():
            if part.startswith(("docProps", "_rels")) or "theme" in part:
                continue  # nothing of it is read
            with self.subTest(part=part):
                half = self._replaced(data, part, lambda xml: xml[: len(xml) // 2])
                self.assertEqual(self._refusal(half), "format")
        self.assertEqual(self._refusal(data[:-200]), "format")
        self.assertEqual(self._refusal(b"PK" + b"x" * 99), "format")

    def test_entities(self):
        """No file of the server, and no multitude, comes in by an entity."""
        bomb = b"".join(
            b'<!ENTITY %c "%s">' % (98 + step, b"&%c;" % (97 + step) * 10)
            for step in range(8)
        )
        for entities in (
            b'<!ENTITY i SYSTEM "file:///etc/passwd">',
            b'<!ENTITY a "%s">' % (b"x" * 9_999) + bomb,
        ):
            xml = (
                b'<?xml version="1.0"?><!DOCTYPE sst [%s]>'
                b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                b"<si><t>&i;</t></si></sst>" % entities
            )
            with self.subTest(entities=entities[:20]):
                data = self._replaced(
                    self._workbook([HEADER, ["Selin", "E"]]),
                    "xl/sharedStrings.xml",
                    lambda _old, xml=xml: xml,
                )
                self.assertEqual(self._refusal(data), "format")

    def test_small_file_that_unpacks_to_a_large_one(self):
        data = self._replaced(
            self._workbook([HEADER, ["Selin", "E"]]),
            "xl/sharedStrings.xml",
            lambda xml: xml + b" " * 30_000_000,
        )
        self.assertLess(len(data), 100_000)
        self.assertEqual(self._refusal(data), "unpacked")
