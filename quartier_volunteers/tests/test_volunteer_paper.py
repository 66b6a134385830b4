from odoo.exceptions import UserError
from odoo.tests import tagged

from .hours_common import HoursCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerPaper(HoursCommon):
    """What the committee is told: no names, no small numbers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls.volunteer.union(
            *(cls._new_volunteer(name=f"Person {number}") for number in range(11))
        )
        cls.paper = (
            cls.env["quartier.committee.paper"]
            .with_user(cls.manager)
            .create(
                {
                    "quartier_id": cls.west.id,
                    "date_from": "2026-05-01",
                    "date_to": "2026-05-19",
                }
            )
        )

    def _give(self, people, day, hours=2.5, state="approved"):
        return self.env["quartier.volunteer.hours"].union(
            *(
                self._new_hours(hours, volunteer_id=person.id, date=day, state=state)
                for person in people
            )
        )

    def _text(self, user=None):
        paper = self.paper.with_user(user or self.manager)
        paper.action_draft()
        return self._statement().text or ""

    def _statement(self):
        return self.paper.statement_ids.filtered(
            lambda row: row.key == "volunteers:hours"
        )

    def test_people_hours_new_and_kept(self):
        self._give(self.people[:6], "2026-04-20")
        self._give(self.people[6:], "2026-01-15")
        self._give(self.people[5:6], "2026-05-02", state="submitted")
        hours = self._give(self.people[:5] + self.people[6:11], "2026-05-05")
        text = self._text()
        self.assertIn("10 people gave 25 hours", text)
        self.assertNotIn("first time", text)
        # one of six left: told without the number
        self.assertIn("Almost all", text)
        self.assertNotIn("Vera", text)
        self.assertEqual(self._statement().sudo().volunteer_hours_ids, hours)
        self.assertFalse(hours.filtered("event_id"))

    def test_retention_and_new_people_in_numbers(self):
        self._give(self.people[:11], "2026-04-20")
        self._give(self.people[:5], "2026-05-05")
        newcomers = self.env["quartier.volunteer"].union(
            *(self._new_volunteer(name=f"Neu {number}") for number in range(5))
        )
        self._give(newcomers, "2026-05-06")
        text = self._text()
        self.assertIn("5 of them did so for the first time", text)
        self.assertIn("Of 11 who had been active in the time before, 5 stayed", text)
        self.assertIn("45 percent", text)

    def test_small_numbers_are_not_told(self):
        self._give(self.people[:4], "2026-05-05", 3)
        text = self._text()
        self.assertEqual(
            text, "Fewer than 5 people gave their time to the neighbourhood."
        )

    def test_few_new_people(self):
        self._give(self.people[:8], "2026-01-20")
        self._give(self.people[:10], "2026-05-05")
        self.assertIn("Fewer than 5 of them did so", self._text())

    def test_few_old_hands_are_not_told_by_subtraction(self):
        self._give(self.people[:2], "2026-01-20")
        self._give(self.people[:10], "2026-05-05")
        self.assertNotIn("first time", self._text())

    def test_nobody(self):
        self.assertFalse(self._text())

    def test_records_are_for_coordinators(self):
        self._give(self.people[:6], "2026-05-05")
        self._text(self.office)
        statement = self._statement()
        name = "volunteer_hours_ids"
        self.assertEqual(len(statement.with_user(self.coordinator)[name]), 6)
        action = statement.with_user(self.coordinator).action_view_records()
        self.assertEqual(action["res_model"], "quartier.volunteer.hours")
        for user in (self.office, self.manager, self.reader):
            own = statement.with_user(user)
            self.assertEqual(own.record_total, 6)
            self.assertNotIn(name, own.read()[0])
            with self.assertRaises(UserError):
                own.action_view_records()
        self.assertFalse(statement.with_user(self.coordinator_ost)[name])
        written = self.env["quartier.committee.statement"].with_user(self.office)
        self.assertTrue(written.create({"paper_id": self.paper.id, "text": "Danke!"}))

    def test_release_locks(self):
        hours = self._give(self.people[:6], "2026-05-05")
        later = self._give(self.people[:6], "2026-05-20")
        self.paper.action_draft()
        self.paper.sudo().state = "draft"
        self.paper.committee_id = self.env["res.partner"].create(
            {"name": "Ausschuss", "is_company": True}
        )
        self.paper.action_release()
        self.assertEqual(set(hours.mapped("state")), {"locked"})
        self.assertEqual(hours[0].lock_note, self.paper.display_name)
        self.assertEqual(set(later.mapped("state")), {"approved"})
