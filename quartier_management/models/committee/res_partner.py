from odoo import api, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _quartier_exposing_fields(self):
        return [
            *super()._quartier_exposing_fields(),
            ("quartier.committee.paper", "committee_id"),
        ]
