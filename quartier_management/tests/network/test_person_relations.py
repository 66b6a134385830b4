from odoo.tests import tagged

from .person_common import PersonCommon


@tagged("standard", "post_install", "-at_install")
class TestPersonRelations(PersonCommon):
    """Every relation to a contact is in the file, or somebody said why it is not."""

    def _relations(self):
        """All stored relations to contacts, and what hangs on any record."""
        for model in self.env.registry.values():
            # core's settings and temporary rows hold nothing for long
            if model._abstract or model._transient or not model._auto:
                continue
            for name, field in model._fields.items():
                if not field.store:
                    continue
                if field.comodel_name == "res.partner":
                    if field.type in ("many2one", "many2many"):
                        yield model._name, name
                elif field.type == "many2one_reference":
                    yield model._name, name

    def test_no_relation_is_forgotten(self):
        person = self.rosa.with_user(self.manager)
        covered = {
            link
            for section in person._quartier_personal_data()
            for link in section.covers
        }
        named = person._quartier_impersonal_links()
        self.assertTrue(all(named.values()), "with a reason")
        # the other side of the contact's own fields, and names of technical records
        own = {("res.partner", "meeting_ids"), ("res.partner", "channel_ids")}
        technical = {("ir.model.data", "res_id")}
        known = covered | named.keys() | own | technical
        missing = {link for link in self._relations() if link not in known}
        self.assertFalse(
            missing,
            "Add each to a section of _quartier_personal_data (and to the erasure"
            " plan), or to _quartier_impersonal_links with the reason.",
        )
        # and nothing is listed that does not exist (any more)
        installed = {link for link in covered | named.keys() if link[0] in self.env}
        for model, name in installed:
            self.assertIn(name, self.env[model]._fields, model)

    def test_the_plan_settles_what_the_file_shows(self):
        """What no step settles stands against the erasure, and is meant to."""
        person = self.rosa.with_user(self.manager)
        shown = {
            link
            for section in person._quartier_personal_data()
            for link in section.covers
        }
        plan = person._quartier_erasure_plan()
        settled = {link for step in plan for link in step.covers}
        left = {link for link in shown - settled if link[1] != "res_id"}
        self.assertEqual(
            left,
            {
                # amounts and papers are kept: see the erasure plans
                ("account.analytic.line", "partner_id"),
                ("account.analytic.account", "partner_id"),
                ("quartier.committee.paper", "committee_id"),
                # goes with the contact by itself
                ("res.partner.category", "partner_ids"),
            },
        )
