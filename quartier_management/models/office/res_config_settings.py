from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    quartier_state_id = fields.Many2one(
        related="company_id.quartier_state_id", readonly=False
    )

    def action_quartier_load_holidays(self):
        self.set_values()
        return self.env["quartier.holiday"].action_load_public_holidays()
