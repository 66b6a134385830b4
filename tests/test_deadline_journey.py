from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.quartier_grants.tests.common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestDeadlineJourney(GrantCommon, HttpCase):
    """What is due, seen and done in a browser."""

    def _duty(self, days):
        grant = self._new_running(waiver_on="2026-02-02")
        day = fields.Date.context_today(grant) + timedelta(days=days)
        self.env["quartier.grant.condition"].with_user(self.grant_user).create(
            {
                "grant_id": grant.id,
                "name": "Probebericht",
                "due_on": day,
                "clause": "Nr. 6",
                "evidence": "E-Mail",
            }
        )

    def test_timeline(self):
        self._duty(days=20)
        self.start_tour(
            "/odoo/fristen", "quartier_grant_timeline", login=self.grant_user.login
        )

    def test_start_screen(self):
        self._duty(days=-3)
        self.start_tour(
            "/odoo/quartiere", "quartier_grant_due", login=self.grant_user.login
        )
