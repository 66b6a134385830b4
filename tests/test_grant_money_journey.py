from base64 import b64encode

from odoo.fields import Command
from odoo.tests import HttpCase, freeze_time, tagged

from odoo.addons.quartier_grants.tests.common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantMoneyJourney(GrantCommon, HttpCase):
    """From the award to the submitted proof: four people in a browser."""

    def _voucher(self, grant, number):
        """An invoice of 1,000 € with its scan, as the user entered it."""
        return (
            self.env["quartier.grant.voucher"]
            .with_user(self.grant_user)
            .create(
                {
                    "quartier_id": self.west.id,
                    "payee": "Probefirma",
                    "number": str(number),
                    "invoice_date": "2026-02-01",
                    "paid_on": "2026-02-02",
                    "gross": 1000,
                    "document": b64encode(b"%PDF-1.4"),
                    "share_ids": [
                        Command.create(
                            {
                                "quartier_grant_id": grant.id,
                                "quartier_budget_line_id": grant.budget_line_ids.id,
                                "quartier_cost": 1000,
                            }
                        )
                    ],
                }
            )
        )

    def test_award_to_submitted_proof(self):
        self.program.rule_set_id = self.env.ref("quartier_grants.rule_set_federal")
        with freeze_time("2026-01-05 10:00:00"):
            grant = self._new_submitted(
                costs=(10000,),
                funding=(("grant", 8000), ("own_cash", 2000)),
                date_from="2026-01-01",
                date_to="2027-12-31",
            )
        path = f"/odoo/foerderantraege/{grant.id}"
        self.start_tour(path, "quartier_grant_award", login=self.grant_manager.login)
        for number in (1, 2, 3):
            self.assertEqual(self._draw(grant, path).number, number)
        # three times 1,000 € were paid, the grant bears 70 percent, all was drawn
        self.assertEqual(grant.state, "running")
        self.assertEqual(grant.paid_amount, 3000)
        self.assertEqual((grant.drawn_amount, grant.used_amount), (2100, 2100))
        self.assertEqual(grant.unspent_amount, 0)
        self.assertEqual(set(grant.drawdown_ids.mapped("use_state")), {"used"})
        self._prove(grant, path)

    def _draw(self, grant, path):
        """Draw money and spend it.

        :return: the drawdown
        """
        self.start_tour(path, "quartier_grant_draw", login=self.grant_user.login)
        drawdown = grant.drawdown_ids[0]
        for tour, user in (
            ("release", self.grant_manager),
            ("request", self.grant_user),
            ("paid", self.finance),
        ):
            self.start_tour(
                f"/odoo/mittelabrufe/{drawdown.id}",
                f"quartier_grant_{tour}",
                login=user.login,
            )
        voucher = self._voucher(grant, drawdown.number)
        self.start_tour(
            f"/odoo/belege/{voucher.id}",
            "quartier_grant_book",
            login=self.grant_user.login,
        )
        return drawdown

    def _prove(self, grant, path):
        """The user writes the proof, a second person checks it; it is handed in."""
        self.start_tour(path, "quartier_grant_proof_write", login=self.grant_user.login)
        proof = grant.proof_ids
        self.assertEqual(proof.kind, "final")
        for tour, user in (("check", self.grant_manager), ("submit", self.grant_user)):
            self.start_tour(
                f"/odoo/verwendungsnachweise/{proof.id}",
                f"quartier_grant_proof_{tour}",
                login=user.login,
            )
        self.assertEqual((proof.state, proof.receipt), ("submitted", "V-17"))
        self.assertEqual((proof.cost_total, proof.earned_amount), (3000, 2100))
        self.assertEqual((proof.drawn_total, proof.balance_amount), (2100, 0))
        self.assertTrue(proof.kept_pdf)
        self.assertEqual(grant.state, "proof_submitted")
