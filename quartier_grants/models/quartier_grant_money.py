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
        grant, other = money(self.awarded_amount), money(self.approved_other)
        return Plan(
            # an award whose costs and money differ is not recorded
            total=grant + other,
            eligible=money(self.approved_cost),
            grant=grant,
            other=other,
        )

    def _settle(self):
        """Note the sums of these grants anew, after money has moved."""
        # sudo: sums are noted for whoever may read the grant; rows of all offices and
        # apps count
        grants = self.sudo()
        grants.budget_line_ids._note_spent()
        for grant_id, vals in grants._sums().items():
            grants.browse(grant_id)._note_changed(vals)
        grants._note_running()

    def _settle_added(self, spent, paid):
        """Note costs that were confirmed just now, on top of those that are noted.

        Adding up all costs of a large measure for each voucher takes longer than all
        that confirming it has to look at. What is noted is what was counted: who
        confirms writes the grant's row, so that of two at once PostgreSQL lets one
        through, and what was confirmed is not changed any more. The price is that a sum
        which was wrong stays wrong until :meth:`_settle` counts anew, as it does with
        each payment, cancellation, drawdown and repayment.

        :param spent: what was added to the costs, by grant
        :param paid: how much of it is eligible and paid, by grant
        :type spent, paid: dict[quartier.grant, Decimal]
        """
        # sudo: as in _settle
        for grant in self.sudo():
            grant._note_changed(grant._sums_with(spent[grant], paid[grant]))
        self.sudo()._note_running()

    def _sums_with(self, spent, paid):
        """Hook: return what is to be noted of this grant after costs were added.

        :param Decimal spent, paid: see :meth:`_settle_added`
        :rtype: dict
        """
        self.ensure_one()
        return {
            "spent_amount": float(money(self.spent_amount) + spent),
            "paid_amount": float(money(self.paid_amount) + paid),
        }

    def _note_changed(self, vals):
        """Write what differs, at once: each write of a grant asks several models."""
        changed = {name: value for name, value in vals.items() if self[name] != value}
        if changed:
            # sums have no history; core would read all tracked fields
            self.with_context(tracking_disable=True).write(changed)

    def _sums(self):
        """Hook: return what is to be noted of each of these grants, by grant id.

        :rtype: dict[int, dict]
        """
        spent, paid = self._cost_sums()
        return {
            grant_id: {
                "spent_amount": float(spent[grant_id]),
                "paid_amount": float(paid[grant_id]),
            }
            for grant_id in self.ids
        }

    def _cost_sums(self):
        """Hook: return what was spent, and what was paid of eligible costs.

        Whoever knows of costs adds them to what ``super()`` returns.

        :return: two dicts of amounts by grant id
        :rtype: tuple[dict[int, Decimal], dict[int, Decimal]]
        """
        return dict.fromkeys(self.ids, ZERO), dict.fromkeys(self.ids, ZERO)
