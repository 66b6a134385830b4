from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .test_approval_attack import STEP, SUBSTITUTE, AttackCommon


@tagged("standard", "post_install", "-at_install")
class TestApprovalAttackWeb(AttackCommon, HttpCase):
    """What a browser may ask for besides the buttons."""

    def _get(self, user, path):
        self.authenticate(user.login, user.login)
        with mute_logger("odoo.http"):
            return self.url_open(path)

    def _call(self, user, model, method, args, kwargs=None):
        self.authenticate(user.login, user.login)
        with mute_logger("odoo.http"):
            answer = self.url_open(
                f"/web/dataset/call_kw/{model}/{method}",
                json={
                    "params": {
                        "model": model,
                        "method": method,
                        "args": args,
                        "kwargs": kwargs or {},
                    }
                },
            )
        return answer.json()

    def test_document_of_the_step(self):
        self.section.user_ids = self.treasurer
        first, _second = self._request()
        path = f"/quartier/mitzeichnung/{first.id}"
        portal = self._new_user("portal_pdf", "base.group_portal")
        for user in (self.employee, portal):
            self.assertNotEqual(self._get(user, path).status_code, 200, user.name)
        answer = self._get(self.treasurer, path)
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertEqual(self._get(self.treasurer, path + "999").status_code, 404)
        # what became of it is for those who may read the paper
        self.paper.statement_ids[0].text = "Später geheim."
        self.assertEqual(self._get(self.treasurer, path).status_code, 404)
        self.assertEqual(self._get(self.reader, path).status_code, 200)

    def test_sheet_of_a_paper_that_one_may_not_read(self):
        self._request()
        report = self.env.ref("quartier_management.quartier_approval_sheet_report")
        report = report.with_context(force_report_rendering=True)
        for user in (self.employee, self.treasurer):
            with self.subTest(user=user.name), self.assertRaises(UserError):
                report.with_user(user)._render_qweb_pdf(
                    report.report_name, self.paper.ids
                )

    def test_wizard_tells_no_names(self):
        first, _second = self._request()
        spec = {"step_id": {"fields": {"display_name": {}, "document_name": {}}}}
        for method, args in (
            ("onchange", [[], {"step_id": first.id}, ["step_id"], spec]),
            ("onchange", [[], {}, [], spec]),
        ):
            answer = self._call(
                self.employee,
                "quartier.approval.decide",
                method,
                args,
                {"context": {"default_step_id": first.id}},
            )
            self.assertNotIn("Head of section", str(answer))
            self.assertNotIn(self.paper.name, str(answer))

    def test_request_with_defaults(self):
        answer = self._call(
            self.manager,
            "quartier.committee.paper",
            "action_request_approval",
            [self.paper.ids],
            {
                "context": {
                    "default_decision": "approved",
                    "default_decided_by": self.chief.id,
                    "default_escalated_to_ids": [[6, 0, self.treasurer.ids]],
                }
            },
        )
        self.assertNotIn("error", answer)
        steps = self.paper.approval_step_ids
        self.assertEqual(len(steps), 2)
        self.assertFalse(steps.decided_by or steps.escalated_to_ids)
        self.assertFalse(any(steps.mapped("decision")))

    def test_substitutes_by_the_user(self):
        """Neither in one's own preferences nor by who administers users."""
        officer = self._new_user("officer", "base.group_erp_manager")
        first, _second = self._request()
        values = {
            "substitute_id": self.deputy.id,
            "date_from": "2020-01-01",
            "date_until": "2099-12-31",
        }
        commands = [Command.create(values)]
        for user, target in (
            (officer, self.head),
            (self.manager, self.head),
            (self.deputy, self.head),
        ):
            answer = self._call(
                user,
                "res.users",
                "write",
                [target.ids, {"quartier_substitute_ids": commands}],
            )
            self.assertIn("error", answer, user.name)
        for user in (officer, self.deputy):
            answer = self._call(
                user,
                SUBSTITUTE,
                "create",
                [[values]],
                {"context": {"default_user_id": self.head.id}},
            )
            self.assertIn("error", answer, user.name)
        self._refused(first, self.deputy)


@tagged("standard", "post_install", "-at_install")
class TestApprovalJobs(AttackCommon):
    """Jobs go on, whatever became of those who have to be told."""

    def _late(self, step, days=30):
        step.sudo().due_on = fields.Date.today() - timedelta(days=days)

    def _remind(self):
        self.env[STEP]._cron_remind()

    def _reminders(self, step, user):
        return (
            self.env["mail.activity"]
            .with_context(active_test=False)
            .search([("res_model", "=", STEP), ("res_id", "=", step.id)])
            .filtered(lambda row: row.user_id == user)
        )

    def test_once_even_when_marked_as_done(self):
        first, _second = self._request()
        self._late(first)
        self._remind()
        self._reminders(first, self.manager).with_user(self.manager).action_done()
        self._remind()
        self.assertEqual(len(self._reminders(first, self.manager)), 1)

    def test_rule_is_deleted_before_it_is_late(self):
        role = self.env["quartier.approval.role"].create(
            {"name": "Mayor", "user_ids": self.treasurer.ids}
        )
        self.first_rule.write({"escalation_role_id": role.id, "escalation_days": 3})
        first, _second = self._request()
        self.first_rule.unlink()
        self._late(first)
        self._remind()
        self.assertTrue(first.with_user(self.treasurer).has_access("read"))

    def test_people_who_left(self):
        portal = self._new_user("portal_role", "base.group_portal")
        gone = self._new_user("gone_role", "base.group_user")
        role = self.env["quartier.approval.role"].create(
            {"name": "Mayor", "user_ids": (portal + gone + self.treasurer).ids}
        )
        gone.active = False
        self.first_rule.write({"escalation_role_id": role.id, "escalation_days": 0})
        first, _second = self._request()
        self.manager.active = False
        self.head.active = False
        self._tell()
        self._late(first)
        self._remind()
        self.assertEqual(first.sudo().escalated_to_ids, self.treasurer)

    def test_nobody_is_left(self):
        """Who asked is told at once, not when it is late."""
        self.section.user_ids = self.manager
        first, _second = self._request()
        self._tell()
        self.assertIn("Nobody is left", self._reminders(first, self.manager).summary)

    def test_released_papers_are_not_asked_for(self):
        (self.first_rule + self.second_rule).active = False
        self.paper.with_user(self.manager).action_release()
        (self.first_rule + self.second_rule).active = True
        with self.assertRaises(UserError):
            self.paper.with_user(self.manager).action_request_approval()
        with self.assertRaises(UserError):
            self.paper.sudo().action_request_approval()

    def test_steps_are_not_linked_to_other_papers(self):
        first, second = self._request()
        steps = first + second
        for step, user in ((first, self.head), (second, self.chief)):
            step.with_user(user).action_approve()
        papers = self.env["quartier.committee.paper"].with_user(self.manager)
        values = {
            "quartier_id": self.west.id,
            "date_from": "2024-09-01",
            "date_to": "2024-11-30",
        }
        for command in (Command.link(first.id), Command.set(steps.ids)):
            for attempt in (
                lambda c=command: papers.create({**values, "approval_step_ids": [c]}),
                lambda c=command: papers.with_context(
                    default_approval_step_ids=[c]
                ).create(values),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    attempt()
        self.assertEqual(steps.paper_id, self.paper)
