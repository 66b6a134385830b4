from odoo import api, fields, models

from .financing import money


class QuartierGrantBudgetLine(models.Model):
    _inherit = "quartier.grant.budget.line"

    spent_amount = fields.Monetary(
        string="Spent",
        compute="_compute_spent_amount",
        help="By confirmed vouchers.",
    )
    left_amount = fields.Monetary(string="Left", compute="_compute_spent_amount")

    @api.depends("approved_amount")
    def _compute_spent_amount(self):
        # sudo: what is spent of a line is the same for whoever reads the plan
        spent = self.sudo()._spent()
        for line in self:
            amount = spent.get(line._origin, money(0))
            line.spent_amount = float(amount)
            line.left_amount = float(money(line.approved_amount) - amount)

    def _spent(self, except_ids=()):
        """Return what confirmed vouchers say of each of these lines.

        :param except_ids: ids of vouchers that do not count
        :rtype: dict[quartier.grant.budget.line, Decimal]
        """
        groups = self.env["account.analytic.line"]._read_group(
            [
                ("quartier_budget_line_id", "in", self._origin.ids),
                ("quartier_voucher_id.state", "=", "confirmed"),
                ("quartier_voucher_id", "not in", list(except_ids)),
            ],
            ["quartier_budget_line_id"],
            ["amount:sum"],
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
