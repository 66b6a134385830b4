from datetime import date

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .test_grant_drawdown import DrawdownCommon

# more than the least that may be asked for
BIG = {
    "costs": (20000,),
    "funding": (("grant", 16000), ("own_cash", 4000)),
}


class RepaymentCommon(DrawdownCommon):
    """The base rate is 1.27 percent, and 2 percent from 1 July 2026 on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["quartier.rule"].search(
            [("key", "=", "base_rate"), ("date_from", ">", "2025-07-01")]
        ).active = False
        cls.env["quartier.rule"].create(
            {
                "name": "Basiszins",
                "key": "base_rate",
                "value": 2,
                "date_from": "2026-07-01",
                "source": "Probe",
            }
        )

    def _heard(self, day, amount=0, **values):
        with freeze_time(f"{day} 09:00:00"):
            return (
                self.env["quartier.grant.repayment"]
                .with_user(values.pop("user", self.grant_user))
                .create(
                    {
                        "grant_id": self.grant.id,
                        "hearing_on": day,
                        "amount": amount,
                        **values,
                    }
                )
            )

    def _notice(self, repayment, day, amount, interest=0, pay_by="2026-12-31", **kw):
        with freeze_time(f"{day} 09:00:00"):
            repayment.with_user(self.grant_manager).action_notice(
                day, amount, interest, pay_by, **kw
            )

    def _rows(self, repayment):
        return [
            (str(row.date_from), str(row.date_to), row.days, row.rate, row.interest)
            for row in repayment.line_ids
        ]


@tagged("standard", "post_install", "-at_install")
class TestGrantRepaymentInterest(RepaymentCommon):
    def test_base_rate_changes_inside_the_period(self):
        # 10,000 € of 2 March 2026, nothing used, until 3 August:
        # 3 March to 30 June are 29 + 30 + 31 + 30 = 120 days at 1.27 + 5 = 6.27:
        # 10,000 * 6.27 / 100 * 120 / 365 = 206.1370 = 206.14 €
        # 1 July to 3 August are 34 days at 2 + 5 = 7:
        # 10,000 * 7 / 100 * 34 / 365 = 65.2055 = 65.21 €; together 271.35 €
        drawdown = self._paid_out("2026-03-02", 10000)
        repayment = self._heard("2026-08-03", 10000)
        self.assertEqual(
            self._rows(repayment),
            [
                ("2026-03-03", "2026-06-30", 120, 6.27, 206.14),
                ("2026-07-01", "2026-08-03", 34, 7, 65.21),
            ],
        )
        self.assertEqual(repayment.interest_amount, 271.35)
        self.assertEqual(repayment.line_ids.drawdown_id, drawdown)
        self.assertIn("49a", repayment.interest_note)
        self.assertIn("120 of 365 days", repayment.line_ids[0].explanation)

    def test_leap_year(self):
        # 1,000 € of 2 November 2027 until 1 March 2028, at 7 percent:
        # 3 November to 31 December: 28 + 31 = 59 days of 365: 70 * 59 / 365 = 11.32 €
        # 1 January to 1 March: 31 + 29 + 1 = 61 days of 366: 70 * 61 / 366 = 11.67 €
        self._paid_out("2027-11-02", 1000)
        repayment = self._heard("2028-03-01", 1000)
        self.assertEqual(repayment.line_ids.mapped("days"), [59, 61])
        self.assertEqual(repayment.line_ids.mapped("days_in_year"), [365, 366])
        self.assertEqual(repayment.line_ids.mapped("interest"), [11.32, 11.67])
        self.assertEqual(repayment.interest_amount, 22.99)

    def test_credit_note_makes_money_free_again(self):
        # 8,000 € drawn on 2 March and used on the 10th (80 percent of 10,000). On
        # 1 April 1,000 € come back: 800 € are free again, to be used until 1 June.
        # 2 April to 30 June: 29 + 31 + 30 = 90 days at 6.27:
        # 800 * 6.27 / 100 * 90 / 365 = 12.3682 = 12.37 €
        # 1 July: one day at 7: 800 * 7 / 100 / 365 = 0.1534 = 0.15 €; together 12.52 €
        self._paid_out("2026-03-02", 8000)
        self._pay(("2026-03-10", 10000), ("2026-04-01", -1000))
        repayment = self._heard("2026-07-01", 800)
        self.assertEqual(repayment.line_ids.mapped("interest"), [12.37, 0.15])
        self.assertEqual(repayment.interest_amount, 12.52)
        self.assertFalse(repayment.line_ids.drawdown_id)

    def test_what_was_paid_before_it_was_drawn_bears_nothing(self):
        # 10,000 € paid from own money on 20 February: all 8,000 € drawn on 2 March
        # are used on that day
        self._pay(("2026-02-20", 10000))
        self._paid_out("2026-03-02", 8000)
        self.assertFalse(self._heard("2026-08-03").line_ids)

    def test_demanded_days_are_not_demanded_again(self):
        # The notice counts until 3 August; the money goes back on 1 September:
        # 4 August to 1 September are 29 days at 7: 700 * 29 / 365 = 55.62 €
        self._paid_out("2026-03-02", 10000)
        first = self._heard("2026-08-03", 10000)
        self._notice(first, "2026-08-20", 10000, 271.35)
        with freeze_time("2026-09-01 09:00:00"):
            first.with_user(self.finance).action_paid("2026-09-01")
        second = self._heard("2026-10-01")
        self.assertEqual(
            self._rows(second), [("2026-08-04", "2026-09-01", 29, 7, 55.62)]
        )

    def test_what_became_late_afterwards_bears_interest_from_its_payout_on(self):
        # 1,000 € of 1 June are in time until 1 August. The first notice counts until
        # 1 July and knows the 2,000 € of 2 March alone. On 3 August the 1,000 € are
        # late, from 2 June on; of the 2,000 € only 2 July to 3 August are new.
        self._paid_out("2026-03-02", 2000)
        self._paid_out("2026-06-01", 1000)
        first = self._heard("2026-07-01")
        self.assertEqual(set(first.line_ids.mapped("amount")), {2000})
        self._notice(first, "2026-07-10", 0, first.interest_amount)
        second = self._heard("2026-08-03")
        begins = {
            amount: str(min(rows.mapped("date_from")))
            for amount, rows in second.line_ids.grouped("amount").items()
        }
        self.assertEqual(begins, {2000: "2026-07-02", 1000: "2026-06-02"})

    def test_other_reasons(self):
        # 500 €, 3 March to 30 June: 500 * 6.27 / 100 * 120 / 365 = 10.31 €
        self._paid_out("2026-03-02", 10000)
        repayment = self._heard("2026-07-01", 500, kind="not_eligible")
        self.assertFalse(repayment.line_ids)
        self.assertIn("from which day", repayment.interest_note)
        repayment.write({"interest_from": "2026-03-03", "interest_until": "2026-06-30"})
        self.assertEqual(repayment.interest_amount, 10.31)
        repayment.amount = 0
        self.assertEqual(repayment.interest_amount, 0)

    def test_unknown_base_rate(self):
        self.env["quartier.rule"].search([("key", "=", "base_rate")]).active = False
        self._paid_out("2026-03-02", 10000)
        repayment = self._heard("2026-08-03", 10000)
        self.assertFalse(repayment.line_ids)
        self.assertIn("base rate of 03.03.2026", repayment.interest_note)

    def test_payments_that_come_later(self):
        self._paid_out("2026-03-02", 8000)
        repayment = self._heard("2026-08-03", 8000)
        self.assertTrue(repayment.line_ids)
        self._pay(("2026-03-10", 10000))
        repayment.action_calculate()
        self.assertFalse(repayment.line_ids)
        self.assertEqual(repayment.interest_amount, 0)


@tagged("standard", "post_install", "-at_install")
class TestGrantRepayment(RepaymentCommon):
    def setUp(self):
        super().setUp()
        self._paid_out("2026-03-02", 10000)

    def test_from_hearing_to_payment(self):
        with (
            freeze_time("2026-08-03 09:00:00"),
            Form(
                self.env["quartier.grant.repayment"]
                .with_user(self.grant_user)
                .with_context(default_grant_id=self.grant.id)
            ) as form,
        ):
            form.amount = 4000
            form.answer_by = "2026-08-17"
        repayment = form.record
        self.assertEqual(self.grant.state, "repayment")
        self.assertEqual(repayment.activity_ids.date_deadline, date(2026, 8, 17))
        self.assertEqual(repayment.activity_ids.user_id, self.grant_user)
        self._notice(repayment, "2026-08-20", 4000, 300, "2026-09-30")
        # the month of 20 August ends on Sunday 20 September: Monday 21 counts
        self.assertEqual(repayment.object_by, date(2026, 9, 21))
        self.assertEqual(repayment.activity_ids.date_deadline, date(2026, 9, 21))
        self.assertAlmostEqual(repayment.interest_gap, 28.65)
        with freeze_time("2026-09-01 09:00:00"):
            with self.assertRaises(AccessError):
                repayment.action_paid("2026-09-01")
            with self.assertRaisesRegex(UserError, "before"):
                repayment.with_user(self.finance).action_paid("2026-08-19")
            repayment.with_user(self.finance).action_paid("2026-09-01")
        self.assertEqual(repayment.state, "paid")
        self.assertFalse(repayment.activity_ids)
        self.assertEqual(self.grant.state, "running")
        self.assertEqual(self.grant.repaid_amount, 4000)
        self.assertEqual(self.grant.unspent_amount, 6000)
        self.assertEqual(self.grant.drawdown_ids.left_amount, 6000)

    def test_objection(self):
        repayment = self._heard("2026-08-03", 4000)
        self._notice(repayment, "2026-08-20", 4000)
        manager = repayment.with_user(self.grant_manager)
        with freeze_time("2026-09-22 09:00:00"):
            with self.assertRaisesRegex(UserError, "until 21.09.2026"):
                manager.action_object("2026-09-22")
            manager.action_object("2026-09-21")
        with (
            freeze_time("2026-10-05 09:00:00"),
            self.assertRaisesRegex(UserError, "this is possible with"),
        ):
            manager.action_paid("2026-10-05")
        self._notice(repayment, "2026-11-02", 1000, 0, "2026-11-30")
        self.assertEqual(repayment.demanded_amount, 1000)
        with freeze_time("2026-11-03 09:00:00"):
            manager.action_drop("Rücknahme des Bescheids")
        self.assertEqual(repayment.state, "dropped")
        self.assertEqual(self.grant.state, "running")
        self.assertEqual(self.grant.repaid_amount, 0)

    def test_the_last_claim_lets_the_grant_run_on(self):
        first, second = self._heard("2026-08-03", 4000), self._heard("2026-08-04", 100)
        first.with_user(self.grant_manager).action_drop("Erledigt")
        self.assertEqual(self.grant.state, "repayment")
        second.with_user(self.grant_manager).action_drop("Erledigt")
        self.assertEqual(self.grant.state, "running")

    def test_never_more_than_was_drawn(self):
        with self.assertRaisesRegex(ValidationError, "were drawn"):
            self._heard("2026-08-03", 10000.01)
        first, second = self._heard("2026-08-03", 7000), self._heard("2026-08-04", 7000)
        self._notice(first, "2026-08-20", 7000)
        with self.assertRaisesRegex(UserError, "Not more than"):
            self._notice(second, "2026-08-20", 7000)
        self._notice(second, "2026-08-20", 3000)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.grant.sudo().repaid_amount = 10000.01
            self.env.flush_all()

    def test_notice_says_all_that_is_wrong(self):
        repayment = self._heard("2026-08-03", 7000)
        with self.assertRaises(UserError) as error:
            self._notice(repayment, "2026-08-02", 0, 0, "2026-08-01")
        for message in ("before", "what is demanded", "until when to pay"):
            self.assertIn(message, str(error.exception))
        with self.assertRaisesRegex(UserError, "what is demanded"):
            self._notice(repayment, "2026-08-20", -5, 10)

    def test_days_of_the_hearing(self):
        with self.assertRaisesRegex(ValidationError, "before the hearing"):
            self._heard("2026-08-03", answer_by="2026-08-02")
        with (
            freeze_time("2026-08-03 09:00:00"),
            self.assertRaisesRegex(ValidationError, "in the future"),
        ):
            self.env["quartier.grant.repayment"].with_user(self.grant_user).create(
                {"grant_id": self.grant.id, "hearing_on": "2026-08-04"}
            )

    def test_what_was_demanded_stays(self):
        repayment = self._heard("2026-08-03", 7000)
        other = self._new_running(**BIG)
        with self.assertRaisesRegex(UserError, "stays with its grant"):
            repayment.grant_id = other
        self._notice(repayment, "2026-08-20", 7000)
        with self.assertRaisesRegex(UserError, "is not changed"):
            repayment.amount = 5
        with self.assertRaisesRegex(UserError, "is not changed"):
            repayment.action_calculate()
        with self.assertRaises(AccessError):
            repayment.unlink()
        with self.assertRaisesRegex(UserError, "is kept"):
            repayment.sudo().unlink()

    def test_nobody_writes_what_the_system_notes(self):
        for values in (
            {"state": "paid"},
            {"demanded_amount": 5},
            {"interest_amount": 5},
            {"object_by": "2030-01-01"},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                self._heard("2026-08-03", 100, **values)
        repayment = self._heard("2026-08-03", 100)
        with self.assertRaises(AccessError):
            repayment.state = "dropped"
        with self.assertRaises(AccessError):
            repayment.line_ids.interest = 0

    def test_rights(self):
        repayment = self._heard("2026-08-03", 100)
        for user in (self.grant_user, self.grant_ost, self.finance):
            with self.subTest(user.login), self.assertRaises(AccessError):
                repayment.with_user(user).action_drop("Nein danke")
        with self.assertRaises(AccessError):
            self._heard("2026-08-03", 100, user=self.finance)
        with self.assertRaises(AccessError):
            self._heard("2026-08-03", 100, user=self.grant_ost)
        self.assertTrue(repayment.with_user(self.finance).display_name)

    def test_not_before_the_award_is_final(self):
        with freeze_time("2026-02-02 10:00:00"):
            grant = self._new_awarded(**BIG)
        with self.assertRaisesRegex(UserError, "this is possible with"):
            self._heard("2026-08-03", grant_id=grant.id)

    def test_dialog(self):
        repayment = self._heard("2026-08-03", 4000)
        with freeze_time("2026-08-20 09:00:00"):
            form = Form(
                self.env["quartier.grant.repayment.decide"]
                .with_user(self.grant_manager)
                .with_context(default_repayment_id=repayment.id, default_step="notice")
            )
            self.assertEqual((form.amount, form.interest), (4000, 271.35))
            form.pay_by = "2026-09-20"
            form.save().action_decide()
        self.assertEqual(repayment.state, "notice")
        with self.assertRaises(AccessError):
            self.env["quartier.grant.repayment.decide"].with_user(
                self.grant_ost
            ).create({"repayment_id": repayment.id, "step": "drop"})
