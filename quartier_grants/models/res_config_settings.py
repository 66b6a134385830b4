from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    quartier_grant_closed_on = fields.Date(
        related="company_id.quartier_grant_closed_on", readonly=False
    )
