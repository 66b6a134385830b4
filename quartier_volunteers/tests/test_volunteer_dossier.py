from odoo.tests import tagged

from .work_common import WorkCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerDossier(WorkCommon):
    """What a successor learns of volunteering."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.opportunity = (
            cls.env["quartier.volunteer.opportunity"]
            .with_user(cls.coordinator)
            .create({"name": "Lesepatin", "kind_id": cls.kind.id})
        )
        shift = cls._new_shift(opportunity_id=cls.opportunity.id, max_count=3)
        cls._new_assignment(shift, cls.vera, "confirmed")
        cls.vera.activity_schedule(
            "mail.mail_activity_data_todo",
            summary="Anrufen",
            user_id=cls.coordinator.id,
        )

    def _text(self, user=None, **values):
        dossier = (
            self.env["quartier.dossier"]
            .with_user(user or self.coordinator)
            .create({"quartier_id": self.west.id, **values})
        )
        return "\n".join(
            text for table in dossier._tables() for row in table.rows for text in row
        )

    def test_opportunities(self):
        text = self._text()
        self.assertIn("Lesepatin (Draft)", text)
        self.assertIn("1 taking part, 2 places free", text)
        self.opportunity.action_close()
        self.assertNotIn("Lesepatin", self._text())

    def test_one_colleagues_work(self):
        self.assertIn("Lesepatin", self._text(user_id=self.coordinator.id))
        self.assertNotIn("Lesepatin", self._text(user_id=self.office.id))

    def test_people_only_when_asked_for(self):
        self.assertNotIn("Vera", self._text())
        self.assertIn("Vera Frei: Anrufen", self._text(residents=True))

    def test_who_does_not_look_after_volunteers(self):
        text = self._text(self.office, residents=True)
        self.assertIn("1 taking part", text)
        self.assertNotIn("Vera", text)
