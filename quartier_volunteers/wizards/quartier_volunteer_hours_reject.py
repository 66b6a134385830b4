from odoo import api, fields, models


class QuartierVolunteerHoursReject(models.TransientModel):
    """Asks why hours are rejected."""

    _name = "quartier.volunteer.hours.reject"
    _description = "Rejection of Hours"
    _rec_name = "reason"

    hours_ids = fields.Many2many(
        "quartier.volunteer.hours",
        required=True,
        default=lambda self: self._default_hours(),
    )
    reason = fields.Char(required=True, help="The person reads it.")

    @api.model
    def _default_hours(self):
        if self.env.context.get("active_model") == "quartier.volunteer.hours":
            return self.env.context.get("active_ids")
        return False

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        # core shows names behind relations without asking for rights
        wizards.hours_ids.check_access("read")
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self.hours_ids.check_access("read")
        return result

    def action_reject(self):
        self.ensure_one()
        self.hours_ids.action_reject(self.reason)
        return {"type": "ir.actions.act_window_close"}
