from odoo import api, fields, models


class QuartierVolunteerPause(models.TransientModel):
    """Asks until when somebody rests, and says what is withdrawn."""

    _name = "quartier.volunteer.pause"
    _description = "Pause of Volunteers"
    _inherit = ("quartier.volunteer.wizard.mixin",)

    until = fields.Date(required=True, help="The last day of the pause.")
    reason = fields.Char(required=True)
    coming_text = fields.Text(string="Withdrawn", compute="_compute_coming_text")

    @api.depends("volunteer_ids", "until")
    def _compute_coming_text(self):
        for wizard in self:
            volunteers = wizard.volunteer_ids._origin
            wizard.coming_text = wizard.until and volunteers._coming_text(wizard.until)

    def action_pause(self):
        self.ensure_one()
        self.volunteer_ids._pause(self.until, self.reason)
        return {"type": "ir.actions.act_window_close"}
