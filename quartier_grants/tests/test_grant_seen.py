from base64 import b64encode
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantSeen(GrantCommon, HttpCase):
    """Names, sums and files of another office's application."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grant = cls._new_grant(name="Geheimantrag", date_from="2031-05-01")
        cls.portal = cls._new_user("portal", "base.group_portal")

    def test_onchange_of_dialogs(self):
        for model, name in (
            ("quartier.grant.decide", "amount"),
            ("quartier.grant.what.if", "line_ids"),
            ("quartier.grant.compare", "differences"),
        ):
            dialogs = self.env[model].with_user(self.grant_ost)
            spec = {"grant_id": {}, name: {}}
            for values, context in (
                ({"grant_id": self.grant.id}, {}),
                ({}, {"default_grant_id": self.grant.id}),
            ):
                with self.subTest(model=model, context=context):
                    self.env.invalidate_all()
                    try:
                        result = dialogs.with_context(**context).onchange(
                            values, ["grant_id"] if values else [], spec
                        )
                    except AccessError:
                        continue
                    self.assertNotIn("800", str(result["value"].get(name)))
                    self.assertNotIn("Probe", str(result["value"].get(name)))

    def test_onchange_of_parts(self):
        lines = self.env["quartier.grant.budget.line"].with_user(self.grant_ost)
        try:
            result = lines.onchange(
                {"grant_id": self.grant.id}, ["grant_id"], {"grant_id": {}, "year": {}}
            )
        except AccessError:
            return
        self.assertNotEqual(result["value"].get("year"), 2031)

    def test_computed_by_ids(self):
        """Fields that are computed with sudo are not read by a guessed id."""
        self._new_rule("Leitung", self.head)
        grant = self._new_draft(name="Geheimantrag")
        grant.action_request_approval()
        names = ("approval_blocked_by", "approval_state", "receipt_file_name")
        # without it an export is refused to anybody for whatever record
        export = self.env.ref("base.group_allow_export")
        export.user_ids += self.grant_ost + self.reader
        for user in (self.grant_ost, self.reader):
            foreign = grant.with_user(user)
            for name in names:
                for call in (
                    lambda foreign=foreign, name=name: foreign.read([name]),
                    lambda foreign=foreign, name=name: foreign.export_data([name]),
                    lambda foreign=foreign, name=name: foreign.web_read({name: {}}),
                    lambda foreign=foreign, name=name: foreign.onchange(
                        {}, [], {name: {}}
                    ),
                ):
                    self.env.invalidate_all()
                    with self.subTest(user=user.name, name=name):
                        try:
                            result = call()
                        except AccessError:
                            continue
                        self.assertNotIn("Leitung", str(result))
                        self.assertNotIn("asked", str(result))

    def test_lines_of_dialogs_do_not_tell_names(self):
        dialogs = self.env["quartier.grant.what.if"].with_user(self.grant_user)
        dialog = dialogs.create({"grant_id": self.grant.id})
        lines = self.env["quartier.grant.what.if.line"].with_user(self.grant_ost)
        with self.assertRaises(AccessError):
            line = lines.create({"what_if_id": dialog.id})
            self.assertNotIn("Geheimantrag", str(line.read(["what_if_id"])))
        self.assertEqual(len(dialog.line_ids), 4)

    def test_calls_do_not_tell_who_applies(self):
        call = self.env["quartier.grant.call"].create(
            {
                "program_id": self.program.id,
                "name": "R1",
                "deadline": fields.Date.today() + timedelta(days=40),
            }
        )
        self.grant.call_id = call
        self.env.flush_all()
        for user in (self.grant_ost,):
            calls = self.env["quartier.grant.call"].with_user(user)
            for domain in (
                [("id", "=", call.id), ("grant_ids", "!=", False)],
                [("id", "=", call.id), ("grant_ids", "in", self.grant.ids)],
            ):
                with self.subTest(user=user.name, domain=domain):
                    try:
                        self.assertFalse(calls.search(domain))
                    except ValueError:
                        continue

    def test_counts_and_groups(self):
        for user in (self.grant_ost,):
            grants = self.env["quartier.grant"].with_user(user)
            self.assertFalse(grants.name_search("Geheimantrag"))
            self.assertFalse(grants.search_count([("name", "=", "Geheimantrag")]))
            groups = grants.formatted_read_group(
                [("name", "=", "Geheimantrag")], ["name"], ["total_cost:sum"]
            )
            self.assertFalse(groups)
            program = self.program.with_user(user)
            self.assertEqual(program.grant_count, 0)
            for model in ("section", "budget.line", "funding.line", "version"):
                rows = self.env[f"quartier.grant.{model}"].with_user(user)
                self.assertFalse(rows.search([("grant_id", "=", self.grant.id)]))
                self.assertFalse(rows.search([("grant_id.name", "=", "Geheimantrag")]))

    def test_printed(self):
        """Neither the application nor the sheet of its signatures."""
        self.authenticate(self.grant_ost.login, self.grant_ost.login)
        for user in (self.grant_ost, self.employee, self.reader, self.portal):
            self.authenticate(user.login, user.login)
            for report in ("grant_document", "grant_sheet"):
                for kind in ("pdf", "html", "text"):
                    path = f"/report/{kind}/quartier_grants.{report}/{self.grant.id}"
                    with (
                        self.subTest(user=user.login, path=path),
                        mute_logger("odoo.http", "odoo.addons.web.controllers.report"),
                    ):
                        answer = self.url_open(path)
                        self.assertNotEqual(answer.status_code, 200)
                        self.assertNotIn("Geheimantrag", answer.text)

    def test_files(self):
        grant = self._new_grant(
            early_start_granted_on="2024-01-01",
            early_start_reference="Brief",
            early_start_file=b64encode(b"Zustimmung"),
            document_ids=[
                Command.create({"name": "Plan", "file": b64encode(b"Grundriss")})
            ],
        )
        paths = (
            f"/web/content/quartier.grant/{grant.id}/early_start_file",
            f"/web/content/quartier.grant.document/{grant.document_ids.id}/file",
        )
        for user in (self.grant_ost, self.employee, self.reader, self.portal):
            self.authenticate(user.login, user.login)
            for path in paths:
                with self.subTest(user=user.login, path=path):
                    self.assertEqual(self.url_open(path).status_code, 404)
        self.authenticate(self.grant_user.login, self.grant_user.login)
        for path in paths:
            self.assertEqual(self.url_open(path).status_code, 200)

    def test_chatter(self):
        message = self.grant.message_post(body="Intern besprochen")
        for user in (self.grant_ost, self.employee, self.reader):
            with self.assertRaises(AccessError):
                message.with_user(user).read(["body"])
            with self.assertRaises(AccessError):
                self.grant.with_user(user).message_post(body="Ich auch")
            with self.assertRaises(AccessError):
                self.grant.with_user(user).activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id
                )
            found = self.env["mail.message"].with_user(user)
            self.assertFalse(found.search([("body", "ilike", "Intern besprochen")]))

    def test_who_left_the_team(self):
        """Neither follows nor has anything to do of it any more."""
        self.grant.message_subscribe(self.grant_user.partner_id.ids)
        self.grant.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.grant_user.id
        )
        self.west.member_ids -= self.grant_user
        self.assertNotIn(
            self.grant_user.partner_id, self.grant.sudo().message_partner_ids
        )
        self.assertNotIn(self.grant_user, self.grant.sudo().activity_ids.user_id)
