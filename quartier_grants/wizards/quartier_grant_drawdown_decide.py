from odoo import api, fields, models


class QuartierGrantDrawdownDecide(models.TransientModel):
    """Asks for what the next status of a drawdown needs."""

    _name = "quartier.grant.drawdown.decide"
    _description = "Next Status of a Drawdown"
    _rec_name = "step"

    drawdown_id = fields.Many2one(
        "quartier.grant.drawdown", required=True, readonly=True, ondelete="cascade"
    )
    step = fields.Selection(
        [("paid", "Paid Out"), ("cancel", "Cancel")], required=True, readonly=True
    )
    day = fields.Date(string="On", default=fields.Date.context_today)
    currency_id = fields.Many2one(related="drawdown_id.currency_id")
    amount = fields.Monetary(
        string="Amount Paid Out",
        compute="_compute_amount",
        # not even a guessed id tells what is drawn elsewhere
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    text = fields.Text(string="Reason")

    def _compute_amount(self):
        for wizard in self:
            wizard.amount = wizard.drawdown_id.amount

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards.drawdown_id.check_access("read")
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self.drawdown_id.check_access("read")
        return result

    def action_decide(self):
        """Do it, or say all that stands against it."""
        self.ensure_one()
        if self.step == "paid":
            self.drawdown_id.action_paid(self.day, self.amount)
        else:
            self.drawdown_id.action_cancel(self.text)
        return {"type": "ir.actions.act_window_close"}
