from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_quartier_conversation import ConversationCommon


@tagged("standard", "post_install", "-at_install")
class TestQuartierDossier(ConversationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.resident = cls._new_resident(cls.office, "Rosa Geheim")
        cls.club.quartier_network_stage = "cooperating"
        cls.speaker.phone = "02403 4711"
        cls._record(
            cls.speaker,
            note="Wir machen das Fest gemeinsam.",
            next_step="Programm schicken",
            next_date="2031-01-05",
        )
        cls._record(cls.resident, next_step="Rosa zurückrufen")
        cls.project = cls._new_project(name="Lesepaten", user_id=cls.manager.id)
        cls.env["project.task"].create(
            {
                "name": "Bücher bestellen",
                "project_id": cls.project.id,
                "user_ids": [fields.Command.set(cls.manager.ids)],
                "date_deadline": "2031-02-01 12:00:00",
            }
        )

    def _tables(self, user=None, **values):
        dossier = (
            self.env["quartier.dossier"]
            .with_user(user or self.manager)
            .create({"quartier_id": self.west.id, **values})
        )
        return {table.title: table for table in dossier._tables()}

    def _text(self, **values):
        return "\n".join(
            text
            for table in self._tables(**values).values()
            for row in table.rows
            for text in row
        )

    def test_tables(self):
        text = self._text()
        for expected in (
            "Programm schicken",
            "Vera Vorsitz (Vorsitz), 02403 4711",
            "Wir machen das Fest gemeinsam.",
            "Lesepaten",
            "• Bücher bestellen (Test manager)",
        ):
            self.assertIn(expected, text)

    def test_deadlines_of_all_wings_by_day(self):
        rows = self._tables()["Deadlines"].rows
        days = [row[1] for row in rows]
        promise = next(i for i, what in enumerate(days) if "Programm" in what)
        task = next(i for i, what in enumerate(days) if "Bücher" in what)
        self.assertLess(promise, task)

    def test_residents_only_when_asked_for(self):
        self.assertNotIn("Rosa", self._text())
        self.assertIn("Rosa", self._text(residents=True))

    def test_one_colleagues_work(self):
        text = self._text(user_id=self.manager.id)
        self.assertIn("Lesepaten", text)
        self.assertNotIn("Programm schicken", text)
        self.assertIn("Programm schicken", self._text(user_id=self.office.id))

    def test_former_contact_persons_are_left_out(self):
        self.speaker.quartier_function_until = "2024-01-01"
        self.assertNotIn("Vera Vorsitz", self._tables()["Key people"].rows[0][1])

    def test_only_the_team(self):
        for user in (self.manager_ost, self.reader, self.admin):
            with self.assertRaises(AccessError):
                self._tables(user=user)

    def test_printed(self):
        dossier = (
            self.env["quartier.dossier"]
            .with_user(self.manager)
            .create({"quartier_id": self.west.id})
        )
        content, kind = (
            self.env["ir.actions.report"]
            .with_user(self.manager)
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(
                "quartier_management.quartier_dossier_report", dossier.ids
            )
        )
        self.assertEqual(kind, "pdf")
        self.assertTrue(content.startswith(b"%PDF"))
        self.assertIn("Probe-West", dossier._title())
