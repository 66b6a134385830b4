from odoo.tests import tagged

from .outside_common import OutsideCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerOutsideErase(OutsideCommon):
    """What came in over the web belongs to the person: shown, and erased with them."""

    def test_file_and_erasure(self):
        rows = self.env["quartier.volunteer.interest"].sudo()
        interest = rows.create({"volunteer_id": self.vera.id, "name": "Vera Geheim"})
        self._token_of(self.vera, "personal")
        partner = self.vera.sudo().partner_id
        sections = {row.key: row for row in partner._quartier_personal_data()}
        self.assertIn("Vera Geheim", str(sections["volunteer_interests"].rows))
        steps = {step.key: step for step in partner._quartier_erasure_plan()}
        self.assertEqual(steps[rows._name].records, interest)
        self.assertTrue(steps["quartier.volunteer.link"].records)
