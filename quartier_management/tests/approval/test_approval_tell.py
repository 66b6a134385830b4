import re
from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, tagged

from odoo.addons.mail.tests.common import MailCase

from .approval_common import ApprovalCommon

STEP = "quartier.approval.step"


@tagged("standard", "post_install", "-at_install")
class TestApprovalTell(ApprovalCommon):
    """Signatories are written to, and who is told when nobody signs."""

    def _messages(self, user):
        """What somebody was written."""
        return self.env["mail.message"].search(
            [("model", "=", STEP), ("partner_ids", "in", user.partner_id.ids)]
        )

    def test_once_and_in_turn(self):
        first, _second = self._request()
        self._tell()
        self._tell()
        self.assertEqual(len(self._messages(self.head)), 1)
        self.assertFalse(self._messages(self.chief))
        first.with_user(self.head).action_approve()
        self._tell()
        self.assertEqual(len(self._messages(self.chief)), 1)

    def test_text_is_the_readers(self):
        self.head.write({"lang": "de_DE"})
        self._request()
        self._tell()
        self.assertIn("bittet", self._messages(self.head).body)

    def test_nobody_is_told_what_is_void(self):
        self._request()
        self.paper.with_user(self.manager).action_withdraw_approval()
        self._tell()
        self.assertFalse(self._messages(self.head))

    def test_escalation(self):
        role = self.env["quartier.approval.role"].create(
            {"name": "Mayor", "user_ids": self.treasurer.ids}
        )
        self.first_rule.write({"escalation_role_id": role.id, "escalation_days": 3})
        first, _second = self._request()
        self.assertFalse(first.with_user(self.treasurer).has_access("read"))
        # what was asked stays as it was asked
        self.first_rule.write({"escalation_role_id": False, "escalation_days": 99})
        step = first.sudo()
        self._tell()
        for days, told in ((2, False), (3, True), (4, True)):
            step.due_on = step._today() - timedelta(days=days)
            self.env[STEP]._cron_remind()
            mine = step.activity_ids.filtered(
                lambda activity: activity.user_id == self.treasurer
            )
            self.assertEqual(len(mine), int(told), days)
        self.assertTrue(first.with_user(self.treasurer).has_access("read"))
        # to be told is not to be asked
        self.assertTrue(first.with_user(self.treasurer).obstacles)
        notes = self.paper.message_ids.filtered(
            lambda row: "Test treasurer" in row.body
        )
        self.assertEqual(len(notes), 1)

    def test_department(self):
        department, other = self.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in ("Amt 1", "Amt 2")]
        )
        self.west.department_id = department
        self.first_rule.department_id = other
        self.second_rule.department_id = department
        self.assertEqual(self.paper._approval_rules(), self.second_rule)
        person = self.env["res.partner"].create({"name": "Eine Person"})
        with self.assertRaises(ValidationError):
            self.first_rule.department_id = person


@tagged("standard", "post_install", "-at_install")
class TestApprovalMail(ApprovalCommon, MailCase, HttpCase):
    def test_mail_leads_to_the_step(self):
        """Two clicks: the mail's button, and "Sign"."""
        self.head.write({"notification_type": "email", "email": "head@example.org"})
        first, _second = self._request()
        with self.mock_mail_gateway():
            first.sudo()._tell()
        mail = self._new_mails.filtered(
            lambda mail: self.head.partner_id in mail.recipient_ids
        )
        self.assertIn("Please sign", mail.subject)
        link = re.search(r'href="([^"]*/mail/view[^"]*)"', mail.body_html)[1]
        self.assertIn(f"res_id={first.id}", link.replace("&amp;", "&"))
        self.authenticate(self.head.login, self.head.login)
        path = link.replace("&amp;", "&").split("//", 1)[1].split("/", 1)[1]
        answer = self.url_open(f"/{path}", allow_redirects=False)
        self.assertIn(f"/{first.id}", answer.headers["Location"])
        first.with_user(self.head).action_approve()
