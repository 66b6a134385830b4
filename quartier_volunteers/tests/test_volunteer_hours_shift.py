from odoo.tests import tagged

from .hours_common import HoursCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerHoursShift(HoursCommon):
    def test_from_the_plan(self):
        project = self._new_project()
        event = self._new_event(
            start="2026-05-18 14:00:00",
            stop="2026-05-18 18:00:00",
            quartier_project_id=project.id,
        )
        done = self._new_done(shift={"event_id": event.id})
        hours = self._noted(done, done)
        self.assertEqual(len(hours), 1)
        self.assertEqual(
            (hours.hours, hours.state, hours.origin, str(hours.date)),
            (2, "submitted", "shift", "2026-05-18"),
        )
        self.assertEqual(hours.event_id, event)
        self.assertEqual(hours.project_id, project)
        self.assertEqual(hours.kind_id, self.kind)

    def test_from_the_check_in_rounded(self):
        self.west.volunteer_rounding = "30"
        hours = self._noted(
            self._new_done(
                checked_in_on="2026-05-18 13:40:00",
                checked_out_on="2026-05-18 16:20:00",
            )
        )
        self.assertEqual((hours.hours, hours.origin), (2.5, "check_in"))
        hours.break_minutes = 60
        self.assertEqual(hours.hours, 1.5)

    def test_a_break_by_the_rule(self):
        hours = self._noted(self._new_done(hours=7))
        self.assertEqual((hours.break_minutes, hours.hours), (30, 6.5))
        self.env["quartier.rule"].search(
            [("key", "=", "volunteer.break_after_hours")]
        ).value = 0
        hours = self._noted(self._new_done(start="2026-05-17 08:00:00", hours=7))
        self.assertEqual((hours.break_minutes, hours.hours), (0, 7))

    def test_night_of_the_summer_time(self):
        """From 22 to 6 o'clock are seven hours when the clock is put forward."""
        self.env["quartier.rule"].search(
            [("key", "=", "volunteer.break_after_hours")]
        ).value = 0
        hours = self._noted(self._new_done(start="2026-03-28 21:00:00", hours=7))
        self.assertEqual((hours.hours, str(hours.date)), (7, "2026-03-28"))
        self.assertEqual(self.west._localize(hours.stop).hour, 6)
        # half past midnight in the office is still the day before in UTC
        late = self._noted(self._new_done(start="2026-05-17 22:30:00", hours=1))
        self.assertEqual(str(late.date), "2026-05-18")

    def test_a_full_day_never_stops_the_work_from_being_done(self):
        self._new_hours(23)
        hours = self._noted(self._new_done())
        self.assertEqual((hours.hours, hours.state), (1, "draft"))
        self.assertFalse(self._noted(self._new_done(start="2026-05-18 16:00:00")))

    def test_a_closed_day_is_told(self):
        self.env["quartier.volunteer.hours.closing"].with_user(self.coordinator).create(
            {"date": "2026-05-18"}
        )
        hours = self._noted(self._new_done())
        self.assertEqual(hours.state, "rejected")
        self.assertIn("closed", hours.reason)
        self.assertEqual(hours.hours, 2)

    def test_rejected_hours_can_be_noted_anew(self):
        done = self._new_done()
        self._noted(done).action_reject("Falsche Zeit")
        rows = self._noted(done)
        self.assertEqual(sorted(rows.mapped("state")), ["rejected", "submitted"])
        self.assertEqual(self._noted(done), rows)

    def test_defaults_of_the_context_reach_nothing(self):
        done = self._new_done().with_context(
            default_state="locked",
            default_lock_note="x",
            default_decided_by_id=self.office.id,
        )
        hours = self._noted(done)
        self.assertEqual(hours.state, "submitted")
        self.assertFalse(hours.lock_note or hours.decided_by_id)
