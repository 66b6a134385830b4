from odoo.tests import tagged

from ...hooks import uninstall_hook
from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestBaseModuleUninstall(QuartierCommon):
    def _count(self, name):
        module = self.env.ref(f"base.module_{name}")
        wizard = self.env["base.module.uninstall"].create({"module_ids": module.ids})
        return wizard.quartier_confidential_count

    def test_warning_counts_residents(self):
        before = self._count("quartier_management")
        self._new_resident(self.office)
        self.assertEqual(self._count("quartier_management"), before + 1)
        self.assertEqual(self._count("calendar"), before + 1, "takes the app along")

    def test_nobody_stays_readable(self):
        portal = self._new_user("portal", "base.group_portal")
        portal.partner_id.with_user(self.office).quartier_confidential = True
        resident = self._new_resident(self.office)
        contact = self.env["res.partner"].create({"name": "Ada Offen"})
        self.env.flush_all()
        uninstall_hook(self.env)
        self.assertFalse(resident.sudo().active)
        self.assertFalse(portal.active)
        self.assertFalse(portal.partner_id.active)
        self.assertTrue(contact.active)
