from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .quartier_grant_proof_figures import RECEIVED


class QuartierGrantIncome(models.Model):
    """Money for a measure that others gave: donations, third parties, fees."""

    _name = "quartier.grant.income"
    _description = "Income of a Grant"
    _inherit = (
        "quartier.grant.closed.mixin",
        "quartier.grant.noted.mixin",
        "quartier.team.mixin",
    )
    _order = "received_on desc, id desc"
    _quartier_team_fields = ("grant_id",)

    grant_id = fields.Many2one(
        "quartier.grant",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('award_id', '!=', False)]",
    )
    quartier_id = fields.Many2one(related="grant_id.quartier_id", store=True)
    name = fields.Char(
        string="From Whom", required=True, help="Who paid, and for what."
    )
    received_on = fields.Date(
        required=True, index=True, default=fields.Date.context_today
    )
    funding_line_id = fields.Many2one(
        "quartier.grant.funding.line",
        string="Line of the Financing",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('grant_id', '=', grant_id), ('kind', 'in', "
        "('third_party', 'donation', 'other_grant', 'income'))]",
    )
    currency_id = fields.Many2one(related="grant_id.currency_id")
    amount = fields.Monetary(required=True)
    reference = fields.Char(help="Number of the booking or of the receipt.")
    document = fields.Binary(string="Receipt (File)", attachment=True, copy=False)
    document_name = fields.Char(copy=False)

    _amount_check = models.Constraint(
        "CHECK (amount <> 0 AND abs(amount) <= 1000000000)",
        "Please check the amount: not 0, and below one billion.",
    )

    @api.constrains("grant_id", "funding_line_id")
    def _check_funding_line(self):
        for income in self:
            line = income.funding_line_id
            if line.grant_id != income.grant_id or line.kind not in RECEIVED:
                raise ValidationError(
                    self.env._(
                        "Please choose a line of this grant's financing that others"
                        " pay: third parties, donations, other grants or income."
                    )
                )

    @api.constrains("received_on", "grant_id")
    def _check_day(self):
        for income in self:
            if income.received_on > income.quartier_id._today():
                raise ValidationError(self.env._("The day cannot be in the future."))

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._changed()
        return rows

    def write(self, vals):
        self._check_open()
        result = super().write(vals)
        self._changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_accounted(self):
        self._check_open()

    def unlink(self):
        grants = self.grant_id
        result = super().unlink()
        if not self.env.su:
            # sudo: the stamp is the system's
            grants.sudo()._approval_touch()
        return result

    def _changed(self):
        if not self.env.su:
            self._check_open()
            # sudo: of income and a check of the proof at once one gets through
            self.sudo().grant_id._approval_touch()

    def _check_open(self):
        if not self.env.su:
            # sudo: the status alone is read
            self.sudo().grant_id._check_takes_costs()
