from functools import partial

from odoo import api, fields, models
from odoo.fields import Domain

from . import drawing
from .financing import ZERO, money

_COMPARE = {
    "in": lambda values, amount: amount in values,
    ">": lambda value, amount: amount > value,
    ">=": lambda value, amount: amount >= value,
    "<": lambda value, amount: amount < value,
    "<=": lambda value, amount: amount <= value,
}
# what is asked for counts as drawn, so that it is not asked for twice
COMMITTED = ("signoff", "released", "requested", "paid")


class QuartierGrant(models.Model):
    """What was drawn, what is used of it, and until when the rest has to be."""

    _inherit = "quartier.grant"

    drawdown_ids = fields.One2many(
        "quartier.grant.drawdown", "grant_id", string="Drawdowns", copy=False
    )
    next_use_by = fields.Date(
        string="To Be Used by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The first day by which drawn money has to be used.",
    )

    at_risk_amount = fields.Monetary(
        string="At Risk",
        compute="_compute_at_risk_amount",
        search="_search_at_risk_amount",
        help="Drawn money whose period of use is over: the funder may want it back,"
        " with interest.",
    )
    repaid_amount = fields.Monetary(
        string="Paid Back", readonly=True, copy=False, help="Without interest."
    )

    _repaid_check = models.Constraint(
        "CHECK (COALESCE(repaid_amount, 0) = 0 OR repaid_amount <= drawn_amount)",
        "More than was drawn cannot be paid back.",
    )

    def _compute_at_risk_amount(self):
        """On read: it changes with the day."""
        sums = dict(
            self.env["quartier.grant.drawdown"]._read_group(
                [("grant_id", "in", self.ids), ("use_state", "=", "overdue")],
                ["grant_id"],
                ["left_amount:sum"],
            )
        )
        for grant in self:
            grant.at_risk_amount = sums.get(grant, 0)

    @api.model
    def _search_at_risk_amount(self, operator, value):
        """Find grants by the money at risk; most have none."""
        if operator not in _COMPARE:
            return NotImplemented
        groups = self.env["quartier.grant.drawdown"]._read_group(
            [("use_state", "=", "overdue")], ["grant_id"], ["left_amount:sum"]
        )
        fits = partial(_COMPARE[operator], value)
        found = Domain("id", "in", [grant.id for grant, late in groups if fits(late)])
        if fits(0):
            found |= Domain("id", "not in", [grant.id for grant, _late in groups])
        return found

    def action_view_drawdowns(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_grants.quartier_grant_drawdown_action"
        )
        action["domain"] = [("grant_id", "=", self.id)]
        action["context"] = {"default_grant_id": self.id}
        return action

    def action_new_drawdown(self):
        """Open a new drawdown with what may be drawn now."""
        action = self.action_view_drawdowns()
        return {**action, "views": [(False, "form")], "view_mode": "form"}

    def _sums(self):
        """Add what was drawn, and how far it is used: what came first goes first."""
        sums = super()._sums()
        by_grant = self._paid_drawdowns().grouped("grant_id")
        repaid = self._repaid_sums()
        for grant in self:
            drawdowns = by_grant.get(grant, grant.drawdown_ids.browse())
            sums[grant.id] |= grant._use_sums(
                money(sums[grant.id]["paid_amount"]), drawdowns, repaid[grant.id]
            )
        return sums

    def _sums_with(self, spent, paid):
        """What was drawn and paid back stays as it is; what uses it may be more."""
        sums = super()._sums_with(spent, paid)
        drawdowns = self.env["quartier.grant.drawdown"]
        if self.drawn_amount:
            drawdowns = self._paid_drawdowns()
        return sums | self._use_sums(
            money(sums["paid_amount"]), drawdowns, money(self.repaid_amount)
        )

    def _paid_drawdowns(self):
        """Return what was drawn, in the order in which it is used."""
        return self.env["quartier.grant.drawdown"].search_fetch(
            [("grant_id", "in", self.ids), ("state", "=", "paid")],
            [
                "grant_id",
                "left_amount",
                "paid_amount",
                "state",
                "use_by",
                "used_amount",
            ],
            order="paid_on, number",
        )

    def _use_sums(self, paid, drawdowns, back):
        """Return sums of drawn money, and note with the drawdowns what is used of them.

        :param Decimal paid: all eligible payments
        :param drawdowns: all that was paid out, in order
        :param Decimal back: what was repaid
        :rtype: dict
        """
        self.ensure_one()
        used = drawing.grant_part(self._award_financing(), self._approved_plan(), paid)
        drawn = sum((money(row.paid_amount) for row in drawdowns), ZERO)
        drawdowns._note_used(used + back)
        waiting = drawdowns.filtered(lambda row: row.left_amount and row.use_by)
        return {
            "drawn_amount": float(drawn),
            "used_amount": float(used),
            "repaid_amount": float(back),
            "unspent_amount": float(max(drawn - back - used, ZERO)),
            "next_use_by": min(waiting.mapped("use_by"), default=False),
        }

    def _award_financing(self):
        """Return the kind of financing by the letter, see :data:`financing.KINDS`."""
        self.ensure_one()
        return self.award_financing or "full"

    def _award_rule_set(self):
        """Return whose law the letter follows, whatever becomes of the programme."""
        return self.award_id.rule_set_id or self.program_id.rule_set_id

    def _repaid_sums(self):
        """Hook: return what was paid back to the funder, by grant id.

        :rtype: dict[int, Decimal]
        """
        return dict.fromkeys(self.ids, ZERO)

    def _payment_flows(self):
        """Hook: return the eligible payments of these grants with their days.

        :return: a list of :class:`drawing.Flow` for each grant id
        :rtype: dict[int, list]
        """
        return {grant_id: [] for grant_id in self.ids}

    def _repayment_flows(self):
        """Hook: return what was paid back with its days, likewise."""
        return {grant_id: [] for grant_id in self.ids}

    def _segments(self):
        """Say which payment used which drawdown.

        :return: lists of :class:`drawing.Segment` by grant id; the payouts refer to
            their ``quartier.grant.drawdown``
        """
        paid = self.drawdown_ids.filtered(lambda row: row.state == "paid")
        by_grant = paid.grouped("grant_id")
        payments, repayments = self._payment_flows(), self._repayment_flows()
        segments = {}
        for grant in self:
            payouts = [
                drawing.Flow(row.paid_on, money(row.paid_amount), row)
                for row in by_grant.get(grant, paid.browse()).sorted("number")
            ]
            used = drawing.uses(
                grant._award_financing(), grant._approved_plan(), payments[grant.id]
            )
            segments[grant.id], _early = drawing.match(
                payouts, [*used, *repayments[grant.id]]
            )
        return segments

    def _term(self, day):
        """Return how long money drawn on a day may wait, and the rule that says so.

        :return: a :class:`drawing.Term` or None, and one ``quartier.rule`` or none
        """
        rule_set = self._award_rule_set()
        for what, unit in (("use_by_months", "months"), ("use_by_weeks", "weeks")):
            if rule := rule_set._find_rule(what, day):
                return drawing.Term(**{unit: int(rule.value)}), rule
        return None, rule_set.env["quartier.rule"]

    def _committed_amount(self, leave_out=None):
        """Return what was drawn or asked for, in cents.

        :param leave_out: ``quartier.grant.drawdown`` that does not count
        """
        self.ensure_one()
        rows = self.drawdown_ids.filtered(lambda row: row.state in COMMITTED)
        return sum(
            (
                money(row.paid_amount if row.state == "paid" else row.amount)
                for row in rows - (leave_out or rows.browse())
            ),
            ZERO,
        )
