from base64 import b64encode

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import GrantCommon

PARTS = ("budget_line_ids", "funding_line_ids", "section_ids", "document_ids")


@tagged("standard", "post_install", "-at_install")
class TestGrantAttack(GrantCommon):
    """Ways round the rights that clients have tried elsewhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls._new_grant(
            quartier_id=cls.ost.id, user=cls.grant_ost, name="Aus dem Osten"
        )
        cls.grant = cls._new_grant(
            document_ids=[
                Command.create({"name": "Plan", "file": b64encode(b"Grundriss")})
            ],
            section_ids=[Command.create({"name": "Ziele", "text": "Geheimes Ziel"})],
        )
        cls.grant.action_keep_version()

    def _file(self, record, name):
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("res_field", "=", name),
            ]
        )

    def test_lines_do_not_wander(self):
        """Neither into another office's application nor out of it."""
        for part in PARTS:
            mine, foreign = self.own[part], self.grant[part]
            for line in mine:
                with self.subTest(part=part), self.assertRaises(AccessError):
                    line.with_user(self.grant_ost).grant_id = self.grant
            for command in (
                Command.link(foreign.ids[0]),
                Command.update(foreign.ids[0], {"name": "Anders"}),
                Command.delete(foreign.ids[0]),
                Command.set(foreign.ids),
            ):
                with (
                    self.subTest(part=part, command=command),
                    self.assertRaises(AccessError),
                ):
                    self.own.with_user(self.grant_ost).write({part: [command]})
                    self.env.flush_all()

    def test_nobody_else_reads_it(self):
        users = self.grant_ost + self.manager + self.admin + self.reader
        # without it an export is refused to anybody for whatever record
        self.env.ref("base.group_allow_export").user_ids += users
        for user in users:
            for record in (
                self.grant,
                *(self.grant[part] for part in PARTS),
                self.grant.version_ids,
            ):
                with self.subTest(user=user.name, model=record._name):
                    with self.assertRaises(AccessError):
                        record.with_user(user).read([])
                    with self.assertRaises(AccessError):
                        record.with_user(user).export_data(["display_name"])

    def test_dialogs_do_not_tell_names(self):
        version = self.grant.version_ids
        for model, values in (
            ("quartier.grant.what.if", {}),
            ("quartier.grant.decide", {"step": "award"}),
            ("quartier.grant.compare", {}),
            ("quartier.grant.compare", {"old_id": version.id}),
        ):
            dialogs = self.env[model].with_user(self.grant_ost)
            with (
                self.subTest(model=model, values=values),
                self.assertRaises(AccessError),
            ):
                dialogs.create({"grant_id": self.grant.id, **values})
        self.own.with_user(self.grant_ost).action_keep_version()
        dialog = self.env["quartier.grant.compare"].with_user(self.grant_ost)
        dialog = dialog.create({"grant_id": self.own.id})
        with self.assertRaises(AccessError):
            dialog.write({"grant_id": self.grant.id})
        with self.assertRaises(AccessError):
            dialog.write({"old_id": version.id})
            self.assertNotIn("Geheimes Ziel", dialog.differences)

    def test_decision_dialog_does_not_tell_names(self):
        self._new_rule("Leitung", self.head)
        grant = self._new_draft()
        grant.action_request_approval()
        step = grant.sudo().approval_step_ids
        dialogs = self.env["quartier.approval.decide"].with_user(self.employee)
        with self.assertRaises(AccessError):
            dialogs.create({"step_id": step.id, "decision": "refuse"})

    def test_defaults_do_not_reach_what_the_system_notes(self):
        """Neither those of a context nor a user's own."""
        self.env["ir.default"].with_user(self.grant_user).set(
            "quartier.grant.question", "answer", "Erfunden", user_id=True
        )
        grant = self._new_submitted()
        grant = grant.with_context(
            default_answered_on="2020-01-01",
            default_receipt_file=b64encode(b"erfunden"),
            default_receipt_file_name="eingang.pdf",
            default_total_cost=5,
        )
        grant.action_further_request("Fotos?", False)
        self.assertFalse(grant.question_ids.answer or grant.question_ids.answered_on)
        grant.action_keep_version()
        self.assertFalse(any(grant.version_ids.mapped("receipt_file_name")))

    def test_files_of_what_is_handed_in(self):
        grant = self._new_submitted(
            document_ids=[
                Command.create({"name": "Plan", "file": b64encode(b"Grundriss")})
            ]
        )
        file = self._file(grant.document_ids, "file")
        for user in (self.grant_user, self.grant_manager, self.finance):
            with self.subTest(user=user.name):
                self.assertEqual(file.with_user(user).raw, b"Grundriss")
                with self.assertRaises(AccessError):
                    file.with_user(user).raw = b"anders"
                with self.assertRaises(AccessError):
                    file.with_user(user).unlink()
        with self.assertRaises(AccessError):
            _raw = file.with_user(self.grant_ost).raw

    def test_not_into_another_office(self):
        with self.assertRaises(AccessError):
            self.grant.quartier_id = self.ost
        with self.assertRaises(AccessError):
            self._new_grant(quartier_id=self.ost.id)

    def test_programme_of_another_company(self):
        company = self.env["res.company"].create({"name": "Andere Stadt"})
        other = self._new_program("Fremd", company_id=company.id)
        with self.assertRaises(UserError):
            self.grant.program_id = other

    def test_signatory_who_left(self):
        rule = self._new_rule("Leitung", self.head)
        grant = self._new_draft()
        grant.action_request_approval()
        self.head.active = False
        step = grant.sudo().approval_step_ids
        self.assertTrue(step.stuck)
        grant.action_withdraw_approval()
        with self.assertRaises(UserError) as raised:
            grant.action_request_approval()
        self.assertIn("Leitung", str(raised.exception))
        rule.user_ids = self.chief
        grant.action_request_approval()
        grant.sudo()._approval_current().with_user(self.chief).action_approve()
        self.assertEqual(grant.state, "released")

    def test_programme_changes_do_not_reach_what_was_written(self):
        section = self.env["quartier.grant.program.section"].create(
            {"program_id": self.program.id, "name": "Wirkung"}
        )
        grant = self._new_grant()
        grant.section_ids.text = "Geschrieben"
        section.unlink()
        self.assertEqual(grant.section_ids.text, "Geschrieben")
        self.assertEqual(grant.section_ids.name, "Wirkung")
