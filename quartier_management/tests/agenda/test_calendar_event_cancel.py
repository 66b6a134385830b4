from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestCalendarEventCancel(QuartierCommon):
    def test_cancelling_keeps_the_event(self):
        event = self._new_event()
        action = event.action_quartier_ask_reason()
        wizards = self.env["quartier.event.cancel"].with_user(self.manager)
        with Form(wizards.with_context(**action["context"])) as form:
            form.reason = "Heizung defekt"
        form.record.action_cancel()
        self.assertTrue(event.active)
        self.assertTrue(event.quartier_cancelled_on)
        self.assertEqual(event.quartier_cancel_reason, "Heizung defekt")
        event.action_quartier_reinstate()
        self.assertFalse(event.quartier_cancelled_on)
        self.assertFalse(event.quartier_cancel_reason)

    def test_cancelled_events_keep_their_reason(self):
        cancelled, other = self._new_event(), self._new_event()
        cancelled.action_quartier_cancel("Heizung defekt")
        cancelled.quartier_cancelled_on = "2030-03-01 08:00:00"
        (cancelled + other).action_quartier_cancel("Unwetter")
        self.assertEqual(cancelled.quartier_cancel_reason, "Heizung defekt")
        self.assertEqual(str(cancelled.quartier_cancelled_on), "2030-03-01 08:00:00")
        self.assertEqual(other.quartier_cancel_reason, "Unwetter")

    def test_a_reason_is_needed(self):
        event = self._new_event()
        for reason in ("", "   ", False):
            with self.subTest(reason=reason), self.assertRaises(UserError):
                event.action_quartier_cancel(reason)

    def test_only_the_team_cancels(self):
        event = self._new_event()
        with self.assertRaises(AccessError):
            event.with_user(self.manager_ost).action_quartier_cancel("Nein")

    def test_copies_start_afresh(self):
        event = self._new_event(quartier_headcount=12, quartier_published=True)
        event.action_quartier_cancel("Heizung defekt")
        copy = event.copy()
        self.assertFalse(copy.quartier_cancelled_on)
        self.assertFalse(copy.quartier_headcount)
        self.assertFalse(copy.quartier_published)
        self.assertEqual(copy.quartier_id, self.west)
