from odoo.exceptions import AccessError
from odoo.tests import tagged

from .hours_common import HoursCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerStatistics(HoursCommon):
    MEASURES = (
        "volunteer_id:count_distinct",
        "hours:sum",
        "new_count:sum",
        "waiting_days:avg",
        "retention:avg",
    )

    def _figures(self, domain=(), groupby=(), user=None):
        return (
            self.env["quartier.volunteer.statistics"]
            .with_user(user or self.coordinator)
            ._read_group(
                [("quartier_id", "=", self.west.id), *domain], groupby, self.MEASURES
            )
        )

    def test_figures(self):
        other = self._new_volunteer(
            name="Otto", since="2025-01-01", age_class="60_plus"
        )
        self.volunteer.age_class = "27_59"
        self._new_hours(2, date="2026-01-20", state="approved")
        self._new_hours(1, date="2026-05-18", state="locked")
        self._new_hours(7, date="2026-05-18", state="submitted")
        for day in ("2025-02-10", "2025-03-01"):
            self._new_hours(3, volunteer_id=other.id, date=day, state="approved")
        # ten days after the 10th of January, 40 after the 1st
        self.assertEqual(self._figures(), [(2, 9, 2, 25, 100)])
        self.assertEqual(
            self._figures(groupby=["age_class"]),
            [("27_59", 1, 3, 1, 10, False), ("60_plus", 1, 6, 1, 40, 100)],
        )
        self.assertEqual(
            self._figures([("date", ">=", "2025-03-01")]), [(2, 6, 1, 10, 0)]
        )

    def test_topics_and_places_group(self):
        topic = self.env["quartier.topic"].create({"name": "Spielen?"})
        self._new_hours(topic_ids=topic.ids, kind_id=self.kind.id, state="approved")
        self.env.flush_all()
        self.assertEqual(self._figures(groupby=["topic_ids"])[0][0], topic)
        self.assertEqual(self._figures(groupby=["kind_id"])[0][0], self.kind)
        for name in ("organisation_id", "event_id", "project_id", "date:month"):
            self.assertEqual(len(self._figures(groupby=[name])), 1)

    def test_for_the_team_alone(self):
        self._new_hours(state="approved")
        self.env.flush_all()
        self.assertEqual(self._figures(user=self.coordinator_ost)[0][0], 0)
        for user in (self.office, self.manager, self.reader, self.inspector):
            with self.assertRaises(AccessError):
                self._figures(user=user)
