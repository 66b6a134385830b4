from decimal import Decimal

from odoo.tests import BaseCase, tagged

from ..models.financing import (
    Plan,
    Terms,
    adjusted_grant,
    change,
    highest_grant,
    money,
    share_of,
)

D = Decimal


@tagged("standard", "post_install", "-at_install")
class TestFinancing(BaseCase):
    """Figures calculated by hand."""

    def test_rounding_is_half_up(self):
        for typed, rounded in (
            (0.005, "0.01"),
            (1.005, "1.01"),
            (2.675, "2.68"),
            (0.004999, "0.00"),
            (-0.005, "-0.01"),
            (1234567.895, "1234567.90"),
        ):
            with self.subTest(typed=typed):
                self.assertEqual(money(typed), D(rounded))
        # 33.33 percent of 100.05 = 33.346665
        self.assertEqual(share_of(D("100.05"), 33.33), D("33.35"))

    def test_highest_grant(self):
        plan = Plan(total=D(12000), eligible=D(10000), other=D(3500))
        for terms, highest in (
            # 70 % of 10,000
            (Terms("share", 70), 7000),
            (Terms("share", 70, D(5000)), 5000),
            # 12,000 - 3,500 = 8,500
            (Terms("deficit"), 8500),
            (Terms("deficit", 60), 6000),
            (Terms("deficit", 0, D(4000)), 4000),
            (Terms("fixed", 0, D(2500)), 2500),
            # never more than the eligible costs
            (Terms("fixed", 0, D(25000)), 10000),
            (Terms("full"), 10000),
            (Terms("full", 0, D(9000)), 9000),
        ):
            with self.subTest(terms=terms):
                self.assertEqual(highest_grant(terms, plan), D(highest))

    def test_no_negative_grant(self):
        rich = Plan(total=D(1000), eligible=D(1000), other=D(1500))
        self.assertEqual(highest_grant(Terms("deficit"), rich), D(0))

    def _left(self, kind, plan, cost=0, other=0):
        return adjusted_grant(kind, plan, change(plan, D(cost), D(other)))

    def test_share(self):
        """10,000 of costs, 7,000 granted, 3,000 own: 70 percent."""
        plan = Plan(total=D(10000), eligible=D(10000), grant=D(7000), other=D(3000))
        # costs fall to 9,000: 7,000 x 9,000 / 10,000
        self.assertEqual(self._left("share", plan, cost=-1000), D(6300))
        # 500 from a third party: 7,000 x (10,000 - 500) / 10,000
        self.assertEqual(self._left("share", plan, other=500), D(6650))
        # both: 7,000 x (9,000 - 500) / 10,000
        self.assertEqual(self._left("share", plan, -1000, 500), D(5950))
        # costs rise: the grant stays
        self.assertEqual(self._left("share", plan, cost=2000), D(7000))
        # own money falls away: nothing is given instead
        self.assertEqual(self._left("share", plan, other=-500), D(7000))

    def test_deficit(self):
        """10,000 of costs, 4,000 own and others, 6,000 granted."""
        plan = Plan(total=D(10000), eligible=D(10000), grant=D(6000), other=D(4000))
        # the full amount in each case: 6,000 - 1,000, 6,000 - 500
        self.assertEqual(self._left("deficit", plan, cost=-1000), D(5000))
        self.assertEqual(self._left("deficit", plan, other=500), D(5500))
        self.assertEqual(self._left("deficit", plan, cost=1000), D(6000))
        self.assertEqual(self._left("deficit", plan, other=7000), D(0))

    def test_fixed(self):
        """2,500 to costs of 4,000: only costs below 2,500 count."""
        plan = Plan(total=D(4000), eligible=D(4000), grant=D(2500), other=D(1500))
        self.assertEqual(self._left("fixed", plan, cost=-1000), D(2500))
        self.assertEqual(self._left("fixed", plan, other=800), D(2500))
        # 4,000 - 1,900 = 2,100
        self.assertEqual(self._left("fixed", plan, cost=-1900), D(2100))

    def test_full(self):
        plan = Plan(total=D(8000), eligible=D(8000), grant=D(8000))
        # 8,000 - 1,000 and 8,000 - 300
        self.assertEqual(self._left("full", plan, cost=-1000), D(7000))
        self.assertEqual(self._left("full", plan, other=300), D(7700))
        self.assertEqual(self._left("full", plan, cost=300), D(8000))

    def test_cents(self):
        """1/3 of a cent never gets lost or doubled."""
        plan = Plan(
            total=D("999.99"),
            eligible=D("999.99"),
            grant=D("666.66"),
            other=D("333.33"),
        )
        # 666.66 x 899.99 / 999.99 = 599.9933...
        self.assertEqual(self._left("share", plan, cost="-100"), D("599.99"))

    def test_unknown_kind(self):
        with self.assertRaises(ValueError):
            adjusted_grant("loan", Plan(D(1), D(1)), Plan(D(1), D(1)))

    def test_gap(self):
        plan = Plan(total=D(100), eligible=D(90), grant=D(60), other=D(30))
        self.assertEqual(plan.gap, D(10))
