from odoo import api, fields, models

from .financing import money


class QuartierGrantBudgetLine(models.Model):
    """What is spent of a line is noted with it, as the grant's sums are."""

    _inherit = "quartier.grant.budget.line"

    spent_amount = fields.Monetary(
        string="Spent",
        compute="_compute_spent_amount",
        store=True,
        help="By confirmed vouchers.",
    )
    left_amount = fields.Monetary(string="Left", compute="_compute_left_amount")

    @api.depends()
    def _compute_spent_amount(self):
        """For new lines, and those from before it was noted (:meth:`_note_spent`)."""
        spent = self._count_spent()
        for line in self:
            line.spent_amount = float(spent.get(line._origin, money(0)))

    @api.depends("approved_amount", "spent_amount")
    def _compute_left_amount(self):
        for line in self:
            left = money(line.approved_amount) - money(line.spent_amount)
            line.left_amount = float(left)

    def _note_spent(self):
        """Count anew what confirmed vouchers say of these lines."""
        for line, amount in self._count_spent().items():
            line._note_spent_amount(amount)

    def _note_spent_amount(self, amount):  # pylint: disable=missing-return
        """Note what is spent of this line.

        :param Decimal amount: by all confirmed vouchers
        """
        if money(self.spent_amount) != amount:
            # past the guards of the application's parts: the plan stays as it is, and
            # whoever notes sums writes the grant's row
            models.BaseModel.write(self, {"spent_amount": float(amount)})

    def _count_spent(self):
        """Return what confirmed vouchers say of each of these lines.

        :rtype: dict[quartier.grant.budget.line, Decimal]
        """
        # sudo: shares of all offices and apps count, for whoever reads the plan
        groups = (
            self.env["account.analytic.line"]
            .sudo()
            ._read_group(
                [
                    ("quartier_budget_line_id", "in", self._origin.ids),
                    ("quartier_voucher_id.state", "=", "confirmed"),
                ],
                ["quartier_budget_line_id"],
                ["amount:sum"],
            )
        )
        spent = dict.fromkeys(self._origin, money(0))
        spent.update({line: -money(amount) for line, amount in groups})
        return spent

    def _has_open_change(self, amount):
        """Tell whether the funder is asked, or about to be, for so much on this line.

        :param Decimal amount: what is spent of the line
        """
        self.ensure_one()
        return bool(
            self.env["quartier.grant.change.line"].search_count(
                [
                    ("budget_line_id", "=", self.id),
                    ("amount", ">=", float(amount)),
                    ("change_id.state", "in", ("draft", "requested")),
                ],
                limit=1,
            )
        )
