from odoo import api, fields, models


class QuartierGrantVoucherDecide(models.TransientModel):
    """Asks for the day of the payment, or why vouchers are cancelled."""

    _name = "quartier.grant.voucher.decide"
    _description = "Payment or Cancellation of Vouchers"
    _rec_name = "step"

    voucher_ids = fields.Many2many(
        "quartier.grant.voucher",
        string="Vouchers",
        required=True,
        default=lambda self: self._default_vouchers(),
    )
    step = fields.Selection(
        [("pay", "Payment"), ("cancel", "Cancellation")], required=True, readonly=True
    )
    day = fields.Date(string="Paid on", default=fields.Date.context_today)
    reason = fields.Text()

    @api.model
    def _default_vouchers(self):
        if self.env.context.get("active_model") == "quartier.grant.voucher":
            return self.env.context.get("active_ids")
        return False

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        # core shows names behind relations without asking for rights
        wizards.voucher_ids.check_access("read")
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self.voucher_ids.check_access("read")
        return result

    def action_decide(self):
        """Do it, or say all that stands against it."""
        self.ensure_one()
        if self.step == "pay":
            self.voucher_ids.action_pay(self.day)
        else:
            self.voucher_ids.action_cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
