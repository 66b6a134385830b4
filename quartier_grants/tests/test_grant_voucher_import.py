import io
from base64 import b64encode
from datetime import date
from decimal import Decimal

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import voucher_file
from .voucher_common import VoucherCommon

HEAD = (
    "Zahlungsempfänger;Rechnungs-Nr.;Rechnungsdatum;Zahlungsdatum;Betrag (brutto);"
    "Anteil;Antrag;Position;Währung\n"
)
ROWS = """\
Druckerei Muster GmbH;R-1;10.03.2026;20.03.2026;1.100,50;100,00;Probeantrag;Posten 1;EUR
Baumarkt;R-2;11.03.2026;;59,90;;Probeantrag;Posten 2;
Baumarkt;R-3;32.13.2026;;10,00;;Probeantrag;Posten 2;
Baumarkt;R-4;12.03.2026;;10,00;;Gibt es nicht;Posten 2;
Baumarkt;R-5;12.03.2026;;10,00;;Probeantrag;Posten 9;USD
Baumarkt;R-6;12.03.2026;;100,00;60,00;Probeantrag;Posten 1;
Baumarkt;R-6;12.03.2026;;100,00;40,01;Probeantrag;Posten 2;
Baumarkt;R-7;12.03.2026;;100,00;60,00;Probeantrag;Posten 1;
Baumarkt;R-7;12.03.2026;;100,00;40,00;Probeantrag;Posten 2;
"""


@tagged("standard", "post_install", "-at_install")
class TestGrantVoucherImport(VoucherCommon):
    """Lists of the finance system."""

    def _import(self, text, user=None, **values):
        imports = self.env["quartier.grant.voucher.import"]
        return imports.with_user(user or self.grant_user).create(
            {"file": b64encode(text.encode()), "filename": "liste.csv", **values}
        )

    def _checked(self, text, **values):
        record = self._import(text, **values)
        record.action_check()
        return record

    def _line(self, record, number):
        return record.line_ids.filtered(lambda line: line.invoice_number == number)

    def test_amounts_and_days(self):
        for text, amount in (
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("1.234", "1234"),
            ("0.125", "0.13"),
            ("-12,00 €", "-12"),
            ("12,00-", "-12"),
            ("(12,00)", "-12"),
            ("12,5 EUR", "12.50"),
        ):
            self.assertEqual(voucher_file.read_amount(text), Decimal(amount), text)
        for text in ("", "zwölf", "1e9", "12,,5", "99999999999"):
            self.assertIsNone(voucher_file.read_amount(text), text)
        for text in ("3.4.2026", "03.04.26", "2026-04-03", "2026-04-03 00:00:00"):
            self.assertEqual(voucher_file.read_date(text), date(2026, 4, 3))
        for text in ("", "31.2.2026", "gestern"):
            self.assertIsNone(voucher_file.read_date(text))

    def test_what_is_wrong_with_rows(self):
        record = self._checked(HEAD + ROWS)
        self.assertEqual(record.row_count, 9)
        self.assertEqual((record.ready_count, record.wrong_count), (4, 5))
        for number, part in (
            ("R-3", "Date of the Invoice"),
            ("R-4", "Gibt es nicht"),
            ("R-5", "no line of the plan"),
            ("R-6", "100.01"),
        ):
            with self.subTest(number=number):
                line = self._line(record, number)[0]
                self.assertEqual(line.status, "wrong")
                self.assertIn(part, line.problem)
        self.assertEqual(self._line(record, "R-3").unread, "32.13.2026")
        self.assertIn("not the euro", self._line(record, "R-5").problem)

    def test_right_rows_become_drafts(self):
        record = self._checked(HEAD + ROWS)
        record.action_import()
        vouchers = record.line_ids.voucher_id
        self.assertEqual(len(vouchers), 3)
        self.assertEqual(set(vouchers.mapped("state")), {"draft"})
        first = vouchers.filtered(lambda voucher: voucher.number == "R-1")
        self.assertEqual((first.gross, first.shared_amount), (1100.5, 100))
        self.assertEqual(first.share_ids.quartier_budget_line_id, self.first)
        self.assertEqual(first.share_ids.quartier_eligible, 100)
        self.assertEqual(first.share_ids.quartier_grant_id, self.grant)
        both = vouchers.filtered(lambda voucher: voucher.number == "R-7")
        self.assertEqual(both.share_ids.mapped("amount"), [-60, -40])
        self.assertEqual(record.state, "lines")
        self.assertEqual(self.grant.spent_amount, 0)

    def test_corrected_rows_are_imported_afterwards(self):
        record = self._checked(HEAD + ROWS)
        record.action_import()
        with self.assertRaises(UserError):
            record.action_import()
        self._line(record, "R-3").invoice_date = "2026-03-12"
        self._line(record, "R-4").grant_name = "probeantrag"
        self._line(record, "R-5").write({"cost_name": "Posten 2", "currency": "EUR"})
        lines = self._line(record, "R-6")
        self.assertEqual(set(lines.mapped("status")), {"wrong"})
        lines[1].share = 40
        self.assertEqual(set(lines.mapped("status")), {"ready"})
        record.action_import()
        self.assertEqual(record.state, "done")
        self.assertEqual(len(record.line_ids.voucher_id), 7)
        with self.assertRaises(UserError):
            lines[0].share = 1
        with self.assertRaises(UserError):
            record.file = b64encode(b"a;b\n1;2\n")

    def test_no_doubles_when_it_is_imported_again(self):
        self._checked(HEAD + ROWS).action_import()
        count = self.env["quartier.grant.voucher"].search_count([])
        again = self._checked(HEAD + ROWS)
        self.assertEqual((again.known_count, again.ready_count), (4, 0))
        with self.assertRaises(UserError):
            again.action_import()
        self.assertEqual(self.env["quartier.grant.voucher"].search_count([]), count)

    def test_booked_by_hand_in_the_meantime(self):
        record = self._checked(HEAD + ROWS)
        self._new_voucher(payee="Baumarkt", number="r 2", gross=59.9, share_ids=False)
        record.action_import()
        self.assertEqual(self._line(record, "R-2").status, "known")
        self.assertEqual(len(record.line_ids.voucher_id), 2)

    def test_rows_without_grant(self):
        text = "Empfänger;Rechnungsnummer;Datum;Brutto\nDruckerei;1;10.03.2026;5,00\n"
        record = self._checked(text)
        self.assertIn("does not name a grant", record.line_ids.problem)
        program = self._new_program("Ein Posten")
        grant = self._new_running(
            name="Ein Posten", costs=(1000,), program_id=program.id
        )
        record = self._checked(text, grant_id=grant.id)
        self.assertEqual(record.ready_count, 1)
        self.assertEqual(record.line_ids.budget_line_id, grant.budget_line_ids)

    def test_workbook(self):
        book = openpyxl.Workbook()
        book.active.append(HEAD.strip().split(";"))
        book.active.append(
            [
                "Baumarkt",
                4711,
                date(2026, 3, 11),
                None,
                59.9,
                None,
                "Probeantrag",
                "Posten 2",
                "EUR",
            ]
        )
        data = io.BytesIO()
        book.save(data)
        record = self._import("", file=b64encode(data.getvalue()))
        record.action_check()
        line = record.line_ids
        self.assertEqual(line.status, "ready", line.problem)
        self.assertEqual((line.invoice_number, line.gross), ("4711", 59.9))
        self.assertEqual(line.invoice_date, date(2026, 3, 11))

    def test_files_that_cannot_be_used(self):
        for text in ("", "nur eine Überschrift\n", "\0\1\2"):
            with self.subTest(text=text), self.assertRaises(UserError):
                self._import(text)
        record = self._import("Farbe;Größe\nrot;5\n")
        with self.assertRaises(UserError) as raised:
            record.action_check()
        self.assertIn("Payee", str(raised.exception))

    def test_offices(self):
        """Users book on their own grants; finance on all."""
        text = HEAD + ("Druckerei;R-1;10.03.2026;;10,00;;Aus dem Osten;Posten 1;\n")
        self.assertEqual(self._checked(text).wrong_count, 1)
        record = self._checked(text, user=self.finance)
        record.action_import()
        self.assertEqual(record.line_ids.voucher_id.quartier_id, self.ost)
        with self.assertRaises(AccessError):
            self._import(text, grant_id=self.ost_grant.id)
        with self.assertRaises(AccessError):
            record.with_user(self.grant_user).read(["filename"])

    def test_rows_are_the_systems(self):
        record = self._checked(HEAD + ROWS)
        for values in (
            {"status": "ready"},
            {"grant_id": self.ost_grant.id},
            {"voucher_id": 1},
            {"import_id": record.id},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self._line(record, "R-4").write(values)
        with self.assertRaises(AccessError):
            record.line_ids.create({"import_id": record.id, "payee": "X"})
