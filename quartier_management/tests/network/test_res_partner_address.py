from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestResPartnerAddress(QuartierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._new_street("Westweg", cls.west)
        cls._new_street("Ostweg", cls.ost)

    def _new_partner(self, **values):
        return self.env["res.partner"].create(
            {"name": "Probe e. V.", "city": "Probestadt", **values}
        )

    def test_address_decides(self):
        partner = self._new_partner(street="Westweg 1", city="Probestadt")
        self.assertEqual(partner.quartier_id, self.west)
        partner.street = "Ostweg 1"
        self.assertEqual(partner.quartier_id, self.ost)
        partner.street = "Anderswo 1"
        self.assertFalse(partner.quartier_id)

    def test_choice_by_hand_stays_until_the_address_changes(self):
        partner = self._new_partner(street="Unbekannt 1", quartier_id=self.ost.id)
        partner.name = "Probe gGmbH"
        self.assertEqual(partner.quartier_id, self.ost)
        partner.street = "Westweg 1"
        self.assertEqual(partner.quartier_id, self.west)

    def test_form_shows_it_while_typing(self):
        with Form(self.env["res.partner"].with_user(self.office)) as form:
            form.name = "Probe"
            form.city = "Probestadt"
            form.street = "Westweg 7"
            self.assertEqual(form.quartier_id, self.west)

    def test_contacts_follow_the_address_of_their_organisation(self):
        organisation = self._new_partner(is_company=True, street="Westweg 1")
        contact = self._new_partner(parent_id=organisation.id)
        self.assertEqual(contact.quartier_id, self.west)
        organisation.street = "Ostweg 1"
        self.assertEqual(contact.quartier_id, self.ost)

    def test_assign_contacts_older_than_the_directory(self):
        partner = self._new_partner(street="Neuweg 1")
        chosen = self._new_partner(street="Neuweg 2", quartier_id=self.ost.id)
        self.assertFalse(partner.quartier_id)
        self._new_street("Neuweg", self.west)
        self.west.with_user(self.manager).action_assign_contacts()
        self.assertEqual(partner.quartier_id, self.west)
        self.assertEqual(chosen.quartier_id, self.ost)

    def test_only_managers_assign_contacts(self):
        for user in (self.employee, self.reader, self.office, self.manager_ost):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.west.with_user(user).action_assign_contacts()
