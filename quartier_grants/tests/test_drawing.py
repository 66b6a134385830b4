from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..models.drawing import (
    Flow,
    NoBaseRate,
    Term,
    drawable,
    grant_part,
    interest,
    late_interest,
    match,
    uses,
)
from ..models.financing import KINDS, ZERO, Plan


def flow(on, amount, reference=None):
    return Flow(date.fromisoformat(on), Decimal(amount), reference)


def plan(total, grant):
    total, grant = Decimal(total), Decimal(grant)
    return Plan(total, total, grant, total - grant)


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
CENTS = st.integers(1, 5_000_000).map(lambda cents: Decimal(cents) / 100)
FLOWS = st.lists(st.builds(Flow, DAYS, CENTS), max_size=12)
SIGNED = st.lists(
    st.builds(Flow, DAYS, st.one_of(CENTS, CENTS.map(lambda amount: -amount))),
    max_size=12,
)
PLANS = st.tuples(CENTS, CENTS).map(lambda two: plan(max(two), min(two)))
HALF_YEARS = [(date(2024, 1, 1), "3.62"), (date(2024, 7, 1), "3.37")]
RATES = [(start, Decimal(rate)) for start, rate in HALF_YEARS]


@tagged("standard", "post_install", "-at_install")
class TestDrawing(BaseCase):
    """Figures calculated by hand."""

    def test_what_the_grant_bears(self):
        # 20,000 € of costs, 16,000 € of grant, 4,000 € of own and other money
        approved = plan(20000, 16000)
        for kind, paid, part in (
            ("share", 5950, 4760),  # 80 percent
            ("fixed", 5950, 4760),  # in proportion as well
            ("deficit", 3999, 0),  # own and other money first
            ("deficit", 5950, 1950),
            ("full", 5950, 5950),
            ("full", 17000, 16000),  # never above the award
            ("share", 25000, 16000),
            ("share", -5, 0),
        ):
            with self.subTest(kind=kind, paid=paid):
                self.assertEqual(grant_part(kind, approved, Decimal(paid)), part)

    def test_no_cent_is_lost(self):
        # 1/3 of three times 0.01 €: the steps are 0.00, 0.01, 0.00
        approved = plan("0.03", "0.01")
        payments = [flow(f"2026-01-0{day}", "0.01") for day in (1, 2, 3)]
        steps = uses("share", approved, payments)
        self.assertEqual([step.amount for step in steps], [Decimal("0.01")])
        self.assertEqual(steps[0].on, date(2026, 1, 2))

    def test_draw_only_this_much(self):
        # paid 5,000, due 2,000: 80 percent of 7,000 are 5,600; 4,000 are drawn
        approved = plan(20000, 16000)
        amounts = (Decimal(amount) for amount in (5000, 2000, 4000))
        self.assertEqual(drawable("share", approved, *amounts), 1600)
        self.assertEqual(drawable("share", approved, ZERO, ZERO, Decimal(100)), 0)

    def test_first_drawn_is_first_used(self):
        segments, early = match(
            [flow("2026-01-10", 6000), flow("2026-03-01", 4000)],
            [flow("2026-02-01", 4760), flow("2026-03-15", 1500)],
        )
        # 6,000 = 4,760 of the first + 1,240 of the second; of 4,000 it takes 260
        self.assertEqual(
            [(row.amount, row.used_on) for row in segments],
            [
                (4760, date(2026, 2, 1)),
                (1240, date(2026, 3, 15)),
                (260, date(2026, 3, 15)),
                (3740, None),
            ],
        )
        self.assertEqual(early, 0)

    def test_paid_before_it_was_drawn(self):
        [row], early = match([flow("2026-03-01", 500)], [flow("2026-01-01", 800)])
        self.assertEqual((row.amount, row.used_on), (500, date(2026, 3, 1)))
        self.assertEqual(early, 300)
        self.assertFalse(
            late_interest([row], Term(), RATES, 5, date(2027, 1, 1)),
            "used on the day it came",
        )

    def test_credit_note_makes_money_free_again(self):
        segments, early = match(
            [flow("2026-01-01", 100)],
            [
                flow("2026-02-01", 100),
                flow("2026-03-01", -40, "credit note"),
                flow("2026-04-01", 30),
            ],
        )
        self.assertEqual(
            [(row.payout.on, row.amount, row.used_on) for row in segments],
            [
                (date(2026, 1, 1), 100, date(2026, 2, 1)),
                (date(2026, 3, 1), 30, date(2026, 4, 1)),
                (date(2026, 3, 1), 10, None),
            ],
        )
        self.assertEqual(early, 0)

    def test_last_day(self):
        for term, paid_on, last in (
            (Term(months=2), date(2026, 12, 31), date(2027, 2, 28)),
            (Term(months=2), date(2027, 12, 31), date(2028, 2, 29)),
            (Term(weeks=6), date(2026, 3, 20), date(2026, 5, 1)),
        ):
            with self.subTest(paid_on):
                self.assertEqual(term.last_day(paid_on), last)

    def test_interest_over_a_change_of_the_base_rate(self):
        # 10,000 € paid out on 15 May 2024 (leap year), used on 14 August 2024; the
        # two months ended on 15 July, so the money bears interest from 16 May:
        # 16 May to 30 June: 46 days at 3.62 + 5 = 8.62 %
        #   10,000 * 8.62 / 100 * 46 / 366 = 108.338... = 108.34
        # 1 July to 14 August: 45 days at 3.37 + 5 = 8.37 %
        #   10,000 * 8.37 / 100 * 45 / 366 = 102.909... = 102.91
        segments, _early = match(
            [flow("2024-05-15", 10000)], [flow("2024-08-14", 10000)]
        )
        rows = late_interest(segments, Term(months=2), RATES, 5, date(2024, 12, 31))
        self.assertEqual(
            [(row.days, row.rate, row.interest) for row in rows],
            [
                (46, Decimal("8.62"), Decimal("108.34")),
                (45, Decimal("8.37"), Decimal("102.91")),
            ],
        )
        # one day earlier would have been... in time is until 15 July
        for used, late in (("2024-07-15", False), ("2024-07-16", True)):
            segments, _early = match([flow("2024-05-15", 1)], [flow(used, 1)])
            rows = late_interest(segments, Term(months=2), RATES, 5, date(2025, 1, 1))
            self.assertEqual(bool(rows), late, used)

    def test_interest_over_new_year(self):
        # 1,000 € for 2 days in 2024 (366) and 3 in 2025 (365) at 8.37 %:
        # 1,000 * 0.0837 * 2 / 366 = 0.457 = 0.46; 1,000 * 0.0837 * 3 / 365 = 0.69
        rows = interest(Decimal(1000), date(2024, 12, 30), date(2025, 1, 3), RATES, 5)
        self.assertEqual([row.days_in_year for row in rows], [366, 365])
        self.assertEqual(
            [row.interest for row in rows], [Decimal("0.46"), Decimal("0.69")]
        )

    def test_interest_from_a_later_month(self):
        # from the 13th month: paid out on 1 March 2024, first day 2 March 2025
        segments, _early = match([flow("2024-03-01", 100)], [])
        rows = late_interest(
            segments, Term(months=18), RATES, 5, date(2025, 9, 2), from_month=13
        )
        self.assertEqual([row.first for row in rows], [date(2025, 3, 2)])
        self.assertFalse(
            late_interest(segments, Term(months=18), RATES, 5, date(2025, 9, 1), 13)
        )

    def test_rate_that_is_not_known(self):
        with self.assertRaises(NoBaseRate) as caught:
            interest(Decimal(1), date(2023, 12, 31), date(2024, 1, 2), RATES, 5)
        self.assertEqual(caught.exception.on, date(2023, 12, 31))


@tagged("standard", "post_install", "-at_install")
class TestDrawingProperties(BaseCase):
    """What holds for whatever amounts, days and orders."""

    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(st.sampled_from(KINDS), PLANS, SIGNED, st.randoms())
    def test_uses_add_up(self, kind, approved, payments, random):
        steps = uses(kind, approved, payments)
        total = sum((step.amount for step in steps), ZERO)
        paid = sum((payment.amount for payment in payments), ZERO)
        self.assertEqual(total, grant_part(kind, approved, paid))
        self.assertTrue(0 <= total <= approved.grant)
        shuffled = payments[:]
        random.shuffle(shuffled)
        again = sum((step.amount for step in uses(kind, approved, shuffled)), ZERO)
        self.assertEqual(total, again, "the order does not matter")

    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(FLOWS, SIGNED)
    def test_nothing_is_lost_in_matching(self, payouts, used):
        segments, early = match(payouts, used)
        came = sum((row.amount for row in payouts), ZERO) - sum(
            (row.amount for row in used if row.amount < 0), ZERO
        )
        went = sum((row.amount for row in used if row.amount > 0), ZERO)
        self.assertEqual(sum((row.amount for row in segments), ZERO), came)
        matched = sum((row.amount for row in segments if row.use), ZERO)
        self.assertEqual(matched, min(came, went))
        self.assertEqual(early, went - matched)
        self.assertTrue(all(row.amount > 0 for row in segments))
        for row in segments:
            if row.use:
                self.assertGreaterEqual(row.used_on, row.payout.on)

    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(CENTS, DAYS, st.integers(0, 1500))
    def test_rows_cover_each_day_once(self, amount, first, days):
        last = first + timedelta(days=days)
        rows = interest(amount, first, last, RATES, 5)
        self.assertEqual(sum(row.days for row in rows), days + 1)
        self.assertEqual((rows[0].first, rows[-1].last), (first, last))
        for row in rows:
            self.assertEqual(row.first.year, row.last.year)

    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(st.sampled_from(KINDS), PLANS, CENTS, CENTS, CENTS)
    def test_never_drawn_above_the_award(self, kind, approved, paid, due, drawn):
        amount = drawable(kind, approved, paid, due, drawn)
        self.assertGreaterEqual(amount, 0)
        if amount:
            self.assertLessEqual(drawn + amount, approved.grant)
