from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantStart(GrantCommon):
    """What was begun before the award needs the funder's consent."""

    @freeze_time("2030-01-20 12:00:00")
    def test_begun_without_consent(self):
        grant = self._new_grant()
        with self.assertRaises(ValidationError) as raised:
            grant.started_on = "2030-01-10"
        self.assertIn("early start", str(raised.exception))

    @freeze_time("2030-01-20 12:00:00")
    def test_consent_has_a_letter_and_comes_first(self):
        grant = self._new_grant()
        with self.assertRaises(ValidationError):
            grant.early_start_granted_on = "2030-01-05"
        grant.write(
            {
                "early_start_asked_on": "2030-01-02",
                "early_start_granted_on": "2030-01-05",
                "early_start_reference": "Schreiben vom 05.01.2030, 35.2-11",
            }
        )
        with self.assertRaises(ValidationError):
            grant.started_on = "2030-01-04"
        grant.started_on = "2030-01-05"
        with self.assertRaises(ValidationError):
            grant.early_start_granted_on = "2030-01-06"
        with self.assertRaises(ValidationError):
            grant.early_start_granted_on = "2030-01-01"

    @freeze_time("2030-01-10 12:00:00")
    def test_after_the_award(self):
        grant = self._new_submitted()
        with self.assertRaises(ValidationError):
            grant.started_on = "2030-01-10"
        grant.with_user(self.grant_manager).action_award("2030-01-10", 800)
        with self.assertRaises(ValidationError):
            grant.started_on = "2030-01-09"
        grant.started_on = "2030-01-10"

    @freeze_time("2030-03-31 00:30:00")
    def test_days_are_the_offices(self):
        """At half past midnight UTC it is half past one in Germany, in the night when
        the clock goes forward; an hour before midnight UTC it is the next day there."""
        grant = self._new_released()
        with self.assertRaises(UserError):
            grant.action_submit("2030-04-01", "portal")
        grant.action_submit("2030-03-31", "portal")
        with freeze_time("2030-10-26 22:30:00"):
            other = self._new_released()
            self.assertEqual(str(other.released_on), "2030-10-27")
            other.action_submit("2030-10-27", "portal")
