from odoo.tests import HttpCase, tagged

from odoo.addons.quartier_grants.tests.common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantJourneys(GrantCommon, HttpCase):
    """From the idea to the submission, with four people in a real browser."""

    def test_application_to_submission(self):
        self._new_rule("Leitung", self.head, sequence=10)
        self._new_rule("Amt", self.chief, sequence=20)
        self.start_tour(
            "/odoo/foerderantraege",
            "quartier_grant_write",
            login=self.grant_user.login,
        )
        grant = self.env["quartier.grant"].search([("name", "=", "Probebänke")])
        path = f"/odoo/foerderantraege/{grant.id}"
        self.start_tour(path, "quartier_grant_go", login=self.grant_manager.login)
        for user in (self.head, self.chief):
            self.start_tour(
                "/odoo/mitzeichnungen", "quartier_grant_sign", login=user.login
            )
        self.start_tour(path, "quartier_grant_submit", login=self.grant_user.login)
        self.assertEqual(grant.state, "submitted")
        self.assertEqual(grant.submitted_by_id, self.grant_user)
        self.assertEqual(grant.total_cost, 1000)
        self.assertEqual(grant.approval_step_ids.decided_by, self.head + self.chief)
