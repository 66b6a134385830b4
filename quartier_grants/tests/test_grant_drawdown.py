from datetime import date
from decimal import Decimal

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from ..models.drawing import Flow
from .common import GrantCommon


class DrawdownCommon(GrantCommon):
    """A grant of 16,000 € for costs of 20,000 €, by NRW's rules (two months)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.program.rule_set_id = cls.env.ref("quartier_grants.rule_set_nrw")
        cls.second = cls._new_user("second", "quartier_grants.group_grant_manager")
        cls.west.member_ids += cls.second
        cls.grant = cls._new_running(
            costs=(12000, 6000, 2000), funding=(("grant", 16000), ("own_cash", 4000))
        )

    def _pay(self, *payments, grant=None):
        """Let these payments be known, as vouchers would: pairs of day and amount."""
        grant = grant or self.grant
        flows = [Flow(date.fromisoformat(day), Decimal(a)) for day, a in payments]
        cls = self.env.registry["quartier.grant"]
        total = sum((flow.amount for flow in flows), Decimal(0))
        self.patch(
            cls,
            "_payment_flows",
            lambda grants: {g: flows if g == grant.id else [] for g in grants.ids},
        )
        self.patch(
            cls,
            "_cost_sums",
            lambda grants: (
                dict.fromkeys(grants.ids, 0),
                {g: total if g == grant.id else 0 for g in grants.ids},
            ),
        )
        grant._settle()

    def _draft(self, amount=None, due=20000, **values):
        drawdown = (
            self.env["quartier.grant.drawdown"]
            .with_user(values.pop("user", self.grant_user))
            .create({"grant_id": self.grant.id, "due_amount": due, **values})
        )
        if amount:
            drawdown.amount = amount
        return drawdown

    def _paid_out(self, day, amount):
        with freeze_time(f"{day} 09:00:00"):
            drawdown = self._draft(amount)
            drawdown.with_user(self.grant_manager).action_release()
            drawdown.action_request()
            drawdown.with_user(self.finance).action_paid(day, amount)
        return drawdown


@tagged("standard", "post_install", "-at_install")
class TestGrantDrawdown(DrawdownCommon):
    def test_proposal(self):
        # 5,000 € are paid, 2,000 € fall due: 80 percent of 7,000 € are 5,600 €
        self._pay(("2026-03-01", 5000))
        with Form(
            self.env["quartier.grant.drawdown"].with_user(self.grant_user)
        ) as form:
            form.grant_id = self.grant
            self.assertEqual(form.amount, 4000)
            form.due_amount = 2000
            self.assertEqual(form.amount, 5600)
            form.amount = 5000
        drawdown = form.record
        self.assertEqual((drawdown.number, drawdown.amount), (1, 5000))
        self.assertEqual(drawdown.proposed_amount, 5600)
        self.assertIn("ANBest", drawdown.proposal)

    def test_signed_drawdowns_count_as_drawn(self):
        first = self._draft(10000)
        first.with_user(self.grant_manager).action_release()
        self.assertEqual(self._draft().amount, 6000)
        first.action_cancel("Nicht nötig")
        self.assertEqual(self._draft().amount, 16000)

    def test_not_more_than_is_needed(self):
        self._pay(("2026-03-01", 1000))
        drawdown = self._draft(801, due=0)
        with self.assertRaisesRegex(UserError, "too much"):
            drawdown.with_user(self.grant_manager).action_release()
        drawdown.amount = 800
        drawdown.with_user(self.grant_manager).action_release()
        self.assertEqual(drawdown.state, "released")

    def test_not_before_the_award_is_final(self):
        self.grant.sudo().state = "recorded"
        with self.assertRaisesRegex(UserError, "this is possible with"):
            self._draft(100).with_user(self.grant_manager).action_release()

    def test_four_eyes_without_a_rule(self):
        drawdown = self._draft(100, user=self.grant_manager)
        with self.assertRaisesRegex(UserError, "Four eyes"):
            drawdown.action_release()
        drawdown.with_user(self.second).action_release()
        changed = self._draft(100)
        changed.with_user(self.grant_manager).amount = 200
        with self.assertRaisesRegex(UserError, "Four eyes"):
            changed.with_user(self.grant_manager).action_release()
        with self.assertRaises(AccessError):
            changed.action_release()

    def test_signatures_where_a_rule_demands_them(self):
        self._new_rule("Amt", self.head, document="quartier.grant.drawdown")
        drawdown = self._draft(500)
        with self.assertRaisesRegex(UserError, "Signatures are needed"):
            drawdown.with_user(self.grant_manager).action_release()
        drawdown.action_request_approval()
        self.assertEqual(drawdown.state, "signoff")
        with self.assertRaisesRegex(UserError, "as a draft only"):
            drawdown.amount = 600
        step = drawdown.approval_step_ids
        step.with_user(self.head).action_return("Bitte prüfen")
        self.assertEqual(drawdown.state, "draft")
        drawdown.amount = 600
        drawdown.action_request_approval()
        live = drawdown.approval_step_ids.filtered(lambda row: row.state == "open")
        live.with_user(self.head).action_approve()
        self.assertEqual(drawdown.state, "released")
        drawdown.action_request()
        self.assertEqual(drawdown.state, "requested")

    def test_withdrawn_is_a_draft_again(self):
        self._new_rule("Amt", self.head, document="quartier.grant.drawdown")
        drawdown = self._draft(500)
        drawdown.action_request_approval()
        drawdown.action_withdraw_approval()
        self.assertEqual(drawdown.state, "draft")

    def test_payment(self):
        with freeze_time("2026-03-02 09:00:00"):
            drawdown = self._draft(5000)
            drawdown.with_user(self.grant_manager).action_release()
            drawdown.action_request()
            paid = drawdown.with_user(self.finance).action_paid
            for day, amount, message in (
                ("2026-03-03", 100, "future"),
                ("2026-03-01", 100, "before"),
                ("2026-03-02", 5001, "not more than was requested"),
                ("2026-03-02", 0, "above 0"),
                (False, 100, "enter the day"),
            ):
                with self.subTest(message), self.assertRaisesRegex(UserError, message):
                    paid(day, amount)
            with self.assertRaises(AccessError):
                drawdown.action_paid("2026-03-02", 5000)
            paid("2026-03-02", 4900)
        self.assertEqual(self.grant.state, "running")
        self.assertEqual(self.grant.drawn_amount, 4900)
        self.assertEqual(self.grant.open_amount, 11100)
        self.assertEqual(drawdown.use_by, date(2026, 5, 2))
        self.assertIn("ANBest", drawdown.use_by_source)
        with self.assertRaisesRegex(UserError, "this is possible with"):
            paid("2026-03-02", 4900)

    def test_first_drawn_is_first_used(self):
        # 80 percent of 5,950 + 1,200 + 450 = 7,600 are 6,080: all of the first 6,000
        # and 80 of the second
        first = self._paid_out("2026-03-02", 6000)
        second = self._paid_out("2026-04-01", 4000)
        self._pay(("2026-03-10", 5950), ("2026-03-20", 1200), ("2026-04-10", 450))
        self.assertEqual(first.used_amount, 6000)
        self.assertEqual(first.left_amount, 0)
        self.assertEqual((second.used_amount, second.left_amount), (80, 3920))
        self.assertEqual(self.grant.used_amount, 6080)
        self.assertEqual(self.grant.unspent_amount, 3920)
        self.assertEqual(self.grant.next_use_by, date(2026, 6, 1))
        with freeze_time("2026-06-01 09:00:00"):
            self.assertEqual((first.use_state, second.use_state), ("used", "open"))
            self.assertEqual(second.days_left, 0)
        with freeze_time("2026-06-02 09:00:00"):
            self.env.invalidate_all()
            self.assertEqual(second.use_state, "overdue")
            model = self.env["quartier.grant.drawdown"].with_user(self.grant_user)
            mine = [("grant_id", "=", self.grant.id)]
            self.assertEqual(
                model.search([*mine, ("use_state", "=", "overdue")]), second
            )
            self.assertEqual(model.search([*mine, ("use_state", "=", "used")]), first)
            self.assertFalse(model.search([*mine, ("use_state", "=", "open")]))
            grants = self.grant.with_user(self.finance)
            self.assertEqual(grants.at_risk_amount, 3920)
            self.assertIn(grants, grants.search([("at_risk_amount", ">", 0)]))
            self.assertNotIn(grants, grants.search([("at_risk_amount", "=", 0)]))

    def test_interest_at_risk(self):
        # 3,920 € of 1 April unused on 10 June 2026: 2 April to 10 June are 70 days.
        # Base rate 1.27 (since July 2025) + 5 = 6.27 percent:
        # 3,920 * 6.27 / 100 * 70 / 365 = 47.1366 = 47.14 €
        self._paid_out("2026-03-02", 6000)
        second = self._paid_out("2026-04-01", 4000)
        self._pay(("2026-03-10", 5950), ("2026-03-20", 1200), ("2026-04-10", 450))
        with freeze_time("2026-05-30 09:00:00"):
            self.assertEqual(second.interest_amount, 0, "still in time")
        self.env.invalidate_all()
        with freeze_time("2026-06-10 09:00:00"):
            self.assertEqual(second.interest_amount, 47.14)
            self.assertIn("70 days", second.interest_note)

    def test_programme_that_changes_afterwards(self):
        first = self._paid_out("2026-03-02", 6000)
        self._pay(("2026-03-10", 3000))
        self.assertEqual(first.used_amount, 2400)
        self.program.sudo().write({"financing": "deficit", "rule_set_id": False})
        self.grant._settle()
        self.assertTrue(self.grant._term(date(2026, 3, 2))[0])
        self.assertEqual(first.used_amount, 2400, "the letter counts")

    def test_award_lowered_while_it_is_requested(self):
        with freeze_time("2026-03-02 09:00:00"):
            drawdown = self._draft(6000)
            drawdown.with_user(self.grant_manager).action_release()
            drawdown.action_request()
            self.grant.sudo().awarded_amount = 5000
            paid = drawdown.with_user(self.finance).action_paid
            with self.assertRaisesRegex(UserError, "has been lowered"):
                paid("2026-03-02", 6000)
            paid("2026-03-02", 5000)
        self.assertEqual(self.grant.drawn_amount, 5000)

    def test_copied_is_a_draft(self):
        paid = self._paid_out("2026-03-02", 6000)
        copied = paid.with_user(self.grant_user).copy()
        self.assertEqual((copied.state, copied.number), ("draft", 2))
        self.assertFalse(copied.use_by or copied.paid_on or copied.paid_amount)

    def test_reminds_once(self):
        drawdown = self._paid_out("2026-03-02", 6000)
        remind = self.env["quartier.grant.drawdown"]._cron_remind
        for day, expected in (("2026-04-17", 0), ("2026-04-18", 1), ("2026-04-19", 1)):
            with self.subTest(day), freeze_time(f"{day} 10:00:00"):
                remind()
                self.assertEqual(len(drawdown.activity_ids), expected)

    def test_drawn_never_exceeds_the_award(self):
        self._paid_out("2026-03-02", 16000)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.grant.sudo().drawn_amount = 16000.01
            self.env.flush_all()

    def test_nobody_writes_what_the_system_notes(self):
        drawdown = self._draft(100)
        for values in (
            {"state": "paid"},
            {"paid_amount": 5},
            {"used_amount": 5},
            {"use_by": "2030-01-01"},
            {"number": 9},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                drawdown.write(values)
        with self.assertRaises(AccessError):
            self._draft(state="paid")
