from dataclasses import dataclass

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import formatLang

from .financing import Plan, highest_grant, money, share_of

OWN = ("own_cash", "own_work")
THIRD = ("third_party", "donation", "other_grant", "income")


@dataclass(frozen=True)
class PlanFinding:
    """What is wrong with a plan, in a whole sentence.

    :ivar blocking: stands against the signatures
    """

    text: str
    blocking: bool = True


class QuartierGrant(models.Model):
    """Cost plan and financing plan, checked while they are typed."""

    _inherit = "quartier.grant"

    budget_line_ids = fields.One2many(
        "quartier.grant.budget.line", "grant_id", string="Cost Plan", copy=True
    )
    funding_line_ids = fields.One2many(
        "quartier.grant.funding.line", "grant_id", string="Financing Plan", copy=True
    )
    deducts_input_tax = fields.Boolean(
        string="Input Tax Is Deducted",
        help="Then net amounts count, otherwise gross ones.",
    )
    follow_up_cost = fields.Monetary(
        string="Follow-up Cost a Year",
        help="What the measure costs the city each year once it is finished.",
    )
    total_cost = fields.Monetary(compute="_compute_costs", store=True, tracking=True)
    eligible_cost = fields.Monetary(compute="_compute_costs", store=True)
    requested_amount = fields.Monetary(
        string="Grant Asked for", compute="_compute_funding", store=True, tracking=True
    )
    own_amount = fields.Monetary(
        string="Own Share in Euros", compute="_compute_funding", store=True
    )
    third_amount = fields.Monetary(
        string="Third Parties", compute="_compute_funding", store=True
    )
    funding_amount = fields.Monetary(
        string="Money Planned", compute="_compute_funding", store=True
    )
    gap = fields.Monetary(
        string="Not Covered",
        compute="_compute_gap",
        store=True,
        help="Costs without money; below zero: money without costs.",
    )
    highest_amount = fields.Monetary(
        string="Grant at Most",
        compute="_compute_plan",
        help="What kind of financing, rate and highest amount allow.",
    )
    plan_findings = fields.Html(string="To Be Mended", compute="_compute_plan")
    plan_blocked = fields.Boolean(compute="_compute_plan")

    _follow_up_check = models.Constraint(
        "CHECK (follow_up_cost BETWEEN 0 AND 1000000000)",
        "Please check the follow-up cost: it lies between 0 and one billion.",
    )

    @api.depends("budget_line_ids.amount", "budget_line_ids.eligible")
    def _compute_costs(self):
        for grant in self:
            lines = grant.budget_line_ids
            eligible = lines.filtered("eligible")
            grant.total_cost = sum(lines.mapped("amount"))
            grant.eligible_cost = sum(eligible.mapped("amount"))

    @api.depends("funding_line_ids.amount", "funding_line_ids.kind")
    def _compute_funding(self):
        for grant in self:
            lines = grant.funding_line_ids

            def sum_of(kinds, lines=lines):
                chosen = lines.filtered(lambda line: line.kind in kinds)
                return sum(chosen.mapped("amount"))

            grant.requested_amount = sum_of(("grant",))
            grant.own_amount = sum_of(OWN)
            grant.third_amount = sum_of(THIRD)
            grant.funding_amount = sum(lines.mapped("amount"))

    @api.depends("total_cost", "funding_amount")
    def _compute_gap(self):
        for grant in self:
            grant.gap = grant.total_cost - grant.funding_amount

    @api.depends(
        "budget_line_ids.amount",
        "budget_line_ids.eligible",
        "budget_line_ids.year",
        "funding_line_ids.amount",
        "funding_line_ids.kind",
        "program_id",
        "date_from",
        "date_to",
    )
    def _compute_plan(self):
        for grant in self:
            program = grant.program_id
            grant.highest_amount = (
                float(highest_grant(program._terms(), grant._plan())) if program else 0
            )
            findings = grant._plan_findings()
            grant.plan_blocked = any(finding.blocking for finding in findings)
            grant.plan_findings = (
                Markup("<ul class='mb-0'>%s</ul>")
                % Markup("").join(
                    Markup("<li>%s</li>") % finding.text for finding in findings
                )
                if findings
                else False
            )

    def _plan(self):
        """Return the sums, for calculations."""
        self.ensure_one()
        return Plan(
            total=money(self.total_cost),
            eligible=money(self.eligible_cost),
            grant=money(self.requested_amount),
            other=money(self.funding_amount - self.requested_amount),
        )

    def _plan_findings(self):
        """Hook: say what is wrong with the plan.

        :rtype: list[PlanFinding]
        """
        self.ensure_one()
        if not self.budget_line_ids:
            text = self.env._("Please enter the costs.")
            return [PlanFinding(text)]
        findings = [*self._balance_findings(), *self._year_findings()]
        if self.program_id:
            findings += self._program_findings()
        return findings

    def _balance_findings(self):
        gap = money(self.gap)
        if gap > 0:
            return [
                PlanFinding(
                    self.env._(
                        "Costs and financing differ: %s are not covered.",
                        self._amount_text(gap),
                    )
                )
            ]
        if gap < 0:
            return [
                PlanFinding(
                    self.env._(
                        "Costs and financing differ: %s more than is needed.",
                        self._amount_text(-gap),
                    )
                )
            ]
        return []

    def _year_findings(self):
        first = self.date_from and self.date_from.year
        last = self.date_to and self.date_to.year
        outside = self.budget_line_ids.filtered(
            lambda line: (
                line.year
                and ((first and line.year < first) or (last and line.year > last))
            )
        )
        if not outside:
            return []
        return [
            PlanFinding(
                self.env._(
                    "These costs lie outside of the measure's years: %s.",
                    ", ".join(outside.mapped(lambda line: line.name or "")),
                ),
                blocking=False,
            )
        ]

    def _program_findings(self):
        """Say what the programme's terms do not allow."""
        program = self.program_id
        findings = []
        highest, asked = money(self.highest_amount), money(self.requested_amount)
        if asked > highest:
            findings.append(
                self.env._(
                    "The programme gives %(highest)s at most, %(asked)s are asked for.",
                    highest=self._amount_text(highest),
                    asked=self._amount_text(asked),
                )
            )
        own = sum(
            money(line.amount)
            for line in self.funding_line_ids
            if line.kind == "own_cash"
            or (line.kind == "own_work" and program.own_work_counts)
        )
        needed = share_of(money(self.eligible_cost), program.own_share_rate)
        if own < needed:
            findings.append(
                self.env._(
                    "The own share has to be %(needed)s (%(rate)s percent of the"
                    " eligible costs), %(own)s are planned.",
                    needed=self._amount_text(needed),
                    rate=formatLang(self.env, program.own_share_rate, digits=1),
                    own=self._amount_text(own),
                )
            )
        lowest, source = program._lowest_amount()
        if asked < money(lowest):
            findings.append(
                self.env._(
                    "At least %(lowest)s have to be asked for (%(where)s).",
                    lowest=self._amount_text(lowest),
                    where=source,
                )
            )
        return [*map(PlanFinding, findings), *self._own_work_findings()]

    def _own_work_findings(self):
        """Hint at more own work than the rule set counts."""
        rule = self.program_id.rule_set_id._find_rule("own_work_percent")
        work = self.funding_line_ids.filtered(lambda line: line.kind == "own_work")
        planned = sum(money(line.amount) for line in work)
        limit = share_of(money(self.eligible_cost), rule.value)
        if not rule or planned <= limit:
            return []
        text = self.env._(
            "Own work usually counts up to %(limit)s (%(where)s), %(planned)s are"
            " planned.",
            limit=self._amount_text(limit),
            where=rule.source,
            planned=self._amount_text(planned),
        )
        return [PlanFinding(text, blocking=False)]

    def _amount_text(self, amount):
        """Return an amount with its currency, in the reader's language."""
        return formatLang(self.env, float(amount), currency_obj=self.currency_id)

    def action_what_if(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_grants.quartier_grant_what_if_action"
        )
        action["context"] = {"default_grant_id": self.id}
        return action
