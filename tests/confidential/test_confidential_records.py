from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import SECRET, ConfidentialCase


@tagged("standard", "post_install", "-at_install")
class TestConfidentialRecords(ConfidentialCase):
    """What core does with contacts by itself shows nobody."""

    def _sees(self, user, person):
        partners = self.as_user(user, "res.partner")
        return bool(partners.search([("id", "=", person.id)]))

    def _open_parent_with_hidden_child(self):
        parent = self.env["res.partner"].create({"name": "Ada Offen"})
        child = self._new_resident(self.office, parent_id=parent.id)
        self.assertFalse(self._sees(self.reader, child))
        return parent, child

    def test_a_write_to_the_person_above_shows_nobody(self):
        parent, child = self._open_parent_with_hidden_child()
        above = parent.with_user(self.reader)
        above.quartier_confidential = False
        self.assertFalse(self._sees(self.reader, child))
        above.parent_id = self.organisation
        self.assertFalse(self._sees(self.reader, child))

    def test_hiding_and_showing_the_person_above(self):
        parent, child = self._open_parent_with_hidden_child()
        above = parent.with_user(self.office)
        above.quartier_confidential = True
        above.quartier_confidential = False
        self.assertTrue(self._sees(self.reader, parent))
        self.assertFalse(self._sees(self.reader, child))
        child.with_user(self.office).quartier_confidential = False
        self.assertTrue(self._sees(self.reader, child))

    def test_moved_below_an_open_person(self):
        resident = self.resident.with_user(self.office)
        resident.parent_id = self.contact
        self.assertFalse(self._sees(self.reader, self.resident))

    def test_home_address_is_not_that_of_the_organisation(self):
        self._new_resident(
            self.office, parent_id=self.organisation.id, street=f"{SECRET}weg 2"
        )
        self.assertFalse(self.organisation.street)
        resident = self._new_resident(self.office, street=f"{SECRET}weg 3")
        other = self.env["res.partner"].create({"name": "Verein", "is_company": True})
        resident.parent_id = other
        self.assertFalse(other.street)

    def _merge(self, user, persons, into):
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(user)
        wizard.create(
            {
                "partner_ids": [Command.set(persons.ids)],
                "dst_partner_id": into.id,
                "state": "selection",
            }
        ).action_merge()

    def test_merging_shows_nobody(self):
        user = self._new_user("merger", "quartier_management.group_quartier_admin")
        self.west.member_ids = [Command.link(user.id)]
        twin = self.env["res.partner"].create(
            {"name": "Zwilling", "email": self.resident.email}
        )
        for into in (twin, self.resident):
            with self.subTest(into=into.name), self.assertRaises(UserError):
                self._merge(user, twin + self.resident, into)
        self.assertFalse(self._sees(self.reader, self.resident))

    def test_residents_of_one_office_can_be_merged(self):
        twin = self._new_resident(self.office, email=self.resident.email)
        self._merge(self.office, twin + self.resident.with_env(twin.env), self.resident)
        self.assertFalse(twin.exists())
        self.assertFalse(self._sees(self.reader, self.resident))

    def test_no_resident_in_a_rating(self):
        model = self.env["ir.model"]._get("project.task").id
        for name in ("partner_id", "rated_partner_id", "publisher_id"):
            with self.subTest(field=name), self.assertRaises(ValidationError):
                self.env["rating.rating"].create(
                    {
                        "res_model_id": model,
                        "res_id": self.task.id,
                        name: self.resident.id,
                    }
                )

    def test_nobody_hides_whom_another_department_entered(self):
        person = (
            self.env["res.partner"].with_user(self.reader).create({"name": "Eva Amt"})
        )
        self.assertFalse(person.sudo().quartier_owner_id)
        with self.assertRaises(AccessError):
            person.with_user(self.manager_ost).quartier_confidential = True

    def test_an_office_that_owns_persons_cannot_be_deleted(self):
        with self.assertRaisesRegex(UserError, "hand them over"):
            self.west.with_user(self.admin).unlink()
