from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _quartier_before_merge(self, sources):
        """Forget the pairs of those that are no more; the search finds them again."""
        result = super()._quartier_before_merge(sources)
        # sudo: who may merge the contacts need not see all their pairs
        pairs = self.env["quartier.duplicate"].sudo()
        pairs.search(
            ["|", ("partner_id", "in", sources.ids), ("other_id", "in", sources.ids)]
        ).unlink()
        return result
