from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _quartier_impersonal_links(self):
        return {
            **super()._quartier_impersonal_links(),
            ("quartier.grant.program", "funder_id"): "funders are organisations",
        }
