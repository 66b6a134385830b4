from datetime import date, timedelta
from io import BytesIO

from pypdf import PdfReader

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .approval_common import ApprovalCommon


@tagged("standard", "post_install", "-at_install")
class TestApprovalStep(ApprovalCommon):
    """Signatures hold: nobody gives them but those who were asked, in their turn."""

    def _today(self):
        return fields.Date.context_today(self.env["quartier.approval.step"])

    def _substitute(self, user, substitute, **values):
        today = self._today()
        return (
            self.env["quartier.approval.substitute"]
            .with_user(user)
            .create(
                {
                    "user_id": user.id,
                    "substitute_id": substitute.id,
                    "date_from": today,
                    "date_until": today + timedelta(days=7),
                    **values,
                }
            )
        )

    def _refused(self, step, user, action="action_approve", *args):
        with self.assertRaises(UserError, msg=user.name):
            getattr(step.with_user(user), action)(*args)

    def test_one_after_the_other(self):
        with self.assertRaises(UserError):  # not yet signed
            self.paper.action_release()
        first, second = self._request()
        self.assertEqual((first.state, second.state), ("open", "waiting"))
        self.assertEqual(self.paper.approval_state, "asked")
        self._refused(second, self.chief)
        first.with_user(self.head).action_approve()
        self.assertEqual((first.state, first.decided_by), ("approved", self.head))
        self.assertEqual(second.state, "open")
        second.with_user(self.chief).action_approve()
        self.assertEqual(self.paper.approval_state, "approved")
        self.paper.action_release()
        self.assertEqual(self.paper.state, "released")

    def test_parallel(self):
        self.second_rule.sequence = 10
        steps = self._request()
        self.assertEqual(steps.mapped("state"), ["open", "open"])
        steps[1].with_user(self.chief).action_approve()
        self.assertEqual(self.paper.approval_state, "asked")
        steps[0].with_user(self.head).action_approve()
        self.assertEqual(self.paper.approval_state, "approved")

    def test_nobody_else_signs(self):
        first, _second = self._request()
        for user in (
            *(self.employee, self.reader, self.office, self.manager, self.both),
            *(self.manager_ost, self.admin, self.chief, self.deputy, self.treasurer),
        ):
            self._refused(first, user)
            self._refused(first, user, "action_refuse", "Gefällt mir nicht")
            self._refused(first, user, "action_return", "Bitte ändern")
        first.with_user(self.head).action_approve()
        self._refused(first, self.head)

    def test_four_eyes(self):
        """Who asked, who wrote it and who signed before does not sign."""
        self.section.user_ids += self.manager + self.office
        self.office_role.user_ids += self.head
        first, second = self._request(self.office)
        self._refused(first, self.office)  # has asked
        self._refused(first, self.manager)  # has created the paper
        first.with_user(self.head).action_approve()
        self._refused(second, self.head)  # has signed before
        second.with_user(self.chief).action_approve()

    def test_nobody_is_left(self):
        self.section.user_ids = self.manager
        first, _second = self._request(self.office)
        self.assertTrue(first.stuck)
        self.assertIn("created", self._refusal(first, self.manager))

        # how to go on
        self.paper.action_withdraw_approval()
        self.section.user_ids += self.head
        steps = self._request(self.office)
        steps[0].with_user(self.head).action_approve()

    def test_withdrawal(self):
        with self.assertRaises(UserError):
            self.paper.action_withdraw_approval()
        first, second = self._request()
        with self.assertRaises(AccessError):
            self.paper.with_user(self.head).action_withdraw_approval()
        first.with_user(self.head).action_approve()
        self._tell()
        self.assertEqual(second.activity_ids.user_id, self.chief)
        self.paper.with_user(self.office).action_withdraw_approval()
        self.assertEqual((first.state, second.state), ("void", "void"))
        self.assertFalse(second.activity_ids)
        self._refused(second, self.chief)

    def _refusal(self, step, user):
        with self.assertRaises(UserError) as refused:
            step.with_user(user).action_approve()
        return str(refused.exception)

    def test_substitute(self):
        first, _second = self._request()
        self._refused(first, self.deputy)
        self._substitute(self.head, self.deputy)
        self.assertIn(first, self._waiting_for(self.deputy))
        first.with_user(self.deputy).action_approve()
        self.assertEqual(first.on_behalf_of, self.head)
        self.assertEqual(first.decided_by, self.deputy)

    def test_substitute_for_a_time(self):
        first, _second = self._request()
        past = self._today() - timedelta(days=9)
        self._substitute(
            self.head, self.deputy, date_from=past, date_until=past + timedelta(days=2)
        )
        self._refused(first, self.deputy)
        self.assertNotIn(first, self._waiting_for(self.deputy))

    def test_substitutes_are_named_by_oneself(self):
        for user in (self.deputy, self.manager, self.employee):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.env["quartier.approval.substitute"].with_user(user).create(
                    {
                        "user_id": self.head.id,
                        "substitute_id": user.id,
                        "date_until": self._today() + timedelta(days=1),
                    }
                )
        own = self._substitute(self.head, self.deputy)
        with self.assertRaises(AccessError):
            own.with_user(self.deputy).date_until = date(2050, 1, 1)

    def test_refusal(self):
        first, second = self._request()
        for reason in ("", "  ", None):
            self._refused(first, self.head, "action_refuse", reason)
        first.with_user(self.head).action_refuse("Zahlen fehlen")
        self.assertEqual((first.state, second.state), ("refused", "void"))
        self.assertEqual(self.paper.approval_state, "refused")
        self.assertIn("Zahlen fehlen", self.paper.message_ids[0].body)
        with self.assertRaises(UserError):
            self.paper.action_release()

    def test_return_and_ask_again(self):
        first, _second = self._request()
        first.with_user(self.head).action_return("Bitte kürzen")
        self.assertEqual(self.paper.approval_state, "returned")
        self.paper.statement_ids[0].text = "Kürzer."
        steps = self._request()
        self.assertEqual(set(steps.mapped("round")), {2})
        self.assertEqual(first.state, "returned")
        for step, user in zip(steps, (self.head, self.chief), strict=True):
            step.with_user(user).action_approve()
        self.assertEqual(self.paper.approval_state, "approved")

    def test_changes_void_signatures(self):
        for change in (
            lambda: self.paper.write({"kind": "decision"}),
            lambda: self.paper.statement_ids[0].write({"text": "Anders."}),
            lambda: self.paper.statement_ids.filtered("key")[0].write(
                {"dropped": True}
            ),
        ):
            first, second = self._request()
            first.with_user(self.head).action_approve()
            change()
            self.assertEqual((first.state, second.state), ("void", "void"))
            self.assertEqual(
                (first.decision, first.decided_by), ("approved", self.head)
            )
            self.assertEqual(self.paper.approval_state, "void")
            self._refused(second, self.chief)
            with self.assertRaises(UserError):
                self.paper.action_release()

    def test_another_office_voids_signatures(self):
        """What the other office's rules demand may be less."""
        steps = self._request()
        self.paper.with_user(self.both).quartier_id = self.ost
        self.assertEqual(steps.mapped("state"), ["void", "void"])

    def test_number_and_meeting_may_follow(self):
        first, _second = self._request()
        self.paper.write({"number": "12/26", "meeting_date": "2026-12-01"})
        self.assertEqual(first.state, "open")

    def test_rules_change_nothing_that_was_asked(self):
        first, second = self._request()
        self.section.user_ids = self.reader
        self.second_rule.unlink()
        self._refused(first, self.reader)
        first.with_user(self.head).action_approve()
        self.assertEqual(second.state, "open")

    def test_steps_are_written_by_nobody(self):
        first, _second = self._request()
        for user in (self.head, self.manager, self.admin, self.both, self.employee):
            steps = first.with_user(user)
            for attempt in (
                lambda steps=steps: steps.write({"state": "approved"}),
                lambda steps=steps: steps.write({"signatory_ids": [(5,)]}),
                lambda steps=steps: steps.unlink(),
                lambda steps=steps: steps.copy(),
                lambda steps=steps: steps.create(
                    {
                        "name": "x",
                        "kind": "signature",
                        "round": 9,
                        "sequence": 1,
                        "quartier_id": self.west.id,
                        "requested_by_id": self.manager.id,
                        "asked_on": fields.Datetime.now(),
                        "state": "approved",
                        "paper_id": self.paper.id,
                    }
                ),
                lambda user=user: self.paper.with_user(user).write(
                    {"approval_stamp": 7}
                ),
            ):
                with (
                    self.subTest(user=user.name),
                    self.assertRaises(AccessError),
                    self.env.cr.savepoint(),
                ):
                    attempt()

    def test_steps_are_not_imported(self):
        for user in (self.head, self.manager, self.admin):
            steps = self.env["quartier.approval.step"].with_user(user)
            steps = steps.with_context(default_state="approved")
            result = steps.load(
                ["name", "kind", "round", "sequence"], [["x", "signature", "1", "1"]]
            )
            self.assertFalse(result["ids"])
            self.assertTrue(result["messages"])

    def test_steps_do_not_pass_to_a_copy(self):
        first, second = self._request()
        first.with_user(self.head).action_approve()
        second.with_user(self.chief).action_approve()
        copy = self.paper.copy()
        self.assertEqual(copy.approval_state, "none")
        with self.assertRaises(UserError):
            copy.action_release()

    def test_signed_papers_are_kept(self):
        first, _second = self._request()
        first.with_user(self.head).action_approve()
        with self.assertRaises(UserError):
            self.paper.unlink()

    def _waiting_for(self, user):
        steps = self.env["quartier.approval.step"].with_user(user)
        return steps.search([("for_me", "=", True)]).with_env(self.env)

    def test_worklist(self):
        first, second = self._request()
        self.assertEqual(self._waiting_for(self.head), first)
        self.assertFalse(self._waiting_for(self.chief))
        self.assertFalse(self._waiting_for(self.manager))
        self._tell()
        self.assertEqual(first.activity_ids.user_id, self.head)
        first.with_user(self.head).action_approve()
        self.assertFalse(self._waiting_for(self.head))
        self.assertEqual(self._waiting_for(self.chief), second)
        self.assertFalse(first.activity_ids)
        self.assertIn("Head of office", self.paper.approval_blocked_by)

    def test_signatories_see_what_they_sign(self):
        """Somebody without a role in the app sees the step, and no other record."""
        self.section.user_ids = self.treasurer
        first, second = self._request()
        step = first.with_user(self.treasurer)
        self.assertIn("Spielfest", step.summary)
        self.assertFalse(second.with_user(self.treasurer).has_access("read"))
        self.assertFalse(self.paper.with_user(self.treasurer).has_access("read"))
        step.action_approve()
        self.assertEqual(first.decided_by, self.treasurer)
        self.assertFalse(first.with_user(self.employee).has_access("read"))

    def test_decision_of_the_council(self):
        self.second_rule.kind = "outside"
        first, second = self._request()
        first.with_user(self.head).action_approve()
        self._refused(second, self.chief)
        self._refused(second, self.chief, "action_record_decision", False, "1/26")
        self._refused(second, self.chief, "action_record_decision", "2026-01-01", " ")
        self._refused(
            second, self.chief, "action_record_decision", "2999-01-01", "1/26"
        )
        second.with_user(self.chief).action_record_decision("2026-01-01", "1/26")
        self.assertEqual(second.outside_date, date(2026, 1, 1))
        self.assertEqual(self.paper.approval_state, "approved")

    def test_sheet(self):
        first, second = self._request()
        first.with_user(self.head).action_approve()
        second.with_user(self.chief).action_return("Bitte kürzen")
        for step, user in zip(self._request(), (self.head, self.chief), strict=True):
            step.with_user(user).action_approve()
        self.paper.action_release()
        report = self.env.ref("quartier_management.quartier_approval_sheet_report")
        printed, _kind = (
            report.with_user(self.reader)
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(report.report_name, self.paper.ids)
        )
        text = "".join(
            page.extract_text() for page in PdfReader(BytesIO(printed)).pages
        )
        for part in ("Head of section", "Test head", "Test chief", "Bitte kürzen"):
            self.assertIn(part, text)

    def test_late(self):
        first, _second = self._request()
        first.sudo().due_on = self._today() - timedelta(days=1)
        for _run in range(2):
            self.env["quartier.approval.step"]._cron_remind()
        late = first.activity_ids.filtered(lambda row: row.user_id == self.manager)
        self.assertEqual(len(late), 1)

    def test_signatory_who_left(self):
        first, _second = self._request()
        self.head.active = False
        self.assertTrue(first.stuck)

    def test_who_may_ask(self):
        for user in (self.reader, self.employee, self.manager_ost, self.head):
            with self.assertRaises(AccessError):
                self.paper.with_user(user).action_request_approval()
        self._request(self.office)
        with self.assertRaises(UserError):  # twice
            self.paper.action_request_approval()
