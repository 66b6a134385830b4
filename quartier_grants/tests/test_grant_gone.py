from base64 import b64encode

from psycopg2.errors import ForeignKeyViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantGone(GrantCommon):
    def test_deleted_with_its_files(self):
        """Core deletes neither files nor messages of rows that go by a cascade."""
        grant = self._new_draft(
            document_ids=[
                Command.create({"name": "Plan", "file": b64encode(b"Grundriss")})
            ]
        )
        self._new_rule("Leitung", self.head)
        grant.action_request_approval()
        grant.action_withdraw_approval()
        steps, documents = grant.sudo().approval_step_ids.ids, grant.document_ids.ids
        grant.with_user(self.grant_manager).unlink()
        for model, ids in (
            ("quartier.grant.document", documents),
            ("quartier.approval.step", steps),
        ):
            domain = [("res_model", "=", model), ("res_id", "in", ids)]
            self.assertFalse(self.env["mail.activity"].search(domain))
            domain += [("res_field", "!=", False)]
            self.assertFalse(self.env["ir.attachment"].search(domain))
        self.assertFalse(self.env["quartier.approval.step"].browse(steps).exists())

    def test_who_handed_in_is_kept(self):
        grant = self._new_submitted()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(ForeignKeyViolation),
            self.env.cr.savepoint(),
        ):
            self.grant_user.unlink()
        self.env.invalidate_all()
        self.assertTrue(grant.submitted_by_id)

    def test_version_names_what_the_user_cannot_read(self):
        """A private project does not keep the team from keeping a version."""
        project = self._new_project().sudo()
        grant = self._new_grant(project_id=project.id)
        project.privacy_visibility = "followers"
        project.message_unsubscribe(self.grant_user.partner_id.ids)
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            project.with_user(self.grant_user).read(["name"])
        grant.action_keep_version()
        self.assertTrue(grant.version_ids)


@tagged("standard", "post_install", "-at_install")
class TestGrantForcedDeletion(GrantCommon):
    """Core skips what refuses a deletion when the context speaks of uninstalling."""

    def test_what_was_handed_in(self):
        grant = self._new_submitted().with_user(self.grant_manager)
        with self.assertRaisesRegex(UserError, "is kept"):
            grant.with_context(_force_unlink=True).unlink()

    def test_uninstalling_runs_as_superuser(self):
        grant = self._new_submitted().sudo()
        grant.with_context(_force_unlink=True).unlink()
        self.assertFalse(grant.exists())
