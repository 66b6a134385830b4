from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..models.drawing import Flow
from ..models.financing import money
from ..models.voucher_key import number_key, payee_key
from .voucher_common import VoucherCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantVoucher(VoucherCommon):
    """A voucher from its draft to the sums of the grant."""

    def test_confirmed_voucher_counts(self):
        voucher = self._new_voucher()
        line = voucher.share_ids
        self.assertEqual(line.amount, -100)
        self.assertEqual(line.quartier_eligible, 100)
        self.assertEqual(
            line.sudo().auto_account_id.browse(line._get_analytic_accounts().ids),
            self.grant.sudo().analytic_account_id,
        )
        self.assertEqual(self.grant.spent_amount, 0)
        voucher.action_confirm()
        self.assertEqual(voucher.state, "confirmed")
        self.assertEqual(voucher.confirmed_by_id, self.grant_user)
        self.assertEqual(str(line.date), "2026-03-20")
        self.assertEqual((self.grant.spent_amount, self.grant.paid_amount), (100, 100))
        self.assertEqual(self.grant.state, "running")
        self.assertEqual(self.first.spent_amount, 100)
        self.assertEqual(self.first.left_amount, 500)

    def test_as_the_form_does(self):
        with Form(
            self.env["quartier.grant.voucher"].with_user(self.grant_user)
        ) as form:
            form.payee = "Druckerei"
            form.number = "1"
            form.invoice_date = "2026-03-10"
            form.gross = 119
            self.assertEqual(form.net, 119)
            form.net = 100
            with form.share_ids.new() as share:
                share.quartier_grant_id = self.grant
                share.quartier_budget_line_id = self.first
                self.assertEqual(share.quartier_cost, 119)
                share.quartier_cost = 50
                self.assertEqual(share.quartier_eligible, 50)
            self.assertEqual((form.shared_amount, form.light), (50, "green"))
        voucher = form.record
        self.assertEqual((voucher.shared_amount, voucher.rest_amount), (50, 69))
        with Form(voucher) as form, form.share_ids.edit(0) as share:
            share.quartier_cost = 60
        self.assertEqual(voucher.share_ids.amount, -60)
        self.assertEqual(voucher.share_ids.quartier_eligible, 60)

    def test_unpaid_voucher_is_paid_later(self):
        voucher = self._new_confirmed(paid_on=False)
        self.assertEqual((self.grant.spent_amount, self.grant.paid_amount), (100, 0))
        wizard = (
            self.env["quartier.grant.voucher.decide"]
            .with_user(self.finance)
            .with_context(active_model=voucher._name, active_ids=voucher.ids)
            .create({"step": "pay", "day": "2026-03-09"})
        )
        with self.assertRaises(UserError) as raised:
            wizard.action_decide()
        self.assertIn("before the invoice", str(raised.exception))
        wizard.day = "2026-03-25"
        wizard.action_decide()
        self.assertEqual(self.grant.paid_amount, 100)
        self.assertEqual(
            self.grant._payment_flows()[self.grant.id],
            [Flow(voucher.paid_on, money(100), voucher)],
        )
        with self.assertRaises(UserError):
            voucher.action_pay("2026-03-26")

    def test_cancelled_voucher_counts_nothing(self):
        voucher = self._new_confirmed()
        with self.assertRaises(UserError):
            voucher.action_cancel(" ")
        voucher.action_cancel("Doppelt gebucht")
        self.assertEqual((self.grant.spent_amount, self.grant.paid_amount), (0, 0))
        self.assertEqual(sorted(voucher.share_ids.mapped("amount")), [-100, 100])
        self.assertEqual(voucher.shared_amount, 0)
        again = self._new_confirmed(number=voucher.number)
        self.assertEqual(again.state, "confirmed")
        self.assertEqual(self.grant.spent_amount, 100)

    def test_credit_note(self):
        self._new_confirmed()
        self._new_confirmed(
            self._share(self.first, -30), gross=-30, net=-30, number="G-1"
        )
        self.assertEqual(self.grant.spent_amount, 70)
        with self.assertRaises(UserError):
            self._new_voucher(
                self._share(self.first, -31), gross=-30, net=-30, number="G-2"
            )
        with self.assertRaises(UserError):
            self._new_voucher(self._share(self.first, 1), gross=-30, number="G-3")

    def test_what_is_confirmed_is_kept(self):
        voucher = self._new_confirmed()
        line = voucher.share_ids
        accountant = self._new_user("accountant", "analytic.group_analytic_accounting")
        for user in (self.grant_user, self.grant_manager, self.finance, accountant):
            mine = line.with_user(user)
            for values in (
                {"amount": -1},
                {"quartier_cost": 1},
                {"quartier_eligible": 1},
                {"quartier_voucher_id": False},
                {"date": "2026-01-01"},
                {"quartier_budget_line_id": self.second.id},
            ):
                with (
                    self.subTest(user=user.name, values=values),
                    self.assertRaises(UserError),
                ):
                    mine.write(values)
            with self.subTest(user=user.name), self.assertRaises(UserError):
                mine.unlink()
            if user == accountant:
                continue
            for values in ({"gross": 1}, {"paid_on": False}, {"document": False}):
                with (
                    self.subTest(user=user.name, values=values),
                    self.assertRaises(UserError),
                ):
                    voucher.with_user(user).write(values)
            with self.subTest(user=user.name), self.assertRaises(UserError):
                voucher.with_user(user).unlink()
        with self.assertRaises(UserError):
            line.sudo().amount = -1
        with self.assertRaises(UserError):
            self._new_voucher(number="N-1").share_ids.quartier_voucher_id = voucher

    def test_nobody_notes_what_the_system_notes(self):
        vouchers = self.env["quartier.grant.voucher"].with_user(self.grant_manager)
        values = {
            "payee": "X",
            "number": "1",
            "invoice_date": "2026-03-10",
            "gross": 1,
        }
        for name, value in (
            ("state", "confirmed"),
            ("confirmed_by_id", self.head.id),
            ("cancel_reason", "Darum"),
        ):
            with self.subTest(name=name):
                with self.assertRaises(AccessError):
                    vouchers.create({**values, name: value})
                with self.assertRaises(AccessError):
                    self._new_voucher().write({name: value})
                with self.assertRaises(AccessError):
                    vouchers.with_context(**{f"default_{name}": value}).create(values)
        voucher = self._new_voucher()
        with self.assertRaises(AccessError):
            voucher.share_ids.quartier_foreign = True

    # -- once

    def test_spellings_of_one_invoice(self):
        for one, other in (
            ("Malerbetrieb Müller GmbH", "malerbetrieb mueller"),
            ("Caritas e.V.", "Caritas"),
        ):
            self.assertEqual(payee_key(one), payee_key(other))
        for one, other in (("RE-2026/0017", "re 2026 0017"), ("0012", "12")):
            self.assertEqual(number_key(one), number_key(other))
        self.assertTrue(number_key("000"))
        self.assertTrue(payee_key("GmbH"))
        self.assertNotEqual(number_key("17"), number_key("170"))

    def test_an_invoice_is_booked_once(self):
        voucher = self._new_voucher(number="RE 17")
        twin = {"payee": "malerbetrieb mueller", "number": "re-17"}
        with self.assertRaises(UserError) as raised:
            self._new_voucher(**twin)
        self.assertIn("RE 17", str(raised.exception))
        with self.assertRaises(UserError) as raised:
            self._new_voucher(
                self._share(self.ost_grant.budget_line_ids, 10),
                user=self.grant_ost,
                quartier_id=self.ost.id,
                **twin,
            )
        self.assertIn("another office", str(raised.exception))
        self.assertNotIn("RE 17", str(raised.exception))
        other = self._new_voucher(number="18")
        with self.assertRaises(UserError):
            other.number = "RE/17"
        voucher.number = "Re 17"  # another spelling of its own
        form = Form(self.env["quartier.grant.voucher"].with_user(self.grant_user))
        form.payee, form.number = twin["payee"], twin["number"]
        self.assertIn("booked already", form.twin_note)

    # -- shares

    def test_no_more_than_the_whole(self):
        voucher = self._new_voucher(
            self._share(self.first, 60), self._share(self.second, 40)
        )
        with self.assertRaises(UserError):
            voucher.share_ids = [self._share(self.second, 0.01)]
        one, other = voucher.share_ids
        voucher.write(
            {
                "share_ids": [
                    Command.update(one.id, {"quartier_cost": 70}),
                    Command.update(other.id, {"quartier_cost": 30}),
                ]
            }
        )
        self.assertEqual(voucher.shared_amount, 100)
        with self.assertRaises(UserError):
            voucher.gross = 99

    @mute_logger("odoo.sql_db")
    def test_the_database_says_so_too(self):
        from psycopg2.errors import CheckViolation

        voucher = self._new_voucher()
        with self.assertRaises(CheckViolation), self.cr.savepoint():
            voucher.share_ids.quartier_cost = 101
            self.env.flush_all()
        with self.assertRaises(CheckViolation), self.cr.savepoint():
            voucher.share_ids.quartier_eligible = 101
            self.env.flush_all()
        self.env.cr.execute(
            "SELECT conname FROM pg_constraint WHERE conname IN %s",
            [
                (
                    "quartier_grant_voucher_share_check",
                    "quartier_grant_voucher_amount_check",
                    "account_analytic_line_quartier_eligible_check",
                )
            ],
        )
        self.assertEqual(self.env.cr.rowcount, 3)

    def test_net_counts_where_input_tax_is_deducted(self):
        grant = self._new_running(
            deducts_input_tax=True,
            costs=(1000,),
            funding=(("grant", 672.27), ("own_cash", 168.07)),
        )
        voucher = self._new_voucher(
            self._share(grant.budget_line_ids, 84.03), gross=100, net=84.03
        )
        self.assertEqual(voucher.counted_amount, 84.03)
        with self.assertRaises(UserError):
            voucher.write(
                {
                    "share_ids": [
                        Command.update(voucher.share_ids.id, {"amount": -84.04})
                    ]
                }
            )

    def test_share_of_another_grants_line(self):
        with self.assertRaises(UserError):
            self._new_voucher(
                self._share(self.first, 10, quartier_grant_id=self.ost_grant.id),
                user=self.finance,
            )
        with self.assertRaises(AccessError):
            self._new_voucher(self._share(self.ost_grant.budget_line_ids, 10))
        voucher = self._new_voucher()
        with self.assertRaises(AccessError):
            voucher.share_ids.write(
                {
                    "quartier_grant_id": self.ost_grant.id,
                    "quartier_budget_line_id": self.ost_grant.budget_line_ids.id,
                }
            )

    def test_finance_books_for_all(self):
        voucher = self._new_voucher(
            self._share(self.first, 60),
            self._share(self.ost_grant.budget_line_ids, 40),
            user=self.finance,
        )
        voucher.action_confirm()
        self.assertEqual(self.grant.spent_amount, 60)
        self.assertEqual(self.ost_grant.sudo().spent_amount, 40)
        # the west sees its own share
        mine = voucher.with_user(self.grant_user)
        mine.invalidate_recordset()
        self.assertEqual(mine.share_ids.mapped("amount"), [-60])
        with self.assertRaises(AccessError):
            voucher.with_user(self.grant_ost).read(["payee"])

    def test_currency(self):
        dollar = self.env.ref("base.USD")
        dollar.active = True
        with self.assertRaises(UserError) as raised:
            self._new_voucher(currency_id=dollar.id)
        self.assertIn("euros", str(raised.exception))

    # -- other apps

    def test_costs_of_other_apps(self):
        line = self._cost_of_another_app(self.grant)
        self.assertEqual(line.quartier_grant_id, self.grant)
        mine = line.with_user(self.grant_user)
        action = mine.action_quartier_take_over()
        voucher = self.env["quartier.grant.voucher"].browse(action["res_id"])
        voucher = voucher.with_user(self.grant_user)
        self.assertEqual((voucher.gross, voucher.payee), (50, "Porto"))
        self.assertTrue(line.quartier_foreign)
        with self.assertRaises(UserError):
            mine.action_quartier_take_over()
        with self.assertRaises(UserError):
            mine.amount = -40
        with self.assertRaises(AccessError):
            mine.unlink()
        mine.quartier_budget_line_id = self.first
        self.assertEqual(mine.quartier_eligible, 50)
        voucher.document = b"JVBERg=="
        voucher.action_confirm()
        self.assertEqual(self.grant.paid_amount + self.grant.spent_amount, 50)
        voucher.action_cancel("Falsch")
        self.assertFalse(line.quartier_voucher_id or line.quartier_foreign)
        self.assertEqual((line.amount, line.quartier_eligible), (-50, 0))
        self.assertEqual(self.grant.spent_amount, 0)

    def test_draft_that_took_over_is_deleted(self):
        line = self._cost_of_another_app(self.grant)
        line.with_user(self.grant_user).action_quartier_take_over()
        voucher = line.quartier_voucher_id.with_user(self.grant_user)
        voucher.unlink()
        self.assertTrue(line.exists())
        self.assertFalse(line.quartier_voucher_id)

    def test_grant_follows_the_account(self):
        line = self._cost_of_another_app(self.grant)
        account = self.ost_grant.sudo().analytic_account_id
        line[account.plan_id._column_name()] = account
        self.assertEqual(line.quartier_grant_id, self.ost_grant)
        line.quartier_grant_id = self.grant
        self.assertEqual(line.quartier_grant_id, self.ost_grant)
        line.auto_account_id = self.grant.sudo().analytic_account_id
        self.assertEqual(line.quartier_grant_id, self.grant)

    def test_lines_of_no_grant_are_not_seen(self):
        plan = self.env.ref("quartier_grants.analytic_plan")
        account = self.env["account.analytic.account"].create(
            {"name": "Anderes", "plan_id": plan.id}
        )
        other = self.env["account.analytic.line"].create(
            {"name": "X", "amount": -5, plan._column_name(): account.id}
        )
        line = self._cost_of_another_app(self.grant)
        for user, seen in (
            (self.grant_user, line),
            (self.finance, line),
            (self.grant_ost, line.browse()),
        ):
            with self.subTest(user=user.name):
                lines = self.env["account.analytic.line"].with_user(user)
                found = lines.search([("id", "in", (line + other).ids)])
                self.assertEqual(found, seen)
        accountant = self._new_user("accountant", "analytic.group_analytic_accounting")
        accountant.group_ids += self.env.ref("quartier_grants.group_grant_user")
        lines = self.env["account.analytic.line"].with_user(accountant)
        self.assertEqual(len(lines.search([("id", "in", (line + other).ids)])), 2)
