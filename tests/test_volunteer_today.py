"""Who is there today: ticked off from the keyboard at a desk, and on a phone."""

from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.quartier_volunteers.tests.common import VolunteerCommon

ACTION = "/odoo/action-quartier_volunteers.quartier_volunteer_assignment_action_today"


class TodayCase(VolunteerCommon, HttpCase):
    """Three people have places in a shift that has begun, and in one to come."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        now = fields.Datetime.now()
        cls.west.tz = "UTC"
        cls.coordinator.tz = "UTC"
        shift = cls._new_shift(start=now + timedelta(hours=1), max_count=3)
        tomorrow = cls._new_shift(start=now + timedelta(days=2), max_count=3)
        cls.rows = {}
        for name in ("Ida Munter", "Omar Gern", "Vera Frei"):
            volunteer = cls._new_volunteer(name, person={"phone": "02403 1"})
            cls.rows[name] = shift._request(volunteer).with_user(cls.coordinator)
            tomorrow._request(volunteer)
        shift.sudo().start = now - timedelta(minutes=1)

    def _states(self):
        return [row.state for row in self.rows.values()]


@tagged("standard", "post_install", "-at_install")
class TestVolunteerToday(TodayCase):
    browser_size = "1366x768"

    def test_by_keyboard(self):
        self.start_tour(
            ACTION, "quartier_volunteer_today", login=self.coordinator.login
        )
        self.assertEqual(self._states(), ["checked_in", "confirmed", "confirmed"])


@tagged("standard", "post_install", "-at_install")
class TestVolunteerTodayPhone(TodayCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_on_a_phone(self):
        self.start_tour(
            ACTION, "quartier_volunteer_today_phone", login=self.coordinator.login
        )
        self.assertEqual(self._states(), ["done", "checked_in", "confirmed"])
