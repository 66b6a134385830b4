from contextlib import suppress

from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.quartier_management.tests.common import QuartierCommon

# stands in each of the resident's texts, and nowhere else
SECRET = "Geheim"
REFUSALS = (AccessError, UserError, ValidationError)


class ConfidentialCase(QuartierCommon):
    """A resident of West, the address below, a resident who has a portal login; and
    whoever must not learn of them (``outsiders``)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = cls._new_user("portal", "base.group_portal")
        cls.outsiders = (
            cls.employee + cls.reader + cls.manager_ost + cls.admin + cls.portal
        )
        cls.resident = cls._new_resident(
            cls.office,
            name=f"Rosa {SECRET}",
            email=f"rosa@{SECRET}.example",
            phone=f"0151 {SECRET}",
            street=f"{SECRET}weg 1",
            vat="DE136695976",
            ref=SECRET,
        )
        cls.address = cls.resident.child_ids.create(
            {"name": f"Post {SECRET}", "type": "other", "parent_id": cls.resident.id}
        )
        cls.login = cls._new_user("resident", "base.group_portal")
        cls.login.partner_id.name = f"Paul {SECRET}"
        cls.login.partner_id.with_user(cls.office).quartier_confidential = True
        cls.persons = (cls.resident + cls.address + cls.login.partner_id).sudo(False)
        cls.organisation = cls.env["res.partner"].create(
            {"name": "Probeverein", "is_company": True}
        )
        cls.contact = cls.env["res.partner"].create({"name": "Ada Offen"})
        cls.event = cls._new_event(cls.office, quartier_published=True)
        cls.project = cls._new_project(cls.office)
        cls.task = cls.env["project.task"].create(
            {"name": "Probe", "project_id": cls.project.id}
        )
        cls.env.flush_all()

    def as_user(self, user, model):
        """The model as a client of this user sees it: with nothing in the cache."""
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env[model].with_user(user)

    def assert_kept(self, user, attempt):
        """An attempt by a user is refused or shows nothing of a resident."""
        with suppress(*REFUSALS), self.env.cr.savepoint():
            shown = str(attempt())
            self.assertNotIn(SECRET.lower(), shown.lower(), user.name)
