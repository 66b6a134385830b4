"""The demo of volunteering: two festivals as they were, and a living present."""

import io

from pypdf import PdfReader

from odoo import fields
from odoo.tests import TransactionCase, tagged

MANAGEMENT = "quartier_management."
VOLUNTEERS = "quartier_volunteers."


@tagged("standard", "post_install", "-at_install")
class TestVolunteerDemo(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.west = cls.env.ref(MANAGEMENT + "quartier_eschweiler_west")
        cls.manager = cls.env.ref(MANAGEMENT + "user_manager")
        cls.hours = cls.env["quartier.volunteer.hours"].with_user(cls.manager)

    def _ref(self, name):
        return self.env.ref(VOLUNTEERS + name).with_user(self.manager)

    def test_people_in_all_states(self):
        people = self.env["quartier.volunteer"].with_user(self.manager).search([])
        self.assertGreaterEqual(len(people), 10)
        self.assertEqual(people.quartier_id, self.west)
        self.assertEqual(
            set(people.mapped("state")),
            {"interested", "talk", "onboarding", "active", "paused", "ended"},
        )
        self.assertTrue(all(people.partner_id.mapped("quartier_confidential")))
        self.assertFalse(self._ref("volunteer_renate").email)
        jonas = self._ref("volunteer_jonas")
        self.assertTrue(jonas.is_minor and jonas.guardian_how)
        mia = self._ref("volunteer_mia")
        self.assertTrue(mia.is_minor and mia.guardian_answer == "waiting")
        self.assertFalse(mia.guardian_how)
        mia.action_mail_guardian()
        self.assertFalse(
            self.env["quartier.volunteer"]
            .with_user(self.env.ref(MANAGEMENT + "user_manager_ost"))
            .search([("id", "in", people.ids)])
        )

    def test_rosters_of_the_festivals(self):
        for name, roles in (("playground_festival", 5), ("christmas_2024", 5)):
            event = self.env.ref(f"{MANAGEMENT}event_{name}")
            shifts = self.env["quartier.volunteer.shift"].search(
                [("event_id", "=", event.id)]
            )
            self.assertEqual(len(shifts), roles)
            hours = self.hours.search([("event_id", "=", event.id)])
            self.assertEqual(set(hours.mapped("state")), {"locked"})
            done = shifts.assignment_ids.filtered(lambda row: row.state == "done")
            self.assertEqual(hours.assignment_id, done)
        project = self.env.ref(MANAGEMENT + "project_christmas")
        self.assertTrue(self.hours.search([("project_id", "=", project.id)]))

    def test_something_happens_now(self):
        now = fields.Datetime.now()
        coming = self.env["quartier.volunteer.assignment"].search(
            [("start", ">", now), ("quartier_id", "=", self.west.id)]
        )
        self.assertLessEqual(
            {"confirmed", "offered", "waitlisted", "substitute", "requested"},
            set(coming.mapped("state")),
        )
        states = set(self.hours.search([("date", ">", "2025-01-01")]).mapped("state"))
        self.assertEqual(states, {"draft", "submitted", "approved", "rejected"})

    def test_confirmed_people_may_do_the_work(self):
        """Nobody of the demo stands where the rules would refuse them."""
        confirmed = self.env["quartier.volunteer.assignment"].search(
            [
                ("start", ">", fields.Datetime.now()),
                ("state", "in", ("confirmed", "offered", "substitute")),
                ("quartier_id", "=", self.west.id),
            ]
        )
        for assignment in confirmed:
            with self.subTest(assignment=assignment.display_name):
                # what they already have is no obstacle to itself
                texts = assignment.shift_id._obstacles(assignment.volunteer_id)
                self.assertFalse(
                    [
                        text
                        for text in texts[assignment.volunteer_id]
                        if "Missing" in text or "Under 18" in text or "years" in text
                    ]
                )

    def test_paper_tells_of_volunteers_without_names(self):
        paper = self.env.ref(MANAGEMENT + "paper_2024").with_user(self.manager)
        paper.action_draft()
        statement = paper.statement_ids.filtered(
            lambda row: row.key == "volunteers:hours"
        )
        self.assertIn("ehrenamtlich", statement.text)
        self.assertNotIn("Renate", statement.text)

    def test_certificate_in_german(self):
        wizard = (
            self.env["quartier.volunteer.certificate"]
            .with_user(self.manager)
            .create(
                {
                    "volunteer_ids": self._ref("volunteer_renate").ids,
                    "date_from": "2024-01-01",
                    "date_to": "2024-12-31",
                }
            )
        )
        wizard.action_print()
        report = self._ref("quartier_volunteer_certificate_report")
        content, _kind = report.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(report.report_name, wizard.ids)
        text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
        kind = self._ref("kind_food").with_context(lang="de_DE").name
        for part in ("Renate Schmitz", "Bescheinigung", kind, "8,25", "Stunden"):
            self.assertIn(part, text)
