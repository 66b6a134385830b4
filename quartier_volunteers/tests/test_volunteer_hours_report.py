from odoo.exceptions import UserError
from odoo.tests import tagged

from .hours_common import DAY, HoursCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerHoursReport(HoursCommon):
    """What a person reports through a page."""

    def _report(self, volunteer=None, **values):
        volunteer = volunteer or self.volunteer
        public = volunteer.with_user(self.env.ref("base.public_user"))
        return public._report_hours(
            {"date": DAY, "hours": "2,5", "name": " Einkauf  am Markt ", **values}
        )

    def test_report(self):
        hours = self._report()
        self.assertEqual(
            (hours.hours, hours.name, hours.state, hours.origin),
            (2.5, "Einkauf am Markt", "submitted", "report"),
        )
        self.assertEqual(hours.volunteer_id, self.volunteer)
        self.assertEqual(self._report(), hours)
        self.assertNotEqual(self._report(name="Anderes"), hours)

    def test_nothing_else_is_taken(self):
        other = self._new_volunteer(name="Otto")
        project = self._new_project()
        hours = self._report(
            state="approved",
            volunteer_id=other.id,
            project_id=project.id,
            assignment_id=self._new_done().id,
            quartier_id=self.ost.id,
            lock_note="x",
        )
        self.assertEqual(hours.state, "submitted")
        self.assertEqual(hours.volunteer_id, self.volunteer)
        self.assertFalse(hours.project_id or hours.assignment_id or hours.lock_note)

    def test_wrong_input(self):
        for values, message in (
            ({"date": "morgen"}, "which day"),
            ({"date": None}, "which day"),
            ({"date": ["2026-05-18"]}, "which day"),
            ({"date": "2026-05-21"}, "ahead"),
            ({"date": "2026-02-01"}, "90 days"),
            ({"hours": "-1"}, "how many"),
            ({"hours": "nan"}, "how many"),
            ({"hours": "inf"}, "how many"),
            ({"hours": "24,5"}, "how many"),
            ({"hours": "0.001"}, "how many"),
            ({"hours": None}, "how many"),
            ({"name": "  "}, "what was done"),
            ({"event_id": "abc"}, "took part"),
            ({"event_id": "99999999999"}, "took part"),
        ):
            with (
                self.subTest(values=values),
                self.refused(UserError, message),
            ):
                self._report(**values)
        with self.assertRaises(UserError) as caught:
            self._report(date="", hours="", name="")
        self.assertEqual(len(str(caught.exception).splitlines()), 3)

    def test_sum_of_the_day(self):
        self._report(hours="20")
        with self.refused(UserError, "24"):
            self._report(hours="5")

    def test_only_who_was_taken_on(self):
        for state, allowed in (
            ("interested", False),
            ("talk", False),
            ("active", True),
            ("ended", True),
        ):
            self.volunteer.sudo().state = state
            with self.subTest(state=state):
                if allowed:
                    self.assertTrue(self._report(name=state))
                else:
                    with self.refused(UserError, "taken you on"):
                        self._report(name=state)

    def test_own_work_only(self):
        event = self._new_event(start="2026-05-18 14:00:00", stop="2026-05-18 18:00:00")
        with self.refused(UserError, "took part"):
            self._report(event_id=str(event.id))
        self._new_done(shift={"event_id": event.id})
        self.assertEqual(self._report(event_id=str(event.id)).event_id, event)

    def test_taken_back(self):
        hours = self._report()
        other = self._new_volunteer(name="Otto")
        with self.assertRaises(UserError):
            other._take_back_hours(hours)
        self.volunteer._take_back_hours(hours)
        self.assertFalse(hours.exists())
        done = self._report()
        done.with_user(self.coordinator).action_approve()
        with self.assertRaises(UserError):
            self.volunteer._take_back_hours(done)
