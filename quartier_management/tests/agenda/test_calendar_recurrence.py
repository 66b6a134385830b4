from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import QuartierCommon

SERIES = {
    "recurrency": True,
    "rrule_type": "weekly",
    "mon": True,
    "end_type": "count",
    "count": 3,
    "interval": 1,
    "event_tz": "Europe/Berlin",
}


@tagged("standard", "post_install", "-at_install")
class TestCalendarRecurrence(QuartierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.series = cls._new_event(**SERIES).recurrence_id

    def test_only_the_team_edits(self):
        for user in (self.employee, self.reader, self.manager_ost, self.admin):
            with self.subTest(user=user.name):
                series = self.series.with_user(user)
                self.assertTrue(series.has_access("read"))
                for operation in ("write", "unlink"):
                    self.assertFalse(series.has_access(operation))
                with self.assertRaises(AccessError):
                    series.create(
                        {"base_event_id": self.series.base_event_id.id, "mon": True}
                    )

    def test_series_without_first_event(self):
        self.series.base_event_id = False
        self.assertFalse(self.series.with_user(self.employee).has_access("unlink"))
        self.assertTrue(self.series.with_user(self.office).has_access("unlink"))

    def test_no_way_into_a_foreign_series(self):
        nobody = self.env["quartier.quartier"]
        own = self._new_event(self.employee, nobody, **SERIES).recurrence_id
        with self.assertRaises(AccessError):
            own.base_event_id = self.series.base_event_id

    def test_the_team_works_with_its_series(self):
        first, second, _last = self.series.calendar_event_ids.sorted("start")
        second = second.with_user(self.office)
        second.write({"location": "Saal", "recurrence_update": "future_events"})
        events = self.env["calendar.event"].with_user(self.office)
        of_series = [("quartier_id", "=", self.west.id), ("name", "=", first.name)]
        places = events.search(of_series, order="start").mapped("location")
        self.assertEqual(places, [False, "Saal", "Saal"])
        second.action_mass_deletion("all_events")
        first.with_user(self.office).action_mass_deletion("all_events")
        self.assertFalse(events.search(of_series))
        self.assertFalse(self.series.exists())

    def test_the_team_publishes_its_series(self):
        second = self.series.calendar_event_ids.sorted("start")[1]
        second.with_user(self.office).write(
            {
                "quartier_published": True,
                "start": "2030-03-11 12:00:00",
                "stop": "2030-03-11 13:00:00",
                "recurrence_update": "all_events",
            }
        )
        events = self.env["calendar.event"].with_user(self.office)
        published = events.search([("quartier_published", "=", True)])
        self.assertTrue(published)
        self.assertEqual(set(published.mapped("privacy")), {"public"})

    def test_series_without_neighbourhood_are_cores(self):
        event = self._new_event(self.employee, self.env["quartier.quartier"], **SERIES)
        series = event.recurrence_id.with_user(self.reader)
        self.assertTrue(series.has_access("write"))
        event.write({"start": "2030-03-04 12:00:00", "recurrence_update": "all_events"})
        series = self.env["calendar.recurrence"].search([], order="id desc", limit=1)
        series.base_event_id.with_user(self.employee).action_mass_deletion("all_events")
