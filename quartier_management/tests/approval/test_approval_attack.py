from datetime import timedelta

from psycopg2.errors import ForeignKeyViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .approval_common import ApprovalCommon

STEP = "quartier.approval.step"
SUBSTITUTE = "quartier.approval.substitute"


class AttackCommon(ApprovalCommon):
    def _substitute(self, user, substitute, **values):
        today = fields.Date.today()
        return self.env[SUBSTITUTE].create(
            {
                "user_id": user.id,
                "substitute_id": substitute.id,
                "date_from": today - timedelta(days=30),
                "date_until": today + timedelta(days=30),
                **values,
            }
        )

    def _refused(self, step, user, **context):
        with self.assertRaises(UserError, msg=user.name):
            step.with_user(user).with_context(**context).action_approve()


@tagged("standard", "post_install", "-at_install")
class TestApprovalFourEyes(AttackCommon):
    """Whom substitutes may represent, and who else had a hand in the document."""

    def test_requester_does_not_sign_by_a_substitute(self):
        self.section.user_ids = self.manager + self.head
        self._substitute(self.manager, self.deputy)
        first, _second = self._request(self.manager)
        self._refused(first, self.deputy)
        first.with_user(self.head).action_approve()

    def test_creator_does_not_sign_by_a_substitute(self):
        self.section.user_ids = self.manager + self.head
        self._substitute(self.manager, self.deputy)
        first, _second = self._request(self.office)
        self._refused(first, self.deputy)
        first.with_user(self.head).action_approve()

    def test_nobody_signs_twice_by_a_substitute(self):
        """Neither after the own signature, nor the other way round."""
        self.office_role.user_ids = self.head + self.chief
        self._substitute(self.head, self.deputy)
        first, second = self._request()
        first.with_user(self.head).action_approve()
        self._refused(second, self.deputy)
        self.paper.action_withdraw_approval()
        first, second = self._request()
        first.with_user(self.deputy).action_approve()
        self._refused(second, self.head)
        second.with_user(self.chief).action_approve()
        self.assertEqual(self.paper.approval_state, "approved")

    def test_represents_whoever_may_sign(self):
        """Of two whom somebody represents, the one who may sign is named."""
        self.section.user_ids = self.manager + self.head
        self._substitute(self.manager, self.deputy)
        self._substitute(self.head, self.deputy)
        first, _second = self._request(self.manager)
        first.with_user(self.deputy).action_approve()
        self.assertEqual(first.on_behalf_of, self.head)

    def test_who_wrote_the_text_does_not_sign(self):
        """The document was created by a job or for somebody else."""
        self.section.user_ids = self.office + self.head
        paper = self._new_paper(self.env.ref("base.user_root"))
        paper.with_user(self.office).action_draft()
        paper.with_user(self.manager).action_request_approval()
        first = paper.sudo()._approval_current()[:1].sudo(False)
        self._refused(first, self.office)
        first.with_user(self.head).action_approve()

    def test_administration_does_not_represent_by_itself(self):
        first, _second = self._request()
        values = {
            "user_id": self.head.id,
            "substitute_id": self.admin.id,
            "date_until": fields.Date.today() + timedelta(days=1),
        }
        with self.assertRaises(AccessError):
            self.env[SUBSTITUTE].with_user(self.admin).create(values)
        values["substitute_id"] = self.deputy.id
        row = self.env[SUBSTITUTE].with_user(self.admin).create(values)
        with self.assertRaises(AccessError):
            row.substitute_id = self.admin
        first.with_user(self.deputy).action_approve()

    def test_outsiders_represent_nobody(self):
        portal = self._new_user("portal_deputy", "base.group_portal")
        with self.assertRaises(ValidationError):
            self._substitute(self.head, portal)

    def test_substitute_of_the_day_of_the_office(self):
        """No client chooses the day by the time zone that it sends."""
        with freeze_time("2030-03-04 22:30:00"):  # Berlin: 23:30 of the 4th
            first, _second = self._request()
            self._substitute(
                self.head,
                self.deputy,
                date_from="2030-03-05",
                date_until="2030-03-05",
            )
            self._refused(first, self.deputy, tz="Pacific/Kiritimati")
        with freeze_time("2030-03-04 23:30:00"):  # Berlin: 0:30 of the 5th
            self.deputy.tz = "America/New_York"
            mine = self.env[STEP].with_user(self.deputy).with_context(tz=False)
            self.assertIn(
                first, mine.search([("for_me", "=", True)]).with_env(self.env)
            )
            first.with_user(self.deputy).with_context(tz="UTC").action_approve()

    def test_used_substitutes_are_kept(self):
        """They show that a signature i. V. was right on its day."""
        row = self._substitute(self.head, self.deputy)
        unused = self._substitute(self.chief, self.deputy)
        first, _second = self._request()
        first.with_user(self.deputy).action_approve()
        mine = row.with_user(self.head)
        yesterday = fields.Date.today() - timedelta(days=1)
        for attempt in (
            mine.unlink,
            lambda: mine.write({"date_until": yesterday}),
            lambda: mine.write({"date_from": fields.Date.today() + timedelta(days=2)}),
            lambda: mine.write({"substitute_id": self.reader.id}),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                attempt()
        mine.date_until = fields.Date.today() + timedelta(days=1)
        unused.with_user(self.chief).unlink()

    def test_who_signed_is_not_deleted(self):
        self._substitute(self.head, self.deputy)
        first, _second = self._request()
        first.with_user(self.deputy).action_approve()
        self.env.flush_all()
        for user in (self.deputy, self.head, self.manager):
            with (
                self.subTest(user=user.name),
                mute_logger("odoo.sql_db"),
                self.assertRaises(ForeignKeyViolation),
                self.env.cr.savepoint(),
            ):
                user.unlink()
        self.env.invalidate_all()
        self.assertEqual(first.decided_by, self.deputy)
        self.assertEqual(first.on_behalf_of, self.head)


@tagged("standard", "post_install", "-at_install")
class TestApprovalContext(AttackCommon):
    """Nothing in a context decides about a signature."""

    def test_defaults_do_not_reach_the_steps(self):
        other = self._new_paper()
        context = {
            "default_decision": "approved",
            "default_decided_by": self.chief.id,
            "default_decided_on": "2020-01-01 10:00:00",
            "default_on_behalf_of": self.head.id,
            "default_reason": "Gut",
            "default_outside_number": "1/20",
            "default_told_on": "2020-01-01 10:00:00",
            "default_due_on": "2020-01-01",
            "default_escalated_to_ids": [Command.set(self.treasurer.ids)],
            "default_paper_id": other.id,
        }
        self.paper.with_user(self.manager).with_context(
            **context
        ).action_request_approval()
        self.env.invalidate_all()
        self.assertEqual(len(self.paper.approval_step_ids), 2)
        for step in self.paper.approval_step_ids:
            self.assertFalse(
                step.decision
                or step.decided_by
                or step.decided_on
                or step.on_behalf_of
                or step.reason
                or step.outside_number
                or step.told_on
                or step.escalated_to_ids
            )
        self.assertFalse(other.approval_step_ids)

    def test_own_default_values_do_not_reach_the_steps(self):
        self.env["ir.default"].with_user(self.manager).set(
            STEP, "decision", "approved", user_id=True
        )
        self.env["ir.default"].with_user(self.manager).set(
            STEP, "decided_by", self.chief.id, user_id=True
        )
        first, _second = self._request()
        self.assertFalse(first.decision or first.decided_by)

    def test_archived_rules_stay_archived(self):
        self.second_rule.active = False
        self.paper.with_user(self.manager).with_context(
            active_test=False
        ).action_request_approval()
        self.assertEqual(len(self.paper.approval_step_ids), 1)

    def test_language_changes_nothing(self):
        self._request()
        paper = self.paper.with_context(lang="de_DE")
        self.env.invalidate_all()
        self.assertFalse(paper._approval_changed())

    def test_reason_is_text(self):
        first, _second = self._request()
        first.with_user(self.head).action_refuse("<b onclick='x()'>Nein</b>")
        self.assertIn("&lt;b", self.paper.message_ids[0].body)

    def test_activities_of_others_stay(self):
        first, _second = self._request()
        self._tell()
        activity = first.activity_ids
        self.assertEqual(activity.user_id, self.head)
        for user in (self.reader, self.office, self.manager, self.admin):
            mine = activity.with_user(user)
            for attempt in (
                mine.unlink,
                mine.action_done,
                lambda mine=mine, user=user: mine.write({"user_id": user.id}),
                lambda user=user: first.with_user(user).activity_unlink(
                    ["mail.mail_activity_data_todo"]
                ),
            ):
                with (
                    self.subTest(user=user.name),
                    self.assertRaises(AccessError),
                    self.env.cr.savepoint(),
                ):
                    attempt()
        self.assertTrue(activity.exists())
        # whoever has no activity signs all the same
        activity.with_user(self.head).unlink()
        first.with_user(self.head).action_approve()

    def test_steps_carry_no_files_and_followers_of_others(self):
        first, _second = self._request()
        for user in (self.head, self.manager, self.admin):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.env["ir.attachment"].with_user(user).create(
                    {"name": "x", "res_model": STEP, "res_id": first.id, "raw": b"x"}
                )
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                first.with_user(user).message_subscribe(self.treasurer.partner_id.ids)
        self.assertFalse(first.with_user(self.treasurer).has_access("read"))

    def test_others_learn_nothing(self):
        first, _second = self._request()
        steps = self.env[STEP].with_user(self.employee)
        self.assertFalse(steps.search([("id", "=", first.id)]))
        self.assertFalse(
            steps.formatted_read_group(
                [("id", "=", first.id)], ["document_name"], ["__count"]
            )
        )
        self.assertFalse(steps.search([("signatory_ids", "=", self.head.id)]))
        for attempt in (
            lambda: first.with_user(self.employee).export_data(["document_name"]),
            lambda: first.with_user(self.employee).read(["summary"]),
            lambda: (
                self.env["quartier.approval.decide"]
                .with_user(self.employee)
                .create({"step_id": first.id, "decision": "refuse"})
            ),
        ):
            with self.assertRaises(UserError):  # AccessError is one
                attempt()


@tagged("standard", "post_install", "-at_install")
class TestApprovalRuleAttack(AttackCommon):
    """Who changes what rules hang on."""

    def test_archived_neighbourhood(self):
        """A rule for an office that closed does not become one for all."""
        rules = self.env["quartier.approval.rule"]
        self.west.active = False
        self.env.flush_all()
        found = rules._rules_for("quartier.committee.paper", 0, self.ost)
        self.assertFalse(found & (self.first_rule + self.second_rule))
        found = rules._rules_for("quartier.committee.paper", 0, self.west)
        self.assertEqual(
            found & (self.first_rule + self.second_rule),
            self.first_rule + self.second_rule,
        )

    def test_deleted_neighbourhood(self):
        third = self._new_quartier("Probe-Dritte", self.manager, self.manager)
        self.first_rule.quartier_ids = third
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(ForeignKeyViolation),
            self.env.cr.savepoint(),
        ):
            third.unlink()
        self.env.invalidate_all()
        self.assertEqual(self.first_rule.quartier_ids, third)

    def test_manager_does_not_choose_the_department(self):
        """Else they would choose by it who has to sign."""
        amt, other = self.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in ("Amt 1", "Amt 2")]
        )
        self.west.with_user(self.manager).department_id = amt  # no rule asks for it
        self.first_rule.department_id = amt
        with self.assertRaises(AccessError):
            self.west.with_user(self.manager).department_id = other
        with self.assertRaises(AccessError):
            self.west.with_user(self.manager).department_id = False
        self.west.with_user(self.manager).department_id = amt  # the form sends it
        self.west.with_user(self.admin).department_id = other

    def test_rules_that_end_do_not_end_a_request(self):
        first, second = self._request()
        (self.first_rule + self.second_rule).unlink()
        with self.assertRaises(UserError):
            self.paper.with_user(self.manager).action_release()
        first.with_user(self.head).action_approve()
        second.with_user(self.chief).action_approve()
        self.paper.with_user(self.manager).action_release()
        self.assertEqual(self.paper.state, "released")

    def test_archived_role(self):
        first, _second = self._request()
        self.section.active = False
        self.section.user_ids = False
        first.with_user(self.head).action_approve()

    def test_deleted_statement_voids(self):
        words = self.env["quartier.committee.statement"].create(
            {"paper_id": self.paper.id, "text": "Eigene Worte."}
        )
        first, _second = self._request()
        words.with_user(self.office).unlink()
        self.assertEqual(first.state, "void")

    def test_order_of_creation_does_not_matter(self):
        """What is signed is the order of the paper, not of the cache."""
        self.env["quartier.committee.statement"].create(
            {"paper_id": self.paper.id, "text": "Zuerst.", "sequence": 0}
        )
        first, _second = self._request()
        self.env.flush_all()
        self.env.invalidate_all()
        first.with_user(self.head).action_approve()

    def test_withdrawal_after_the_decision(self):
        first, second = self._request()
        first.with_user(self.head).action_approve()
        second.with_user(self.chief).action_return("Bitte kürzen")
        with self.assertRaises(UserError):
            self.paper.with_user(self.manager).action_withdraw_approval()
        self.assertEqual((first.state, second.state), ("approved", "returned"))

    def test_former_signatories_see_no_later_text(self):
        """Who was asked sees what they were asked for, not what became of it."""
        self.section.user_ids = self.treasurer
        first, _second = self._request()
        step = first.with_user(self.treasurer)
        self.assertIn("Spielfest", step.summary)
        self.paper.statement_ids[0].text = "Später geheim."
        self.env.invalidate_all()
        self.assertNotIn("Später geheim", step.summary or "")
