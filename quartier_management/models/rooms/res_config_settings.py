from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    quartier_mail_missing = fields.Boolean(
        string="Mails Do Not Leave", compute="_compute_quartier_mail_missing"
    )

    def _compute_quartier_mail_missing(self):
        self.quartier_mail_missing = not self.env[
            "ir.mail_server"
        ]._quartier_is_set_up()
