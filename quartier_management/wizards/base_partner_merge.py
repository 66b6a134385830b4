from odoo import models


class MergePartnerAutomatic(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        partners = self.env["res.partner"].browse(partner_ids).exists()
        partners._quartier_check_mergeable()
        if not dst_partner or dst_partner not in partners:
            dst_partner = self._get_ordered_partner(partners.ids)[-1:]
        if len(partners) > 1:
            dst_partner._quartier_before_merge(partners - dst_partner)
        return super()._merge(partner_ids, dst_partner, extra_checks)
