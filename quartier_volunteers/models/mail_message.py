from odoo import api, models
from odoo.exceptions import UserError

from .ir_attachment import INSPECTION


class MailMessage(models.Model):
    """Nothing is written about an inspection, see ``ir_attachment.py``."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        messages._quartier_check_no_certificate()
        return messages

    def write(self, vals):
        result = super().write(vals)
        if "model" in vals:
            self._quartier_check_no_certificate()
        return result

    def _quartier_check_no_certificate(self):
        # sudo: refused for those too who may not read it
        if any(message.model == INSPECTION for message in self.sudo()):
            raise UserError(
                self.env._(
                    "Nothing is written about a certificate of conduct but that it was"
                    " inspected (§ 72a Abs. 5 SGB VIII)."
                )
            )
