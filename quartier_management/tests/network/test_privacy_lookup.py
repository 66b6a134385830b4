from odoo.tests import tagged

from .person_common import PersonCommon


@tagged("standard", "post_install", "-at_install")
class TestPrivacyLookup(PersonCommon):
    """Core's look-up finds our records, and names nobody to who may not know.

    The app installs itself beside ours; we do not depend on it.
    """

    def _lookup(self, user):
        if "privacy.lookup.wizard" not in self.env:
            self.skipTest("privacy_lookup is not installed")
        self.env.flush_all()
        self.env.invalidate_all()
        wizard = self.env["privacy.lookup.wizard"].with_user(user)
        wizard = wizard.create({"name": "Rosa Geheim", "email": "rosa@geheim.example"})
        wizard.action_lookup()
        return wizard.line_ids

    def test_records_are_found(self):
        officer = self._new_user("officer", "base.group_system")
        lines = self._lookup(officer)
        found = {(line.res_model, line.res_id) for line in lines}
        for record in (
            self.rosa,
            self.request,
            self.booking,
            self.part,
            self.series_part,
            self.project_part,
        ):
            self.assertIn((record._name, record.id), found)
        # without a team one learns how many records there are, and no name
        for line in lines:
            self.assertNotIn("Geheim", line.res_name or "", line.res_model)
            self.assertNotIn("Rosa", line.res_name or "", line.res_model)
            # bookings are open to whoever reads the office's calendar, persons are not
            if line.res_model == "res.partner":
                self.assertFalse(line.resource_ref)

    def test_own_team_reads_names(self):
        officer = self._new_user("officer", "base.group_system")
        self.west.member_ids += officer
        lines = self._lookup(officer)
        names = {line.res_model: line.res_name for line in lines}
        self.assertEqual(names["res.partner"], "Rosa Geheim")
