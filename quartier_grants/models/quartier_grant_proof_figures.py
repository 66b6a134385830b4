from dataclasses import dataclass
from decimal import Decimal

from odoo import api, fields, models
from odoo.fields import Domain

from . import drawing
from .financing import ZERO, money, share_of

# what comes in is written down for these kinds of financing; of the others it follows
RECEIVED = ("third_party", "donation", "other_grant", "income")


@dataclass(frozen=True)
class Paid:
    """What was paid of one line of the cost plan.

    :ivar before: before the period of the proof
    :ivar actual: until its end, what was paid before included
    :ivar eligible: of it
    """

    before: Decimal = ZERO
    actual: Decimal = ZERO
    eligible: Decimal = ZERO


class QuartierGrantProof(models.Model):
    """The figures of a proof, in the structure of the approved plan.

    They are drawn from booked and paid vouchers, hours, payouts and income until the
    end of the period, and kept as they are when somebody checks the proof.
    """

    _inherit = "quartier.grant.proof"

    kept = fields.Json(readonly=True, copy=False, help="The sums as they were checked.")
    cost_total = fields.Monetary(string="Costs", compute="_compute_totals")
    eligible_total = fields.Monetary(string="Eligible Costs", compute="_compute_totals")
    earned_amount = fields.Monetary(
        string="Grant by These Costs",
        compute="_compute_totals",
        help="What the grant bears of the eligible costs, by the kind of financing.",
    )
    drawn_total = fields.Monetary(
        string="Paid Out by the Funder",
        compute="_compute_totals",
        help="Less what was paid back.",
    )
    balance_amount = fields.Monetary(
        string="Still to Draw",
        compute="_compute_totals",
        help="Below 0: to be paid back.",
    )

    _TOTALS = (
        "cost_total",
        "eligible_total",
        "earned_amount",
        "drawn_total",
        "balance_amount",
    )

    @api.depends("kept", "date_from", "date_to", "grant_id", "state")
    def _compute_totals(self):
        for proof in self:
            totals = proof.kept or (proof._totals() if proof.grant_id else {})
            for name in self._TOTALS:
                proof[name] = totals.get(name, 0)

    def _prepare_lines(self):
        """Make the lines of the approved plan; what is there stays."""
        grant = self.grant_id
        # sudo: lines are the system's
        known = self.sudo().line_ids
        costs = grant.budget_line_ids - known.budget_line_id
        funding = grant.funding_line_ids - known.funding_line_id
        known._note_all(
            [
                *(
                    {
                        "proof_id": self.id,
                        "side": "cost",
                        "sequence": number,
                        "budget_line_id": line.id,
                    }
                    for number, line in enumerate(costs, 1)
                ),
                *(
                    {
                        "proof_id": self.id,
                        "side": "funding",
                        "sequence": number,
                        "funding_line_id": line.id,
                    }
                    for number, line in enumerate(funding, 1)
                ),
            ]
        )
        self.invalidate_recordset(["line_ids"])

    def _keep_figures(self):
        """Note the figures as they are now."""
        figures, totals = self._figures(), self._totals()
        for line in self.line_ids:
            line.kept = figures[line]
        self.kept = totals

    def _forget_figures(self):
        self.line_ids.write({"kept": False})
        self.kept = False

    # -- what was paid, what came in

    def _share_domain(self):
        """Return the booked and paid shares that the proof reports."""
        domain = (
            Domain("quartier_grant_id", "=", self.grant_id.id)
            & Domain("quartier_voucher_id.state", "=", "confirmed")
            & Domain("quartier_voucher_id.paid_on", "!=", False)
        )
        if self.date_to:
            domain &= Domain("quartier_voucher_id.paid_on", "<=", self.date_to)
        return domain

    def _sums_by_line(self, domain):
        # sudo: shares of all offices and apps count; who reads the proof reads its sums
        groups = (
            self.env["account.analytic.line"]
            .sudo()
            ._read_group(
                domain,
                ["quartier_budget_line_id"],
                ["amount:sum", "quartier_eligible:sum"],
            )
        )
        return {line.id: (-money(amount), money(part)) for line, amount, part in groups}

    def _paid_costs(self):
        """Return what was paid of each line of the cost plan.

        Shares of no line stand under ``False``.

        :rtype: dict[int, Paid]
        """
        domain = self._share_domain()
        sums = self._sums_by_line(domain)
        before = {}
        if self.kind == "interim" and self.date_from:
            early = Domain("quartier_voucher_id.paid_on", "<", self.date_from)
            before = self._sums_by_line(domain & early)
        paid = {
            line_id: Paid(before.get(line_id, (ZERO,))[0], actual, eligible)
            for line_id, (actual, eligible) in sums.items()
        }
        return self._add_own_work(paid)

    def _add_own_work(self, paid):
        """Hours count on the lines of the plan that volunteers do."""
        lines = self.grant_id.budget_line_ids.filtered("own_work")
        left = self._work_value()
        for number, line in enumerate(lines, 1):
            known = paid.get(line.id, Paid())
            last = number == len(lines)
            part = left if last else min(left, money(line.approved_amount))
            left -= part
            paid[line.id] = Paid(
                known.before, known.actual + part, known.eligible + part
            )
        return paid

    def _work_value(self):
        """Return the value of the hours until the end of the period, as it counts.

        Without a line of the plan that hours count on they are left out.
        """
        grant = self.grant_id
        if not grant.budget_line_ids.filtered("own_work"):
            return ZERO
        domain = Domain("grant_id", "=", grant.id)
        if self.date_to:
            domain &= Domain("date", "<=", self.date_to)
        # sudo: who reads the proof reads its sums
        work = self.env["quartier.grant.work"].sudo()
        [(amount,)] = work._read_group(domain, [], ["amount:sum"])
        return grant.sudo()._counted_work(amount or 0)[0]

    def _received(self):
        """Return what came in, by the line of the financing plan.

        :rtype: dict[int, Decimal]
        """
        domain = Domain("grant_id", "=", self.grant_id.id)
        if self.date_to:
            domain &= Domain("received_on", "<=", self.date_to)
        # sudo: who reads the proof reads its sums
        income = self.env["quartier.grant.income"].sudo()
        groups = income._read_group(domain, ["funding_line_id"], ["amount:sum"])
        return {line.id: money(amount) for line, amount in groups}

    def _drawn(self):
        """Return what the funder has paid out, less what was paid back."""
        total = ZERO
        # sudo: who reads the proof reads its sums
        grant = self.grant_id.sudo()
        for rows, name, sign in (
            (grant.drawdown_ids, "paid_amount", 1),
            (grant.repayment_ids, "demanded_amount", -1),
        ):
            for row in rows.filtered(lambda row: row.state == "paid"):
                if not self.date_to or row.paid_on <= self.date_to or self._is_last():
                    total += sign * money(row[name])
        return total

    def _is_last(self):
        """The final proof counts payouts until today, also after the period."""
        return self.kind == "final"

    # -- figures

    def _figures(self):
        """Return the figures of each line as they are now.

        :rtype: dict[quartier.grant.proof.line, dict[str, float]]
        """
        self.ensure_one()
        planned = self._planned_amounts()
        # sudo: who reads the proof reads its plan
        lines = self.sudo().line_ids
        costs = self._cost_figures(lines.filtered("budget_line_id"))
        total = sum((row["actual_amount"] for row in costs.values()), ZERO)
        funding = self._funding_figures(lines.filtered("funding_line_id"), total)
        figures = {}
        for line, row in {**costs, **funding}.items():
            source = line.budget_line_id or line.funding_line_id
            changed = money(source.approved_amount)
            row |= {
                "planned_amount": planned.get(source, changed),
                "changed_amount": changed,
                "deviation_amount": row["actual_amount"] - changed,
            }
            figures[line.with_env(self.env)] = {
                name: float(value) for name, value in row.items()
            }
        return figures

    def _planned_amounts(self):
        """Return what the first award letter approved, by line of the plans."""
        # sudo: who reads the proof reads its plan
        awards = self.grant_id.sudo().award_ids
        first = awards.filtered(lambda award: award.kind == "award")[:1]
        rows = first.line_ids
        return {
            row.budget_line_id or row.funding_line_id: money(row.amount) for row in rows
        }

    def _cost_figures(self, lines):
        paid = self._paid_costs()
        rule = self._tolerance_rule()
        figures = {}
        for line in lines:
            cost = line.budget_line_id
            known = paid.get(cost.id, Paid())
            approved = money(cost.approved_amount)
            figures[line] = {
                "before_amount": known.before,
                "actual_amount": known.actual,
                "eligible_amount": known.eligible,
                "tolerance_amount": share_of(approved, rule.value) if rule else ZERO,
            }
        return figures

    def _tolerance_rule(self):
        rule_set = self.grant_id.sudo()._award_rule_set()
        return rule_set._find_rule("line_tolerance_percent", self.date_to)

    def _funding_figures(self, lines, total):
        """Return who paid the costs: what is left over the city has paid itself.

        :param Decimal total: all costs
        """
        received = self._received()
        amounts = {}
        drawn, work = self._drawn(), self._work_value()
        for line in lines:
            source = line.funding_line_id
            if source.kind == "grant":
                amounts[line], drawn = drawn, ZERO
            elif source.kind == "own_work":
                amounts[line], work = work, ZERO
            elif source.kind in RECEIVED:
                amounts[line] = received.get(source.id, ZERO)
        own = lines.filtered(lambda line: line.funding_line_id.kind == "own_cash")
        left = max(total - sum(amounts.values(), ZERO), ZERO)
        for line in own:
            approved = money(line.funding_line_id.approved_amount)
            part = left if line == own[-1] else min(left, approved)
            amounts[line], left = part, left - part
        return {
            line: {
                "before_amount": ZERO,
                "actual_amount": amounts.get(line, ZERO),
                "eligible_amount": ZERO,
                "tolerance_amount": ZERO,
            }
            for line in lines
        }

    def _totals(self):
        """Return the sums as they are now.

        :rtype: dict[str, float]
        """
        # sudo: who reads the proof reads its sums
        grant = self.grant_id.sudo()
        paid = self._paid_costs().values()
        cost = sum((row.actual for row in paid), ZERO)
        eligible = sum((row.eligible for row in paid), ZERO)
        earned = drawing.grant_part(
            grant._award_financing(), grant._approved_plan(), eligible
        )
        drawn = self._drawn()
        totals = {
            "cost_total": cost,
            "eligible_total": eligible,
            "earned_amount": earned,
            "drawn_total": drawn,
            "balance_amount": earned - drawn,
        }
        return {name: float(value) for name, value in totals.items()}
