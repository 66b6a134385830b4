from odoo import models


class ResPartner(models.Model):
    """Participations are kept when contacts are merged."""

    _inherit = "res.partner"

    def _quartier_before_merge(self, sources):
        result = super()._quartier_before_merge(sources)
        mixin = "quartier.participation.mixin"
        for name in sorted(self.env.registry[mixin]._inherit_children):
            if self.env[name]._quartier_part_of:
                self.env[name]._quartier_drop_twins(self, sources)
        return result
