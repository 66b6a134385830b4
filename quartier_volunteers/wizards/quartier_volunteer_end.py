from odoo import api, fields, models


class QuartierVolunteerEnd(models.TransientModel):
    """Asks why somebody stops, and says what is withdrawn."""

    _name = "quartier.volunteer.end"
    _description = "End of Voluntary Work"
    _inherit = ("quartier.volunteer.wizard.mixin",)

    reason = fields.Char(required=True)
    coming_text = fields.Text(string="Withdrawn", compute="_compute_coming_text")

    @api.depends("volunteer_ids")
    def _compute_coming_text(self):
        for wizard in self:
            wizard.coming_text = wizard.volunteer_ids._origin._coming_text()

    def action_end(self):
        self.ensure_one()
        self.volunteer_ids._end(self.reason)
        return {"type": "ir.actions.act_window_close"}
