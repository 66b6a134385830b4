from odoo import api, fields, models
from odoo.exceptions import ValidationError


class QuartierGrantChangeLine(models.Model):
    """What a line of the cost plan is to be."""

    _name = "quartier.grant.change.line"
    _description = "Line of a Change Request"
    _inherit = (
        "quartier.grant.closed.mixin",
        "quartier.grant.noted.mixin",
        "quartier.team.mixin",
    )
    _grant_paths = ("change_id.grant_id",)
    _order = "change_id, id"
    _rec_name = "budget_line_id"
    _quartier_team_fields = ("change_id",)

    change_id = fields.Many2one(
        "quartier.grant.change", required=True, index=True, ondelete="cascade"
    )
    grant_id = fields.Many2one(related="change_id.grant_id")
    budget_line_id = fields.Many2one(
        "quartier.grant.budget.line",
        string="Cost",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('grant_id', '=', grant_id)]",
    )
    currency_id = fields.Many2one(related="change_id.currency_id")
    approved_amount = fields.Monetary(
        string="Approved",
        compute="_compute_approved_amount",
        # not even a guessed id tells what was approved elsewhere
        compute_sudo=False,
        store=True,
    )
    amount = fields.Monetary(string="Is to Be")

    _line_uniq = models.Constraint(
        "UNIQUE (change_id, budget_line_id)", "Each cost stands in a request once."
    )
    _amount_check = models.Constraint(
        "CHECK (amount BETWEEN 0 AND 1000000000)", "Please check the amounts."
    )

    @api.depends("budget_line_id")
    def _compute_approved_amount(self):
        """Stored: a request shows what counted when it was made."""
        for line in self:
            line.approved_amount = line.budget_line_id.approved_amount

    @api.constrains("budget_line_id", "change_id")
    def _check_grant(self):
        for line in self:
            if line.budget_line_id.grant_id != line.change_id.grant_id:
                raise ValidationError(
                    self.env._("This cost belongs to another grant's plan.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not self.env.su:
            lines.change_id._check_draft()
        return lines

    def write(self, vals):
        if not self.env.su:
            self.change_id._check_draft()
        result = super().write(vals)
        if not self.env.su:
            self.change_id._check_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_requested(self):
        if not self.env.su:
            self.change_id._check_draft()
