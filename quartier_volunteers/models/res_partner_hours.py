from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _quartier_impersonal_links(self):
        organisation = "the organisation at which the work was done"
        return {
            **super()._quartier_impersonal_links(),
            ("quartier.volunteer.hours", "organisation_id"): organisation,
            ("quartier.volunteer.statistics", "organisation_id"): organisation,
        }
