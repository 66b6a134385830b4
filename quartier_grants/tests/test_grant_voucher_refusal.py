from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .voucher_common import VoucherCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantVoucherRefusal(VoucherCommon):
    """Bad input: each is refused with a sentence that says what to do."""

    def _refused(self, voucher):
        with self.assertRaises(UserError) as raised:
            voucher.action_confirm()
        self.assertEqual(set(voucher.mapped("state")), {"draft"})
        return str(raised.exception)

    def test_all_at_once(self):
        voucher = self._new_voucher(
            document=False, paid_on="2026-03-01", share_ids=False
        )
        text = self._refused(voucher)
        self.assertEqual(len(text.splitlines()), 3, text)
        for part in ("no scan", "before the invoice", "No grant bears"):
            self.assertIn(part, text)

    def test_several_vouchers_are_named(self):
        good = self._new_voucher()
        bad = self._new_voucher(document=False)
        with self.assertRaises(UserError) as raised:
            (good + bad).action_confirm()
        self.assertIn(bad.number, str(raised.exception))
        self.assertNotIn(good.number, str(raised.exception))
        self.assertEqual(good.state, "draft")

    def test_before_the_award(self):
        voucher = self._new_voucher(invoice_date="2026-01-20", paid_on="2026-02-10")
        self.assertIn("Nr. 1.3 VV", self._refused(voucher))
        self.assertFalse(voucher.early_note)
        self.grant.write(
            {
                "early_start_granted_on": "2026-01-25",
                "early_start_reference": "AZ 35-2 vom 24.01.",
            }
        )
        text = self._refused(voucher)
        self.assertIn("only from", text)
        self.assertIn("AZ 35-2", text)
        self.grant.early_start_granted_on = "2026-01-20"
        voucher.invalidate_recordset()
        self.assertIn("AZ 35-2", voucher.early_note)
        voucher.action_confirm()
        self.assertEqual(voucher.state, "confirmed")

    def test_on_the_day_of_the_award(self):
        voucher = self._new_voucher(invoice_date="2026-02-02", paid_on="2026-02-02")
        voucher.action_confirm()
        self.assertFalse(voucher.early_note)

    def test_after_the_period(self):
        voucher = self._new_voucher(invoice_date="2027-12-31", paid_on="2028-01-02")
        with freeze_time("2028-01-15 10:00:00"):
            self.assertIn("after the award period", self._refused(voucher))
            voucher.paid_on = "2027-12-31"
            voucher.action_confirm()

    def test_in_the_future(self):
        voucher = self._new_voucher()
        with freeze_time("2026-03-19 22:59:00"):  # 23:59 in Berlin
            self.assertIn("future", self._refused(voucher))
        with freeze_time("2026-03-19 23:01:00"):
            voucher.action_confirm()

    def test_closed_year(self):
        voucher = self._new_voucher()
        self.west.company_id.quartier_grant_closed_on = "2026-03-20"
        self.assertIn("closed", self._refused(voucher))
        self.west.company_id.quartier_grant_closed_on = "2026-03-19"
        voucher.action_confirm()
        self.west.company_id.quartier_grant_closed_on = "2026-12-31"
        with self.assertRaises(UserError) as raised:
            voucher.action_cancel("Versehen")
        self.assertIn("credit note", str(raised.exception))

    def test_grant_without_award(self):
        grant = self._new_submitted()
        with self.assertRaises(UserError) as raised:
            self._new_voucher(self._share(grant.budget_line_ids, 10))
        self.assertIn("award has been recorded", str(raised.exception))

    def test_grant_that_is_closed(self):
        voucher = self._new_voucher()
        self.grant.sudo().state = "withdrawn"
        self.assertIn("nothing can be booked", self._refused(voucher))

    def test_share_without_line_or_amount(self):
        voucher = self._new_voucher(
            self._share(self.first, 0),
            self._share(self.second, 10, quartier_budget_line_id=False),
        )
        text = self._refused(voucher)
        self.assertIn("is 0", text)
        self.assertIn("choose the line", text)

    # -- the traffic light

    def _light_of(self, amount, **values):
        return self._new_voucher(
            self._share(self.first, amount), gross=amount, **values
        )

    def test_traffic_light(self):
        # approved are 600 and 400, a line may be exceeded by 20 percent: 720
        for amount, light in (
            (600, "green"),
            (600.01, "yellow"),
            (720, "yellow"),
            (720.01, "red"),
        ):
            with self.subTest(amount=amount):
                voucher = self._light_of(amount)
                self.assertEqual(voucher.light, light)
                self.assertIn("ANBest-P (Bund), Nr. 1.2", voucher.light_table)

    def test_no_tolerance_where_nothing_is_saved(self):
        self._new_confirmed(self._share(self.second, 300), gross=300)
        # 700 + 300 is the whole plan, one cent more is not
        self.assertEqual(self._light_of(700).light, "yellow")
        self.assertEqual(self._light_of(700.01).light, "red")

    def test_red_needs_a_change_or_a_reason(self):
        voucher = self._light_of(800)
        text = self._refused(voucher)
        self.assertIn("change request", text)
        change = self.env["quartier.grant.change"].browse(
            voucher.action_draft_change()["res_id"]
        )
        self.assertEqual(change.grant_id, self.grant)
        amounts = {line.budget_line_id: line.amount for line in change.line_ids}
        self.assertEqual(amounts, {self.first: 800, self.second: 400})
        voucher.action_confirm()
        other = self._new_voucher(self._share(self.second, 900), gross=900)
        self.assertIn("change request", self._refused(other))
        other.exceed_reason = "Der Rest wird aus dem Haushalt bezahlt."
        other.action_confirm()

    def test_confirmed_in_one_go(self):
        """Each of them would do, both together would not."""
        both = self._light_of(400) + self._light_of(400)
        text = self._refused(both)
        self.assertIn("800", text)
        self.assertIn(both[1].number, text)
        self.assertNotIn(both[0].number, text)
        (self._light_of(300) + self._light_of(300)).action_confirm()
        self.assertEqual((self.first.spent_amount, self.grant.spent_amount), (600, 600))

    def test_green_needs_no_change(self):
        with self.assertRaises(UserError):
            self._light_of(10).action_draft_change()

    def test_without_a_rule(self):
        self.program.rule_set_id = False
        self.assertEqual(self._light_of(601).light, "yellow", "the letter's rules")
        self.grant.award_id.sudo().rule_set_id = False
        self.assertEqual(self._light_of(600).light, "green")
        self.assertEqual(self._light_of(601).light, "red")
