from odoo import api, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _quartier_exposing_fields(self):
        return [
            *super()._quartier_exposing_fields(),
            ("quartier.grant.program", "funder_id"),
        ]

    def _quartier_impersonal_links(self):
        return {
            **super()._quartier_impersonal_links(),
            ("quartier.grant.program", "funder_id"): "funders are organisations",
        }
