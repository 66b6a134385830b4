from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestQuartierHandover(QuartierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.resident = cls._new_resident(cls.office)
        cls.address = cls.resident.child_ids.create(
            {"name": "Briefe", "parent_id": cls.resident.id, "type": "other"}
        )

    def _wizard(self, user, persons):
        return (
            self.env["quartier.handover"]
            .with_user(user)
            .create(
                {
                    "partner_ids": persons.ids,
                    "office_id": self.ost.id,
                    "reason": "umgezogen",
                }
            )
        )

    def test_handover(self):
        wizards = self.env["quartier.handover"].with_user(self.office)
        form = Form(wizards.with_context(default_partner_ids=self.resident.ids))
        form.office_id = self.ost
        form.reason = "umgezogen"
        form.save().action_handover()
        self.env.invalidate_all()
        both = (self.resident + self.address).sudo()
        self.assertEqual(both.quartier_owner_id, self.ost)
        self.assertIn("umgezogen", both[0].message_ids[0].body)
        self.assertFalse(both.with_user(self.office).has_access("read"))
        self.assertTrue(both.with_user(self.manager_ost).has_access("write"))

    def test_only_the_owning_team_hands_over(self):
        for user in (self.manager_ost, self.reader):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._wizard(user, self.resident).action_handover()
        self.assertEqual(self.resident.quartier_owner_id, self.west)

    def test_shared_contacts_of_others_stay(self):
        contact = self._new_resident(self.manager_ost)
        contact.quartier_confidential = False
        with self.assertRaises(AccessError):
            self._wizard(self.office, contact).action_handover()
