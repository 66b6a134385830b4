from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.financing import money
from .voucher_common import VoucherCommon

GRANT_SUMS = [
    "spent_amount",
    "paid_amount",
    "used_amount",
    "drawn_amount",
    "unspent_amount",
    "repaid_amount",
    "work_amount",
    "next_use_by",
]
CENTS = st.integers(-12_000, 25_000).map(lambda cents: cents / 100)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ("draft", "add", "change", "gross", "delete", "confirm", "cancel", "pay")
        ),
        st.integers(0, 3),
        CENTS,
    ),
    min_size=4,
    max_size=14,
)


@tagged("standard", "post_install", "-at_install")
class TestGrantVoucherProperty(VoucherCommon):
    """No order of actions leaves shares above the whole, or a cent missing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # money of which every payment uses some
        cls.env["quartier.grant.drawdown"].create(
            [
                {
                    "grant_id": cls.grant.id,
                    "state": "paid",
                    "amount": amount,
                    "paid_amount": amount,
                    "requested_on": "2026-03-01",
                    "paid_on": "2026-03-02",
                    "use_by": day,
                }
                for amount, day in ((50, "2026-05-02"), (300, "2026-06-02"))
            ]
        )
        cls.grant.sudo()._settle()

    @mute_logger("odoo.sql_db")
    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(STEPS)
    def test_any_order(self, steps):
        savepoint = self.cr.savepoint()
        try:
            self.vouchers = self.env["quartier.grant.voucher"].with_user(self.finance)
            for step, which, amount in steps:
                self._try(step, which, amount)
                self._check_sums()
        finally:
            savepoint.close(rollback=True)

    def _try(self, step, which, amount):
        """Do it, or nothing of it."""
        try:
            with self.cr.savepoint():
                getattr(self, f"_{step}")(which, amount)
                self.env.flush_all()
        except (UserError, CheckViolation):
            self.env.invalidate_all()

    def _draft(self, which, amount):
        cost = (self.first, self.second, self.ost_grant.budget_line_ids)[which % 3]
        self.vouchers += self._new_voucher(
            self._share(cost, amount / 2),
            user=self.finance,
            number=f"Z-{len(self.vouchers)}",
            gross=amount,
            exceed_reason="Probe",
            paid_on=which % 2 and "2026-03-20",
        )

    def _one(self, which):
        return self.vouchers[which : which + 1]

    def _add(self, which, amount):
        share = self._share(self.second, amount)
        self._one(which).write({"share_ids": [share]})

    def _change(self, which, amount):
        self._one(which).share_ids[:1].quartier_cost = amount

    def _gross(self, which, amount):
        self._one(which).write({"gross": amount, "net": amount})

    def _delete(self, which, _amount):
        self._one(which).share_ids[:1].unlink()

    def _confirm(self, which, _amount):
        self._one(which).action_confirm()

    def _cancel(self, which, _amount):
        self._one(which).action_cancel("Probe")

    def _pay(self, which, _amount):
        self._one(which).action_pay("2026-04-01")

    def _check_sums(self):
        self.env.flush_all()
        self.env.invalidate_all()
        for voucher in self.vouchers.sudo():
            whole, shared = money(voucher.counted_amount), money(voucher.shared_amount)
            self.assertGreaterEqual(shared * whole, 0)
            self.assertLessEqual(abs(shared), abs(whole))
            self.assertEqual(
                shared, sum(-money(line.amount) for line in voucher.share_ids)
            )
        for grant in (self.grant + self.ost_grant).sudo():
            confirmed = self.vouchers.sudo().filtered(
                lambda voucher: voucher.state == "confirmed"
            )
            shares = confirmed.share_ids.filtered(
                lambda line, grant=grant: line.quartier_grant_id == grant
            )
            paid = shares.filtered(lambda line: line.quartier_voucher_id.paid_on)
            spent = sum(-money(line.amount) for line in shares)
            self.assertEqual(money(grant.spent_amount), spent)
            self.assertEqual(
                money(grant.paid_amount),
                sum(money(line.quartier_eligible) for line in paid),
            )
            self.assertEqual(
                sum(money(line.spent_amount) for line in grant.budget_line_ids), spent
            )
            noted = self._noted(grant)
            grant._settle()
            self.assertEqual(noted, self._noted(grant), "counted anew")

    def _noted(self, grant):
        """Return all that is noted of a grant's money."""
        return (
            grant.read(GRANT_SUMS),
            grant.budget_line_ids.mapped("spent_amount"),
            grant.drawdown_ids.read(["used_amount", "left_amount"]),
        )
