import io

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.tests import freeze_time, tagged

from ..models.proof_workbook import MAX_TEXT
from .proof_common import TODAY, ProofCommon

NAMED = {"fields": {"display_name": {}}}


@tagged("standard", "post_install", "-at_install")
class TestGrantAttackProof(ProofCommon):
    def test_forms_do_not_tell_names(self):
        """Neither of a grant nor of its parts, whatever ids the context names."""
        proof = self._new_proof()
        for model, link, record in (
            ("quartier.grant.proof.statement", "proof_id", proof),
            ("quartier.grant.proof", "grant_id", self.grant),
            ("quartier.grant.audit", "grant_id", self.grant),
            ("quartier.grant.income", "grant_id", self.grant),
            ("quartier.grant.income", "funding_line_id", self.donation),
            ("quartier.grant.section", "grant_id", self.grant),
            ("quartier.grant.item", "grant_id", self.grant),
        ):
            forms = self.env[model].with_context(**{f"default_{link}": record.id})
            for user, sees in ((self.grant_ost, False), (self.grant_manager, True)):
                with self.subTest(model=model, link=link, user=user.name):
                    self.env.invalidate_all()
                    told = forms.with_user(user).onchange({}, [], {link: NAMED})
                    self.assertEqual(bool(told["value"].get(link)), sees)

    def test_vouchers_paid_after_the_period(self):
        self._pay(self.first, 100)
        self._pay(self.first, 70, day="2026-06-29", invoice_date="2026-06-20")
        self._income(50, day="2026-06-28")
        proof = self._new_proof(date_to="2026-05-31")
        text = "Vouchers paid after the period: 1 ("
        gaps = {
            gap.text.replace("\xa0", ""): gap.blocking for gap in self._gaps_of(proof)
        }
        [late] = [blocking for gap, blocking in gaps.items() if gap.startswith(text)]
        self.assertFalse(late)
        self.assertTrue(any("Income received after" in gap for gap in gaps))
        proof.date_to = "2026-06-30"
        self.assertFalse(self._gaps_of(proof))

    def _gaps_of(self, proof):
        with freeze_time(TODAY):
            return proof._gaps()

    def test_pasted_and_long_texts(self):
        """Word processors break lines with a character that no PDF/UA may hold."""
        proof = self._new_proof()
        self._tell(proof, otherwise="Umzug\vgeplant\x07", outlook="x" * 40_000)
        pages = PdfReader(io.BytesIO(proof._render_document())).pages
        self.assertIn("geplant", "".join(page.extract_text() for page in pages))
        sheet = load_workbook(io.BytesIO(proof._workbook()))["Report"]
        lengths = [len(row[0].value or "") for row in sheet.iter_rows()]
        self.assertIn(MAX_TEXT, lengths)
        self.assertIn(40_000 - MAX_TEXT, lengths)
