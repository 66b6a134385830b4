from unittest.mock import patch

from odoo.tests import tagged

from .voucher_common import VoucherCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantVoucherQueries(VoucherCommon):
    """What confirming asks the database, however much was booked before."""

    def setUp(self):
        super().setUp()
        # what Odoo keeps for all requests
        self._queries(self._new_voucher(self._share(self.first, 1)))

    def _queries(self, voucher):
        """Return how many queries confirming takes, as in a request of its own."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        voucher.action_confirm()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_nothing_drawn(self):
        self.assertLessEqual(self._queries(self._new_voucher()), 13)

    def test_money_drawn(self):
        """Drawdowns are read, and what is used of them is written."""
        self.env["quartier.grant.drawdown"].create(
            {
                "grant_id": self.grant.id,
                "state": "paid",
                "amount": 500,
                "paid_amount": 500,
                "requested_on": "2026-03-01",
                "paid_on": "2026-03-02",
            }
        )
        self.grant.sudo()._settle()
        self.assertLessEqual(self._queries(self._new_voucher()), 15)
        self.assertEqual(self.grant.drawdown_ids.used_amount, self.grant.used_amount)

    def test_many_booked_before(self):
        """They are neither read one by one nor added up."""
        vouchers = self.env["quartier.grant.voucher"]
        for _number in range(10):
            vouchers += self._new_voucher(self._share(self.second, 1))
        vouchers.action_confirm()
        voucher = self._new_voucher()
        lines = self.env.registry["account.analytic.line"]
        with patch.object(lines, "_read_group", side_effect=AssertionError):
            self.assertLessEqual(self._queries(voucher), 13)
        self.assertEqual((self.grant.spent_amount, self.grant.paid_amount), (111, 111))
