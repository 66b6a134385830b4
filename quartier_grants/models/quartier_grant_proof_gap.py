from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

from .financing import ZERO, money
from .quartier_grant_plan import PlanFinding


class QuartierGrantProof(models.Model):
    """What a proof lacks: small checks, each answers in whole sentences."""

    _inherit = "quartier.grant.proof"

    gaps = fields.Html(string="What Is Missing", compute="_compute_gaps")
    has_gaps = fields.Boolean(compute="_compute_gaps")

    @api.depends(
        "state",
        "date_from",
        "date_to",
        "line_ids.explanation",
        "statement_ids.text",
        "statement_ids.dropped",
    )
    def _compute_gaps(self):
        for proof in self:
            live = proof.state == "work" and proof._origin
            gaps = proof._gaps() if live else []
            proof.has_gaps = any(gap.blocking for gap in gaps)
            proof.gaps = (
                Markup("<ul class='mb-0'>%s</ul>")
                % Markup("").join(proof._gap_item(gap) for gap in gaps)
                if gaps
                else False
            )

    def _gap_item(self, gap):
        if gap.blocking:
            return Markup("<li>%s</li>") % gap.text
        # said in words as well: colour alone says nothing to some readers
        note = self.env._("for your attention")
        return Markup("<li>%s (<em>%s</em>)</li>") % (gap.text, note)

    def _gaps(self):
        """Hook: say what is missing before somebody confirms the proof.

        :rtype: list[PlanFinding]
        """
        self.ensure_one()
        return [
            *self._period_gaps(),
            *self._narrative_gaps(),
            *self._explanation_gaps(),
            *self._voucher_gaps(),
            *self._money_gaps(),
            *self._inventory_gaps(),
            *self._duty_gaps(),
        ]

    def _period_gaps(self):
        if not self.date_from or not self.date_to:
            return [PlanFinding(self.env._("Please enter the period reported."))]
        if self.date_to > self.quartier_id._today():
            text = self.env._(
                "The period ends on %s: what is still to come cannot be accounted for."
                " If the measure is over, please enter its last day.",
                self.grant_id._day_text(self.date_to),
            )
            return [PlanFinding(text)]
        return []

    def _narrative_gaps(self):
        told = self.statement_ids.filtered(
            lambda row: not row.dropped and (row.text or "").strip()
        )
        missing = [
            label
            for part, label in told._fields["part"]._description_selection(self.env)
            if part in told._needed_parts() and part not in told.mapped("part")
        ]
        if not missing:
            return []
        text = self.env._(
            "The report says nothing on: %s. Please write a statement, or collect them"
            " from the records.",
            ", ".join(missing),
        )
        return [PlanFinding(text)]

    def _explanation_gaps(self):
        return [
            PlanFinding(
                self.env._(
                    "“%(line)s” exceeds the approved amount by %(more)s, more than the"
                    " tolerance of %(tolerance)s. Please explain why.",
                    line=line.name,
                    more=self._amount_text(line.deviation_amount),
                    tolerance=self._amount_text(line.tolerance_amount),
                )
            )
            for line in self.line_ids
            if line.exceeds and not (line.explanation or "").strip()
        ]

    # -- vouchers

    def _voucher_gaps(self):
        # sudo: shares of all offices count; amounts and numbers alone are named
        lines = self.env["account.analytic.line"].sudo()
        mine = Domain("quartier_grant_id", "=", self.grant_id.id)
        booked = mine & Domain("quartier_voucher_id.state", "=", "confirmed")
        gaps = []
        for domain, text, blocking in (
            (
                mine & Domain("quartier_voucher_id.state", "=", "draft"),
                self.env._("Vouchers not booked yet: %(count)s (%(amount)s)."),
                self.kind == "final",
            ),
            (
                booked & Domain("quartier_voucher_id.paid_on", "=", False),
                self.env._(
                    "Vouchers not paid yet: %(count)s (%(amount)s). They are not in"
                    " the proof."
                ),
                self.kind == "final",
            ),
            (
                self._late_domain(booked),
                self.env._(
                    "Vouchers paid after the period: %(count)s (%(amount)s). They are"
                    " not in the proof."
                ),
                False,
            ),
            (
                mine & Domain("quartier_voucher_id", "=", False),
                self.env._(
                    "Costs of other apps without voucher: %(count)s (%(amount)s)."
                    " Please take them over, or they are not in the proof."
                ),
                False,
            ),
            (
                self._share_domain() & Domain("quartier_budget_line_id", "=", False),
                self.env._(
                    "Shares on no line of the plan: %(count)s (%(amount)s). They count,"
                    " but no line shows them."
                ),
                False,
            ),
        ):
            [(count, amount)] = lines._read_group(domain, [], ["__count", "amount:sum"])
            if count:
                values = {"count": count, "amount": self._amount_text(-(amount or 0))}
                gaps.append(PlanFinding(text % values, blocking))
        return gaps

    def _late_domain(self, booked):
        """Return those that no proof will report any more: after the final one."""
        if self.kind != "final" or not self.date_to:
            return Domain.FALSE
        return booked & Domain("quartier_voucher_id.paid_on", ">", self.date_to)

    # -- money

    def _money_gaps(self):
        gaps = []
        surplus = self._surplus()
        if surplus:
            gaps.append(
                self.env._(
                    "More came in than was spent: %s. The funder may want it back.",
                    self._amount_text(surplus),
                )
            )
        if self.kind == "final" and self.balance_amount < 0:
            gaps.append(
                self.env._(
                    "The funder has paid out %s more than the grant bears of these"
                    " costs. Please pay it back, or explain it.",
                    self._amount_text(-self.balance_amount),
                )
            )
        # sudo: the status alone is read
        asked = self.grant_id.sudo().drawdown_ids.filtered(
            lambda row: row.state in ("signoff", "released", "requested")
        )
        if self.kind == "final" and asked:
            gaps.append(
                self.env._(
                    "Drawdowns that are not paid out yet: %s.",
                    ", ".join(map(str, sorted(asked.mapped("number")))),
                )
            )
        gaps += self._late_income_gaps()
        gaps += self._own_work_gaps()
        return [PlanFinding(text, blocking=False) for text in gaps]

    def _late_income_gaps(self):
        # sudo: who reads the proof reads its income
        late = self.grant_id.sudo().income_ids.filtered(
            lambda row: (
                self.kind == "final" and self.date_to and row.received_on > self.date_to
            )
        )
        if not late:
            return []
        return [
            self.env._(
                "Income received after the period: %s. It is not in the proof.",
                self._amount_text(sum(late.mapped("amount"))),
            )
        ]

    def _own_work_gaps(self):
        grant = self.grant_id
        if not grant.work_amount or grant.budget_line_ids.filtered("own_work"):
            return []
        return [
            self.env._(
                "Own work worth %s counts, but no cost of the plan is marked as own"
                " work: it is left out on both sides.",
                self._amount_text(grant.work_amount),
            )
        ]

    def _surplus(self):
        """Return by how much payouts, income and work exceed the costs."""
        other = sum(
            money(line.actual_amount)
            for line in self.line_ids
            if line.side == "funding" and line.funding_line_id.kind != "own_cash"
        )
        return max(other - money(self.cost_total), ZERO)

    # -- inventory, duties

    def _inventory_gaps(self):
        # sudo: who reads the proof reads its plan
        grant = self.grant_id.sudo()
        rule = grant._award_rule_set()._find_rule("inventory_from", self.date_to)
        bought = grant.budget_line_ids.filtered(
            lambda line: line.kind_id.inventory and rule
        )
        if not bought or grant.item_ids:
            return []
        shares = self.env["account.analytic.line"].sudo()
        dear = shares.search_count(
            self._share_domain()
            & Domain("quartier_budget_line_id", "in", bought.ids)
            & Domain("amount", "<", -rule.value),
            limit=1,
        )
        if not dear:
            return []
        text = self.env._(
            "Items were bought for more than %(amount)s, and the inventory is empty"
            " (%(where)s).",
            amount=self._amount_text(rule.value),
            where=rule._quartier_grant_source(),
        )
        return [PlanFinding(text, blocking=False)]

    def _duty_gaps(self):
        # sudo: names alone are shown, to who reads the grant
        open_rows = self.grant_id.sudo().condition_ids.filtered(
            lambda row: (
                not row.done_on
                and row.kind not in ("publicity", "binding")
                and row.due_on
                and self.date_to
                and row.due_on <= self.date_to
            )
        )
        changes = self.env["quartier.grant.change"].search_count(
            [("grant_id", "=", self.grant_id.id), ("state", "=", "requested")], limit=1
        )
        gaps = []
        if open_rows:
            names = ", ".join(open_rows.mapped("name"))
            gaps.append(self.env._("Conditions not fulfilled yet: %s.", names))
        if changes:
            gaps.append(self.env._("The funder has not answered a change request yet."))
        return [PlanFinding(text, blocking=False) for text in gaps]
