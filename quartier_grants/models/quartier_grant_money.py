from odoo import api, fields, models

from .financing import ZERO, Plan, money


class QuartierGrant(models.Model):
    """Sums of an awarded grant. Whoever changes money calls :meth:`_settle`."""

    _inherit = "quartier.grant"

    approved_cost = fields.Monetary(
        string="Approved Costs",
        compute="_compute_approved_cost",
        store=True,
        help="The costs that the award takes into account.",
    )
    approved_other = fields.Monetary(
        string="Own and Third-Party Money",
        compute="_compute_approved_other",
        store=True,
        help="What is to be paid beside the grant.",
    )
    spent_amount = fields.Monetary(
        string="Spent", readonly=True, copy=False, help="By confirmed vouchers."
    )
    paid_amount = fields.Monetary(
        string="Eligible Payments",
        readonly=True,
        copy=False,
        help="What was paid of the costs that the funder takes into account.",
    )
    used_amount = fields.Monetary(
        string="Grant Used",
        readonly=True,
        copy=False,
        help="The part of the eligible payments that the grant bears.",
    )
    drawn_amount = fields.Monetary(
        string="Drawn", readonly=True, copy=False, help="What the funder paid out."
    )
    unspent_amount = fields.Monetary(
        string="Drawn and Unspent",
        readonly=True,
        copy=False,
        help="Drawn money that no payment has used yet.",
    )
    open_amount = fields.Monetary(
        string="Still to Draw",
        compute="_compute_open_amount",
        store=True,
        help="Awarded and not drawn yet.",
    )

    _drawn_check = models.Constraint(
        "CHECK (COALESCE(drawn_amount, 0) = 0 OR drawn_amount <= awarded_amount)",
        "More than the award cannot be drawn.",
    )

    @api.depends("budget_line_ids.approved_amount", "budget_line_ids.eligible")
    def _compute_approved_cost(self):
        for grant in self:
            eligible = grant.budget_line_ids.filtered("eligible")
            grant.approved_cost = sum(eligible.mapped("approved_amount"))

    @api.depends("funding_line_ids.approved_amount", "funding_line_ids.kind")
    def _compute_approved_other(self):
        for grant in self:
            other = grant.funding_line_ids.filtered(lambda line: line.kind != "grant")
            grant.approved_other = sum(other.mapped("approved_amount"))

    @api.depends("awarded_amount", "drawn_amount")
    def _compute_open_amount(self):
        for grant in self:
            grant.open_amount = grant.awarded_amount - grant.drawn_amount

    def _approved_plan(self):
        """Return the approved sums, for calculations."""
        self.ensure_one()
        return Plan(
            total=money(sum(self.budget_line_ids.mapped("approved_amount"))),
            eligible=money(self.approved_cost),
            grant=money(self.awarded_amount),
            other=money(self.approved_other),
        )

    def _settle(self):
        """Note the sums of these grants anew, after money has moved."""
        # sudo: sums are noted for whoever may read the grant; rows of all offices and
        # apps count
        grants = self.sudo()
        grants._settle_costs()
        grants._settle_drawdowns()
        grants._note_running()

    def _settle_costs(self):
        """Note what was spent and paid."""
        spent, paid = self._spent_sums(), self._paid_sums()
        for grant in self:
            grant.spent_amount = float(spent.get(grant.id, 0))
            grant.paid_amount = float(paid.get(grant.id, 0))

    def _spent_sums(self):
        """Hook: return what was spent on each of these grants, by grant id.

        :rtype: dict[int, Decimal]
        """
        return dict.fromkeys(self.ids, ZERO)

    def _paid_sums(self):
        """Hook: return the eligible costs that were paid, by grant id.

        Whoever knows of costs adds them to what ``super()`` returns.

        :rtype: dict[int, Decimal]
        """
        return dict.fromkeys(self.ids, ZERO)

    def _settle_drawdowns(self):
        """Hook: note what was drawn and used."""
