from odoo import api, models
from odoo.exceptions import UserError

INSPECTION = "quartier.volunteer.inspection"


class IrAttachment(models.Model):
    """No file belongs to an inspection: § 72a Abs. 5 SGB VIII names what may be kept.

    Refused for everybody, the system included, and judged by what the attachment has
    become: defaults of the context count as well.
    """

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._quartier_check_no_certificate()
        return attachments

    def write(self, vals):
        result = super().write(vals)
        if "res_model" in vals:
            self._quartier_check_no_certificate()
        return result

    def _quartier_check_no_certificate(self):
        """:raise UserError: one of these would belong to an inspection"""
        # sudo: refused for those too who may not read it
        if any(attachment.res_model == INSPECTION for attachment in self.sudo()):
            raise UserError(
                self.env._(
                    "Certificates of conduct are shown and given back, never stored."
                    " Please note the inspection only (§ 72a Abs. 5 SGB VIII)."
                )
            )
