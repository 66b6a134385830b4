"""When drawn money has to be used, what was used first, and what interest costs.

Figures alone, without the ORM. Amounts are decimals in euros and cents.

- Which part of a payment the grant bears: Nr. 1.4 ANBest-P (shares and fixed amounts
  in proportion with own and other money, a deficit when those are used up).
- Until when drawn money has to be used: the same number, months or weeks by the rules
  of the programme.
- Interest on money that was not used in time: § 49a Abs. 3 and 4 VwVfG, percentage
  points above the base rate (§ 247 BGB) a year.

To be confirmed with the funder: that days are counted exactly and a year has 365 or 366
days; that the day of the payout does not count and the day of the use does (§ 187
Abs. 1, § 188 BGB); that what is used late bears interest from the payout on, and not
only from the end of the period.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from .financing import ZERO, exact, money


@dataclass(frozen=True)
class Flow:
    """Money that came in or went out on a day.

    :ivar reference: whatever says where it comes from
    """

    on: date
    amount: Decimal
    reference: object = None


@dataclass(frozen=True)
class Segment:
    """A part of a payout and the payment that used it.

    :ivar use: ``None``: not used yet
    :ivar used_on: the later of both days, for what was paid before it was drawn is
        used on the day it is drawn; ``None`` if not used
    """

    payout: Flow
    amount: Decimal
    use: Flow | None = None

    @property
    def used_on(self):
        return max(self.payout.on, self.use.on) if self.use else None


@dataclass(frozen=True)
class Term:
    """How long drawn money may wait: months or weeks."""

    months: int = 0
    weeks: int = 0

    def last_day(self, paid_on):
        """Return the last day on which money drawn on a day is used in time."""
        return paid_on + relativedelta(months=self.months, weeks=self.weeks)


@dataclass(frozen=True)
class InterestRow:
    """Interest of one amount for days with the same rate in the same year.

    :ivar first, last: the days that count, both included
    :ivar base: base rate in percent
    :ivar rate: percent a year, with the points above the base rate
    """

    amount: Decimal
    first: date
    last: date
    base: Decimal
    rate: Decimal
    segment: Segment | None = None

    @property
    def days(self):
        return (self.last - self.first).days + 1

    @property
    def days_in_year(self):
        return (date(self.first.year + 1, 1, 1) - date(self.first.year, 1, 1)).days

    @property
    def interest(self):
        """In cents; the rows add up to what is demanded."""
        return money(self.amount * self.rate * self.days / 100 / self.days_in_year)


class NoBaseRate(LookupError):
    """No base rate is known for a day.

    :ivar on: the day
    """

    def __init__(self, on):
        super().__init__(str(on))
        self.on = on


def grant_part(kind, plan, paid):
    """Return which part of eligible payments the grant bears.

    :param str kind: of financing, see :data:`financing.KINDS`
    :param financing.Plan plan: as approved
    :param Decimal paid: all eligible payments so far
    """
    if kind == "deficit":
        part = paid - plan.other
    elif kind == "full":
        part = paid
    elif kind in ("share", "fixed"):
        part = paid * plan.grant / plan.eligible if plan.eligible else ZERO
    else:
        raise ValueError(kind)
    return money(max(min(part, plan.grant), ZERO))


def drawable(kind, plan, paid, due, drawn):
    """Return how much may be drawn now and not more.

    :param Decimal paid: eligible payments so far
    :param Decimal due: those that fall due before drawn money has to be used
    :param Decimal drawn: drawn or asked for already
    """
    return max(grant_part(kind, plan, paid + due) - drawn, ZERO)


def uses(kind, plan, payments):
    """Return by how much each payment used the grant; a credit note gives back.

    Each is the step of the sum so far, so that no cent is lost by rounding.

    :param payments: :class:`Flow` of eligible payments, in whatever order
    :rtype: list[Flow]
    """
    steps, paid, before = [], ZERO, ZERO
    for payment in sorted(payments, key=lambda flow: flow.on):
        paid += payment.amount
        part = grant_part(kind, plan, paid)
        if part != before:
            steps.append(Flow(payment.on, part - before, payment.reference))
        before = part
    return steps


def match(payouts, used):
    """Say which payment used which payout: what was drawn first is used first.

    A credit note makes money free again from its day on.

    :param payouts: :class:`Flow` of what was paid out
    :param used: :class:`Flow` of uses and repayments, below zero: given back
    :return: segments of all payouts, and what was paid without being drawn
    :rtype: tuple[list[Segment], Decimal]
    """
    lots = [
        *(flow for flow in payouts if flow.amount > 0),
        *(
            Flow(flow.on, -flow.amount, flow.reference)
            for flow in used
            if flow.amount < 0
        ),
    ]
    lots.sort(key=lambda flow: flow.on)
    needs = sorted((flow for flow in used if flow.amount > 0), key=lambda flow: flow.on)
    segments = []
    position, rest = 0, needs[0].amount if needs else ZERO
    for lot in lots:
        left = lot.amount
        while left and position < len(needs):
            taken = min(left, rest)
            segments.append(Segment(lot, taken, needs[position]))
            left, rest = left - taken, rest - taken
            if not rest:
                position += 1
                rest = needs[position].amount if position < len(needs) else ZERO
        if left:
            segments.append(Segment(lot, left))
    early = rest + sum((flow.amount for flow in needs[position + 1 :]), ZERO)
    return segments, early


def late_interest(
    segments, term, base_rates, over, until, from_month=1, demanded_until=None
):
    """Return the interest on money that was not used in time, row by row.

    :param segments: of :func:`match`
    :param Term term: within which money has to be used
    :param base_rates: pairs of first day and percent, in whatever order
    :param over: percentage points above the base rate
    :param date until: last day that counts for what is not used yet
    :param int from_month: interest begins with this month after the payout
    :param date demanded_until: until this day interest was demanded before, on what
        was late by then
    :rtype: list[InterestRow]
    :raise NoBaseRate: the base rate of a day is not known
    """
    rows = []
    for segment in segments:
        last = segment.used_on or until
        in_time = term.last_day(segment.payout.on)
        if last <= in_time:
            continue
        first = segment.payout.on + relativedelta(months=from_month - 1, days=1)
        if demanded_until and demanded_until > in_time:
            # it was late by then, and therefore among what was demanded
            first = max(first, demanded_until + timedelta(days=1))
        rows += interest(segment.amount, first, last, base_rates, over, segment)
    return rows


def interest(amount, first, last, base_rates, over, segment=None):
    """Return the interest of an amount, a row for each rate and each year.

    :param date first, last: the days that count, both included
    :raise NoBaseRate: the base rate of the first day is not known
    """
    if first > last:
        return []
    rates = sorted(base_rates, key=lambda pair: pair[0])
    begins = {first}
    begins.update(start for start, _rate in rates if first < start <= last)
    begins.update(date(year, 1, 1) for year in range(first.year + 1, last.year + 1))
    rows = []
    for start, stop in pairwise([*sorted(begins), last + timedelta(days=1)]):
        base = _rate_on(rates, start)
        rows.append(
            InterestRow(
                amount,
                start,
                stop - timedelta(days=1),
                base,
                base + exact(over),
                segment,
            )
        )
    return rows


def _rate_on(rates, day):
    known = [rate for start, rate in rates if start <= day]
    if not known:
        raise NoBaseRate(day)
    return exact(known[-1])
