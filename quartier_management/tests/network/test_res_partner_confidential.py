from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestResPartnerConfidential(QuartierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._new_street("Westweg", cls.west)
        cls._new_street("Ostweg", cls.ost)
        cls.resident = cls._new_resident(cls.office, street="Westweg 1")

    def _sees(self, user, partner=None):
        partner = partner or self.resident
        return bool(
            self.env["res.partner"].with_user(user).search([("id", "=", partner.id)])
        )

    def test_only_the_owning_team_sees_a_resident(self):
        self.assertEqual(self.resident.quartier_owner_id, self.west)
        for user in (self.office, self.manager, self.both):
            self.assertTrue(self._sees(user), user.name)
        for user in (self.employee, self.reader, self.admin, self.manager_ost):
            self.assertFalse(self._sees(user), user.name)

    def test_owner_at_creation(self):
        for user, street, owner in (
            (self.office, "Westweg 1", self.west),
            (self.both, "Ostweg 1", self.ost),
            (self.both, "Westweg 1", self.west),
            # nobody loses sight of a person in the moment of entering them
            (self.office, "Ostweg 1", self.west),
            (self.manager_ost, False, self.ost),
        ):
            with self.subTest(user=user.name, street=street):
                person = self._new_resident(user, street=street)
                self.assertEqual(person.quartier_owner_id, owner)

    def test_owner_does_not_follow_the_address(self):
        self.resident.street = "Ostweg 3"
        self.assertEqual(self.resident.quartier_id, self.ost)
        self.assertEqual(self.resident.quartier_owner_id, self.west)

    def test_form(self):
        action = self.env.ref("quartier_management.res_partner_action_residents")
        context = self.env["ir.actions.act_window"]._for_xml_id(action.xml_id)
        partners = self.env["res.partner"].with_user(self.office)
        defaults = {"default_quartier_confidential": True, "default_is_company": False}
        self.assertIn("default_quartier_confidential", str(context["context"]))
        with Form(partners.with_context(**defaults)) as form:
            form.name = "Paul Neu"
        self.assertEqual(form.record.quartier_owner_id, self.west)

    def test_organisations_and_employees_cannot_be_confidential(self):
        for values in ({"is_company": True}, {"user_ids": True}):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                if "user_ids" in values:
                    self.employee.partner_id.sudo().quartier_confidential = True
                else:
                    self._new_resident(self.office, **values)
        with self.assertRaises(ValidationError):
            self.resident.is_company = True

    def test_addresses_below_inherit(self):
        address = (
            self.env["res.partner"]
            .with_user(self.office)
            .create({"name": "Briefe", "parent_id": self.resident.id, "type": "other"})
        )
        self.assertTrue(address.quartier_confidential)
        self.assertEqual(address.quartier_owner_id, self.west)
        self.assertFalse(self._sees(self.reader, address))
        with self.assertRaises(ValidationError):
            address.quartier_confidential = False
        # showing the person is no decision about what hangs below
        self.resident.quartier_confidential = False
        self.assertTrue(address.quartier_confidential)
        address.quartier_confidential = False

    def test_employee_contact_cannot_be_a_resident(self):
        with self.assertRaises(ValidationError):
            self.env["res.users"].create(
                {
                    "login": "resident",
                    "partner_id": self.resident.id,
                    "group_ids": [Command.set(self.env.ref("base.group_user").ids)],
                }
            )

    def test_who_decides_about_hiding(self):
        contact = self.env["res.partner"].create({"name": "Ada Offen"})
        for user in (self.employee, self.reader):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                contact.with_user(user).quartier_confidential = True
        contact.with_user(self.office).quartier_confidential = True
        self.assertEqual(contact.quartier_owner_id, self.west)
        self.assertFalse(self._sees(self.reader, contact))

    def test_the_owner_is_not_written(self):
        with self.assertRaises(AccessError):
            self.resident.quartier_owner_id = self.ost

    def test_portal_residents_see_themselves(self):
        user = self._new_user("portal", "base.group_portal")
        user.partner_id.with_user(self.office).quartier_confidential = True
        self.assertTrue(self._sees(user, user.partner_id))
        self.assertFalse(self._sees(user))
        self.assertFalse(self._sees(self.reader, user.partner_id))

    def test_exposed_persons_cannot_be_hidden(self):
        contact = self.env["res.partner"].create({"name": "Ada Offen"})
        event = self._new_event(partner_ids=[Command.set(contact.ids)])
        with self.assertRaisesRegex(ValidationError, "Calendar Event"):
            contact.with_user(self.office).quartier_confidential = True
        event.partner_ids = [Command.clear()]
        event.message_unsubscribe(contact.ids)
        contact.with_user(self.office).quartier_confidential = True

    def test_core_links_are_refused(self):
        self.resident.email = "rosa@example.org"
        event, project = self._new_event(), self._new_project()
        task = project.task_ids.create({"name": "Probe", "project_id": project.id})
        for record, values in (
            (event, {"partner_ids": [Command.link(self.resident.id)]}),
            (project, {"partner_id": self.resident.id}),
            (task, {"partner_id": self.resident.id}),
        ):
            with self.subTest(model=record._name), self.assertRaises(ValidationError):
                record.write(values)
        with self.assertRaises(ValidationError):
            event.message_subscribe(self.resident.ids)

    def test_leaving_a_team_takes_effect_at_once(self):
        self.assertTrue(self._sees(self.office))
        self.west.with_user(self.admin).member_ids = [Command.unlink(self.office.id)]
        self.assertFalse(self._sees(self.office))
        self.assertTrue(self._sees(self.manager))
