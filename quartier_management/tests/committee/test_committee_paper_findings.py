from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import PaperCommon


@tagged("standard", "post_install", "-at_install")
class TestCommitteePaperFindings(PaperCommon):
    """What is missing before the release."""

    def _records(self, paper, text):
        """The records of the finding that begins like this, None without one."""
        for finding in paper._findings():
            if finding.text.startswith(text):
                return finding.records
        return None

    def test_headcount(self):
        event = self._new_festival()
        planned = self._new_festival(day="2024-12-13")
        paper = self._draft()
        self.assertIn(planned, paper.statement_ids.event_ids)
        self.assertEqual(self._records(paper, "Nobody has counted"), event)
        event.quartier_headcount = 3
        self.assertIsNone(self._records(paper, "Nobody has counted"))

    def test_projects_without_dates(self):
        project = self._new_project()
        paper = self._draft(
            self._new_paper(date_from="2020-01-01", date_to="2099-01-01")
        )
        self.assertEqual(self._records(paper, "Projects have no dates"), project)
        self.assertEqual(self._records(paper, "Projects have no goal"), project)

    def test_nothing_under_a_duty(self):
        self._new_festival()
        paper = self._draft()
        text = next(
            finding.text
            for finding in paper._findings()
            if finding.text.startswith("Nothing is reported under")
        )
        self.assertIn("Volunteering", text)
        self.assertNotIn(self.festival.duty_id.name, text)

    def test_unpublished_in_a_public_paper(self):
        event = self._new_festival()
        paper = self._draft()
        self.assertEqual(self._records(paper, "The paper is public"), event)
        paper.public = False
        self.assertIsNone(self._records(paper, "The paper is public"))

    def test_individuals(self):
        known = self.env["res.partner"].create(
            [
                {"name": "Ada von Amt"},
                {"name": "Dr. Anna Berg", "active": False},
                {"name": "مريم حسن"},
            ]
        )
        resident = self._new_resident(self.manager, name="Rosa Geheim")
        self.env["res.partner"].create({"name": "Nicht Genannt"})
        paper = self._draft()
        paper.statement_ids = [
            Command.create(
                {"text": "Frau Rosa Geheim dankte.\nEs sprach Ada von Amt."}
            ),
            Command.create({"text": "Dr. Anna Berg und مريم حسن sprachen."}),
        ]
        self.assertEqual(self._records(paper, "Individuals"), resident + known)

    def test_the_form_lists_them(self):
        event = self._new_festival()
        paper = self._draft()
        self.assertGreater(paper.finding_count, 0)
        self.assertIn(f"/odoo/calendar.event/{event.id}", paper.findings)

    def test_all_obstacles_at_once(self):
        paper = self._new_paper(kind="decision")
        with self.assertRaisesRegex(UserError, "says nothing yet"):
            paper.action_release()
        event = self._new_festival()
        paper.action_draft()
        self._statement(paper, event).text = "Ein Fest."
        event.quartier_headcount = 3
        paper.action_draft()
        event.quartier_headcount = 4
        with self.assertRaisesRegex(
            UserError, r"(?s)no proposal.*reworded statements.*Records have changed"
        ):
            paper.action_release()
