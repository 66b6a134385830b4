from base64 import b64encode

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .proof_common import TODAY, ProofCommon
from .test_grant_repayment import RepaymentCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantAttackVoucher(ProofCommon):
    def _told(self, shares, names):
        """Return what a new voucher of another office says of these shares."""
        vouchers = self.env["quartier.grant.voucher"].with_user(self.grant_ost)
        self.env.invalidate_all()
        asked = {"share_ids": {}, "invoice_date": {}, **{name: {} for name in names}}
        values = {"share_ids": shares, "invoice_date": "2026-01-05"}
        return str(vouchers.onchange(values, list(values), asked)["value"])

    def test_traffic_light_tells_nothing_of_other_offices(self):
        self.grant.write(
            {
                "early_start_asked_on": "2026-01-02",
                "early_start_granted_on": "2026-01-02",
                "early_start_reference": "GEHEIM-1",
            }
        )
        shares = [self._share(self.first, 50)]
        told = self._told(shares, ("light", "light_table", "early_note"))
        for word in ("Posten", "600", "green", "Probenachweis", "GEHEIM"):
            with self.subTest(word):
                self.assertNotIn(word, told)

    def test_foreign_plans_are_judged_all_the_same(self):
        """Finance shares a voucher out over offices; each team sees its own part."""
        cost = self.ost_grant.sudo().budget_line_ids
        voucher = self._new_voucher(
            self._share(self.first, 100),
            self._share(cost, 1100),
            user=self.finance,
            gross=1200,
        )
        table = voucher.with_user(self.grant_user).light_table
        self.assertIn("100,00", table)
        self.assertNotIn("1.100,00", table)
        self.assertEqual(voucher.light, "red")
        with self.assertRaisesRegex(UserError, "would stand at"):
            voucher.with_user(self.grant_user).action_confirm()

    def test_a_reason_is_given_in_words(self):
        voucher = self._new_voucher(
            self._share(self.first, 900), gross=900, exceed_reason="."
        )
        with self.assertRaisesRegex(UserError, "would stand at"):
            voucher.action_confirm()

    def test_net_follows_a_corrected_gross(self):
        voucher = self._new_voucher()
        with Form(voucher) as form:
            form.gross = 2000
            self.assertEqual(form.net, 2000, "nobody typed it")
            form.net = 1680.67
            form.gross = 2010
            self.assertEqual(form.net, 1680.67, "somebody did")
            form.gross = 200
            self.assertEqual(form.net, 200, "more than gross is not possible")
        self.assertEqual((voucher.gross, voucher.net), (200, 200))

    def test_costs_of_another_app_survive_the_draft(self):
        """An accountant hangs the line of another app on a voucher by hand."""
        accountant = self._new_user("books", "quartier_grants.group_grant_finance")
        accountant.group_ids += self.env.ref("analytic.group_analytic_accounting")
        line = self._cost_of_another_app(self.grant)
        voucher = self._new_voucher(gross=200)
        voucher.with_user(accountant).share_ids = [Command.link(line.id)]
        self.assertTrue(line.quartier_foreign)
        voucher.with_user(accountant).unlink()
        self.assertTrue(line.exists(), "it is the other app's")

    def test_list_names_a_cost_that_is_there_twice(self):
        # sudo: the plan is frozen; it could have been handed in like that
        self.second.sudo().name = self.first.name
        table = (
            "Kreditor;Rechnungsnummer;Rechnungsdatum;Brutto;Position\n"
            "Maler;1;1.3.2026;10;Posten 1\n"
        )
        record = (
            self.env["quartier.grant.voucher.import"]
            .with_user(self.grant_user)
            .create(
                {
                    "filename": "liste.csv",
                    "file": b64encode(table.encode()),
                    "grant_id": self.grant.id,
                }
            )
        )
        record.action_check()
        self.assertEqual(record.line_ids.status, "wrong")
        self.assertIn("several are called so", record.line_ids.problem)


@tagged("standard", "post_install", "-at_install")
class TestGrantAttackLetter(ProofCommon):
    def _change(self):
        changes = self.env["quartier.grant.change"].with_user(self.grant_user)
        return changes.create(
            {
                "grant_id": self.grant.id,
                "name": "Länger",
                "reason": "Der Frost.",
                "date_to": "2028-01-31",
            }
        )

    @freeze_time(TODAY)
    def test_only_what_was_asked_is_answered(self):
        change = self._change()
        with self.assertRaisesRegex(UserError, "sent to it, once"):
            self._record(self.grant, change_id=change.id)

    @freeze_time(TODAY)
    def test_a_refusal_stays(self):
        change = self._change()
        change.action_request()
        change.with_user(self.grant_manager).action_refused()
        with self.assertRaisesRegex(UserError, "sent to it, once"):
            self._record(self.grant, change_id=change.id)
        self.assertEqual(change.state, "refused")

    @freeze_time(TODAY)
    def test_an_answer_stays(self):
        change = self._change()
        change.action_request()
        self._record(self.grant, change_id=change.id)
        award = change.award_id
        with self.assertRaisesRegex(UserError, "sent to it, once"):
            self._record(self.grant, change_id=change.id)
        self.assertEqual(change.award_id, award)

    def test_period_without_end(self):
        with freeze_time("2026-02-02 10:00:00"):
            grant = self._new_awarded(name="Ohne Ende")
            with self.assertRaisesRegex(UserError, "check the award period"):
                self._record(grant, date_to="9999-12-31")

    @freeze_time(TODAY)
    def test_a_duty_of_the_first_year_stops_no_reminder(self):
        conditions = self.env["quartier.grant.condition"].with_user(self.grant_user)
        rows = conditions.create(
            [
                {"grant_id": self.grant.id, "name": "Vertippt", "due_on": "0001-01-05"},
                {"grant_id": self.grant.id, "name": "Bericht", "due_on": "2026-07-01"},
            ]
        )
        conditions.sudo()._cron_remind()
        self.assertEqual(str(rows[1].reminded_for), "2026-07-01")

    def test_proven_hours_stay(self):
        """They cannot be carried over to a grant that still takes costs."""
        other = self._new_running(costs=(600, 400), name="Zweiter")
        with freeze_time(TODAY):
            work = (
                self.env["quartier.grant.work"]
                .with_user(self.grant_user)
                .create(
                    {
                        "grant_id": self.grant.id,
                        "date": "2026-05-01",
                        "name": "Aufbau",
                        "hours": 2,
                    }
                )
            )
        self._pay(self.first, 400)
        self._checked()
        with freeze_time(TODAY), self.assertRaisesRegex(UserError, "is not running"):
            work.grant_id = other

    def test_drawdown_stays_with_its_grant(self):
        other = self._new_running(costs=(600, 400), name="Zweiter")
        with freeze_time(TODAY):
            drawdowns = self.env["quartier.grant.drawdown"].with_user(self.grant_user)
            drawdowns.create({"grant_id": self.grant.id, "due_amount": 10})
            drawdown = drawdowns.create({"grant_id": other.id, "due_amount": 10})
            with self.assertRaisesRegex(UserError, "stays with its grant"):
                drawdown.grant_id = self.grant


@tagged("standard", "post_install", "-at_install")
class TestGrantAttackClaim(RepaymentCommon):
    def _claim(self, **values):
        return self._heard("2026-09-01", 100, kind="condition", **values)

    def test_days_of_the_interest(self):
        self._paid_out("2026-03-01", 4000)
        for first, last, sentence in (
            ("2026-03-01", "9999-12-31", "one year ahead"),
            ("2026-08-01", "2026-07-31", "cannot end before"),
        ):
            with (
                self.subTest(last),
                self.assertRaisesRegex(ValidationError, sentence),
            ):
                self._claim(interest_from=first, interest_until=last)

    def test_no_claim_before_the_award(self):
        self._paid_out("2026-03-01", 4000)
        with self.assertRaisesRegex(ValidationError, "cannot be before"):
            self._heard("2025-01-01", 100)

    def test_money_at_risk_is_searched_by_any_amount(self):
        self._paid_out("2026-03-01", 4000)
        grants = self.env["quartier.grant"].with_user(self.grant_user)
        with freeze_time("2026-06-30 09:00:00"):
            for operator, amount, found in (
                ("=", 4000, True),
                ("!=", 4000, False),
                ("=", 0, False),
                ("!=", 0, True),
                (">", 0, True),
                (">=", 4000.01, False),
                ("<", 5000, True),
                ("<=", 0, False),
            ):
                with self.subTest(operator=operator, amount=amount):
                    rows = grants.search([("at_risk_amount", operator, amount)])
                    self.assertEqual(self.grant in rows, found)
