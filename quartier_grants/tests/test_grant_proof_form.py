import io
from base64 import b64decode, b64encode

from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from pypdf import PdfReader

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from ..models import workbook_template
from .proof_common import TODAY, ProofCommon


def form(rows_free=10):
    """A funder's form: names, a table with a formula column, a sum below."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Nachweis"
    sheet["A1"] = "Maßnahme"
    sheet["A2"] = "Ausgaben"
    sheet["A3"] = "Doppelt"
    sheet["B3"] = "=B2*2"
    sheet["A5"] = "Belege"
    last = 5 + rows_free
    for row in range(6, last + 1):
        sheet[f"J{row}"] = f"=I{row}-H{row}"
    sheet[f"A{last + 1}"] = "Summe"
    sheet[f"I{last + 1}"] = f"=SUM(I6:I{last})"
    book.defined_names["Massnahme"] = DefinedName(
        "Massnahme", attr_text="Nachweis!$B$1"
    )
    book.defined_names["Ausgaben"] = DefinedName("Ausgaben", attr_text="Nachweis!$B$2")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(content):
    return load_workbook(io.BytesIO(content))


@tagged("standard", "post_install", "-at_install")
class TestGrantProofForm(ProofCommon):
    def _use(self, content, *cells):
        self.program.write(
            {
                "proof_template": b64encode(content),
                "proof_template_name": "vordruck.xlsx",
                "proof_cell_ids": [
                    Command.clear(),
                    *(
                        Command.create({"target": target, "content": what, **more})
                        for target, what, more in cells
                    ),
                ],
            }
        )

    def test_names_addresses_and_formulas(self):
        self._pay(self.first, 590)
        self._pay(self.second, 300)
        self._use(
            form(),
            ("massnahme", "measure", {}),
            ("Ausgaben", "cost_total", {}),
            ("Nachweis!D1", "cost_kind", {"cost_kind_id": self.kind.id}),
            ("D2", "funding_kind", {"funding_kind": "own_cash"}),
            ("A6", "table_vouchers", {}),
        )
        proof = self._new_proof()
        self.assertTrue(proof.has_form)
        sheet = read(proof._filled_form())["Nachweis"]
        self.assertEqual(sheet["B1"].value, "Probenachweis")
        self.assertEqual((sheet["B2"].value, sheet["D1"].value), (890, 890))
        self.assertEqual(sheet["D2"].value, 890)
        self.assertEqual(sheet["B3"].value, "=B2*2", "the template's formulas stay")
        self.assertEqual((sheet["A6"].value, sheet["A7"].value), (1, 2))
        self.assertEqual((sheet["I6"].value, sheet["I7"].value), (590, 300))
        self.assertEqual(sheet["J6"].value, "=I6-H6")
        self.assertEqual(sheet["I16"].value, "=SUM(I6:I15)")

    def test_text_is_no_formula(self):
        self.grant.sudo().name = "=2+2"
        self._use(form(), ("Massnahme", "measure", {}))
        cell = read(self._new_proof()._filled_form())["Nachweis"]["B1"]
        self.assertEqual((cell.value, cell.data_type), ("=2+2", "s"))

    def test_missing_cells_are_named_at_once(self):
        with self.assertRaises(ValidationError) as caught:
            self._use(
                form(),
                ("Titel", "measure", {}),
                ("Blatt9!B1", "cost_total", {}),
                ("Ausgaben", "cost_total", {}),
            )
        text = str(caught.exception)
        for part in ("Titel", "Blatt9!B1", "Names in the form: Ausgaben, Massnahme"):
            self.assertIn(part, text)

    def test_template_without_names(self):
        buffer = io.BytesIO()
        Workbook().save(buffer)
        with self.assertRaisesRegex(ValidationError, "(?s)Massnahme.*has no names"):
            self._use(buffer.getvalue(), ("Massnahme", "measure", {}))

    def test_formula_is_not_overwritten(self):
        with self.assertRaisesRegex(ValidationError, "hold a formula.*Nachweis!B3"):
            self._use(form(), ("Nachweis!B3", "cost_total", {}))

    @mute_logger("odoo.tools.mimetypes.guess_mimetype")
    def test_no_workbook(self):
        for content in (b"%PDF-1.4", b"", b"PK\x03\x04 kaputt"):
            with self.subTest(content), self.assertRaises(ValidationError):
                self._use(content or b" ", ("B1", "measure", {}))

    @mute_logger("odoo.tools.mimetypes.guess_mimetype")
    def test_too_large(self):
        content = form() + b"\0" * workbook_template.MAX_BYTES
        with self.assertRaisesRegex(ValidationError, "at most 10 MB"):
            self._use(content, ("B1", "measure", {}))

    def test_too_many_rows(self):
        for amount in (10, 20, 30):
            self._pay(self.first, amount)
        self._use(form(rows_free=2), ("A6", "table_vouchers", {}))
        with self.assertRaisesRegex(UserError, "“A6” has 1 rows more"):
            self._new_proof()._filled_form()

    def test_no_form(self):
        with self.assertRaisesRegex(UserError, "has no form of the funder"):
            self._new_proof().action_form()

    def test_form_is_kept(self):
        self._pay(self.first, 590)
        self._use(form(), ("Ausgaben", "cost_total", {}))
        proof = self._submitted()
        kept = b64decode(proof.with_context(bin_size=False).kept_form)
        self.assertEqual(read(kept)["Nachweis"]["B2"].value, 590)
        # another form does not change what was handed in
        self.program.proof_cell_ids.content = "measure"
        self.assertEqual(proof._form_file()[1], kept)


@tagged("standard", "post_install", "-at_install")
class TestGrantProofDocuments(ProofCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._pay(cls.first, 590, payee="=cmd|A1")
        cls._pay(cls.second, 300)
        cls._draw(400, "2026-03-02")
        cls._income(50)
        with freeze_time(TODAY):
            cls.env["quartier.grant.item"].with_user(cls.grant_user).create(
                {"grant_id": cls.grant.id, "name": "Anhänger", "amount": 900}
            )
        cls.proof = cls._new_proof()

    def test_workbook(self):
        book = read(self.proof._workbook())
        self.assertEqual(
            book.sheetnames, ["Figures", "Vouchers", "Income", "Inventory", "Report"]
        )
        vouchers = list(book["Vouchers"].iter_rows(values_only=True))
        self.assertEqual(vouchers[1][3], "=cmd|A1")
        self.assertEqual(book["Vouchers"]["D2"].data_type, "s", "no formula of others")
        self.assertEqual([row[8] for row in vouchers[1:3]], [590, 300])
        self.assertEqual(vouchers[3][8], "=SUM(I2:I3)")
        income = [row[4] for row in book["Income"].iter_rows(min_row=2, values_only=True)]
        self.assertEqual(income[:2], [400, 50])
        self.assertEqual(book["Inventory"]["B2"].value, "Anhänger")
        self.assertIn(
            "Der Raum ist hell.",
            [row[0] for row in book["Report"].iter_rows(values_only=True)],
        )

    def test_totals_are_formulas_with_their_values(self):
        content = self.proof._workbook()
        values = load_workbook(io.BytesIO(content), data_only=True)["Figures"]
        formulas = read(content)["Figures"]
        totals = [
            (cell.row, values.cell(cell.row, 5).value)
            for cell in values["A"]
            if cell.value == "Total"
        ]
        self.assertEqual([amount for _row, amount in totals], [890, 890])
        for row, _amount in totals:
            self.assertTrue(formulas.cell(row, 5).value.startswith("=SUM(E"))

    def test_pdf(self):
        text = "".join(
            page.extract_text()
            for page in PdfReader(io.BytesIO(self.proof._render_document())).pages
        )
        for part in ("Probenachweis", "Der Raum ist hell.", "890.00", "Anhänger"):
            self.assertIn(part, text.replace("\xa0", " "))

    def test_pdf_is_tagged(self):
        root = PdfReader(io.BytesIO(self.proof._render_document())).trailer["/Root"]
        self.assertTrue(root["/MarkInfo"]["/Marked"])
        self.assertIn("/StructTreeRoot", root)


@tagged("standard", "post_install", "-at_install")
class TestGrantProofDownload(HttpCase, ProofCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._pay(cls.first, 590)
        cls.proof = cls._new_proof()
        for user in (cls.grant_user, cls.grant_ost, cls.finance, cls.employee):
            user.sudo().password = user.login

    def test_who_downloads(self):
        path = f"/quartier/foerderung/nachweis/{self.proof.id}.xlsx"
        for user, status in (
            (self.grant_user, 200),
            (self.finance, 200),
            (self.grant_ost, 404),
            (self.employee, 404),
        ):
            with self.subTest(user.login):
                self.authenticate(user.login, user.login)
                response = self.url_open(path)
                self.assertEqual(response.status_code, status)
                if status == 200:
                    self.assertEqual(response.headers["Cache-Control"], "no-store")
                    self.assertEqual(read(response.content)["Vouchers"]["I2"].value, 590)

    def test_without_login(self):
        path = f"/quartier/foerderung/nachweis/{self.proof.id}.xlsx"
        response = self.url_open(path, allow_redirects=False)
        self.assertEqual(response.status_code, 303)
