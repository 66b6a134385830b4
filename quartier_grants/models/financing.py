"""How much a funder gives, by kind of financing. Figures alone, without the ORM.

Amounts are decimals in euros, rounded half-up to cents. The kinds are those of German
budget law (Nr. 2 der Verwaltungsvorschriften zu § 44 BHO/LHO), their effect when costs
fall or further money comes in is Nr. 2 of the ANBest-P and ANBest-G:

- ``share`` (*Anteilfinanzierung*): a percentage of the eligible costs
- ``deficit`` (*Fehlbedarfsfinanzierung*): what own and other money does not cover
- ``fixed`` (*Festbetragsfinanzierung*): an amount that does not follow the costs
- ``full`` (*Vollfinanzierung*): all eligible costs
"""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal

KINDS = ("share", "deficit", "fixed", "full")
CENT = Decimal("0.01")
ZERO = Decimal(0)
# cents of whatever somebody types: whether an amount is possible is judged elsewhere
_WIDE = Context(prec=700, rounding=ROUND_HALF_UP)


def exact(number):
    """Return the decimal that was typed: the shortest notation of a float."""
    return number if isinstance(number, Decimal) else Decimal(repr(float(number)))


def money(amount):
    """Round half-up to cents what somebody typed, or what was calculated from it."""
    return exact(amount).quantize(CENT, context=_WIDE)


def share_of(amount, percent):
    """Return a percentage of an amount, in cents."""
    return money(amount * exact(percent) / 100)


@dataclass(frozen=True)
class Terms:
    """What a programme gives.

    :ivar kind: one of :data:`KINDS`
    :ivar rate: percent of the eligible costs, 0 where the programme names none
    :ivar cap: highest (``fixed``: the only) amount, 0 where the programme names none
    """

    kind: str
    rate: float = 0
    cap: Decimal = ZERO


@dataclass(frozen=True)
class Plan:
    """Costs and money of an application.

    :ivar total: all costs
    :ivar eligible: the costs that the funder takes into account
    :ivar grant: what is asked for, or was awarded
    :ivar other: own, third parties' and all other money
    """

    total: Decimal
    eligible: Decimal
    grant: Decimal = ZERO
    other: Decimal = ZERO

    @property
    def gap(self):
        """Costs that no money covers; below zero: money that no cost needs."""
        return self.total - self.grant - self.other


def highest_grant(terms, plan):
    """Return what may be asked for at most, in view of costs and other money."""
    limits = [plan.eligible]
    if terms.rate and terms.kind in ("share", "deficit"):
        limits.append(share_of(plan.eligible, terms.rate))
    if terms.kind == "deficit":
        limits.append(plan.total - plan.other)
    if terms.cap:
        limits.append(terms.cap)
    return max(money(min(limits)), ZERO)


def change(plan, cost, other):
    """Return the plan with other costs and other money, the grant as it was.

    :param cost: by how much the eligible costs rise, below zero: fall
    :param other: by how much own and other money rises
    """
    return replace(
        plan,
        total=plan.total + cost,
        eligible=plan.eligible + cost,
        other=plan.other + other,
    )


def adjusted_grant(kind, before, after):
    """Return what is left of an awarded grant when costs or other money change.

    A grant never rises by itself: what costs more is the recipient's to find.
    """
    more = max(after.other - before.other, ZERO)
    if kind == "share":
        # in proportion with all who contribute
        left = before.eligible and (
            before.grant * (after.eligible - more) / before.eligible
        )
    elif kind == "deficit":
        left = min(after.eligible, after.total - after.other)
    elif kind == "fixed":
        left = after.eligible
    elif kind == "full":
        # by the full amount
        left = before.grant + (after.eligible - before.eligible) - more
    else:
        raise ValueError(kind)
    return max(money(min(before.grant, left)), ZERO)
