from odoo import models


class QuartierQuartier(models.Model):
    _inherit = "quartier.quartier"

    def _members_left(self, users):
        """Former members neither follow the office's applications nor have to do of
        them."""
        # sudo: applications are out of the administrator's sight
        grants = self.env["quartier.grant"].sudo().with_context(active_test=False)
        grants.search([("quartier_id", "in", self.ids)])._quartier_part_outsiders()
        return super()._members_left(users)
