from odoo.tests import HttpCase, tagged

from odoo.addons.quartier_volunteers.tests.common import VolunteerCommon

ACTION = "/odoo/action-quartier_volunteers.quartier_volunteer_action"


@tagged("standard", "post_install", "-at_install")
class TestVolunteerPeopleJourney(VolunteerCommon, HttpCase):
    """People and inspections, by clicks."""

    def test_a_new_person(self):
        self.start_tour(
            ACTION, "quartier_volunteer_people", login=self.coordinator.login
        )
        volunteer = self.env["quartier.volunteer"].search(
            [("partner_id.name", "=", "Nora Neu")]
        )
        self.assertEqual(volunteer.state, "onboarding")
        self.assertEqual(
            volunteer.availability_ids.mapped(lambda row: (row.weekday, row.daypart)),
            [("1", "afternoon")],
        )

    def test_an_inspection(self):
        vera = self._new_volunteer()
        self.start_tour(
            f"{ACTION}/{vera.id}",
            "quartier_volunteer_inspection",
            login=self.inspector.login,
        )
        inspection = self.env["quartier.volunteer.inspection"].search(
            [("volunteer_id", "=", vera.id)]
        )
        self.assertEqual(inspection.inspected_by_id, self.inspector)
