"""The play street of the demonstration from its vouchers to the closed grant."""

import io
import subprocess
from base64 import b64decode
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo import fields
from odoo.tests import TransactionCase, tagged

XLSX = "xlsx:Calc MS Excel 2007 XML"


def recompute(content):
    """Return a workbook as LibreOffice calculates it, its kept values thrown away."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "nachweis.xlsx"
        # written anew by openpyxl, formulas have no values any more
        load_workbook(io.BytesIO(content)).save(source)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                XLSX,
                "--outdir",
                f"{folder}/out",
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        done = Path(folder) / "out" / "nachweis.xlsx"
        return load_workbook(io.BytesIO(done.read_bytes()), data_only=True)


@tagged("standard", "post_install", "-at_install")
class TestProofDemo(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grant = cls.env.ref("quartier_grants.grant_play_street")
        cls.today = cls.grant.quartier_id._today()
        cls.author = cls._user("assistenz")
        cls.manager = cls._user("managerin")

    @classmethod
    def _user(cls, login):
        return cls.env["res.users"].search([("login", "=", login)])

    def _finish_what_is_open(self):
        """The interim proof is handed in, the draft voucher dropped, the report given,
        and what was drawn too early is paid back."""
        interim = self.env.ref("quartier_grants.proof_play_street")
        interim.with_user(self.manager).action_check()
        interim.with_user(self.author).action_submit(self.today, "portal")
        interim.with_user(self.manager).action_examine(
            self.today, interim.eligible_total, ""
        )
        self.grant.sudo().condition_ids.filtered(
            lambda row: row.kind == "report"
        ).with_user(self.manager).write({"evidence": "Zwischennachweis"})
        self.grant.condition_ids.filtered(lambda row: row.evidence).action_done()
        self.env.ref("quartier_grants.voucher_play_street_4").unlink()

    def _final(self):
        proof = (
            self.env["quartier.grant.proof"]
            .with_user(self.author)
            .create(
                {
                    "grant_id": self.grant.id,
                    "kind": "final",
                    "date_to": self.today - timedelta(days=1),
                }
            )
        )
        self.env["quartier.grant.proof.statement"].with_user(self.author).create(
            {"proof_id": proof.id, "part": "results", "text": "Die Straße lebt."}
        )
        return proof

    def _pay_back(self):
        repayment = (
            self.env["quartier.grant.repayment"]
            .with_user(self.author)
            .create({"grant_id": self.grant.id, "hearing_on": self.today})
        )
        repayment.amount = 3920
        manager = repayment.with_user(self.manager)
        manager.action_notice(
            self.today, 3920, 0, fields.Date.add(self.today, months=1)
        )
        manager.action_paid(self.today)

    def test_to_the_closed_grant(self):
        # paid: 5,950 + 1,200 + 450 = 7,600 €; the grant bears 80 percent = 6,080 €.
        # The funder paid out 10,000 €: 3,920 € are paid back. A donor gave 500 €;
        # own money is 7,600 - 10,000 - 500 < 0, after the repayment 1,020 €.
        self._finish_what_is_open()
        proof = self._final()
        self.assertEqual((proof.cost_total, proof.earned_amount), (7600, 6080))
        self.assertEqual((proof.drawn_total, proof.balance_amount), (10000, -3920))
        proof.with_user(self.manager).action_check()
        proof.with_user(self.author).action_submit(self.today, "portal", "V-17")
        proof.with_user(self.manager).action_examine(self.today, 7600, "")
        self.assertEqual(self.grant.state, "examined")
        self._pay_back()
        self.assertEqual(self.grant.state, "examined")
        self.grant.with_user(self.manager).action_close()
        self.assertEqual(self.grant.state, "closed")
        self.assertEqual(
            self.grant.retention_until, fields.Date.add(self.today, years=5)
        )
        self._check_workbook(proof)
        self._check_document(proof)

    def _check_workbook(self, proof):
        """LibreOffice finds the same totals as we wrote."""
        content = b64decode(proof.with_context(bin_size=False).kept_xlsx)
        ours = load_workbook(io.BytesIO(content), data_only=True)
        theirs = recompute(content)
        self.assertEqual(theirs.sheetnames, ours.sheetnames)
        compared = 0
        for sheet in load_workbook(io.BytesIO(content)):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type != "f":
                        continue
                    mine = ours[sheet.title][cell.coordinate].value or 0
                    found = theirs[sheet.title][cell.coordinate].value or 0
                    with self.subTest(sheet=sheet.title, cell=cell.coordinate):
                        self.assertAlmostEqual(mine, found, places=6)
                    compared += 1
        self.assertGreater(compared, 20)
        self.assertIn(7600, [cell.value for cell in theirs["Zahlen"]["E"]])
        self.assertIn(7600, [cell.value for cell in theirs["Belege"]["I"]])

    def _check_document(self, proof):
        content = b64decode(proof.with_context(bin_size=False).kept_pdf)
        reader = PdfReader(io.BytesIO(content))
        text = "".join(page.extract_text() for page in reader.pages)
        text = text.replace("\xa0", " ")
        for part in (
            "Verwendungsnachweis 2",
            "Die Straße lebt.",
            "Spielstraße in der Probsteigasse",
            "7.600,00 €",
            "Bäckerei am Langwahn",
            "Anhänger mit Spielgeräten",
        ):
            with self.subTest(part):
                self.assertIn(part, text)
        self.assertTrue(reader.trailer["/Root"]["/MarkInfo"]["/Marked"])
        self.assertEqual(reader.trailer["/Root"]["/Lang"], "de-DE")
