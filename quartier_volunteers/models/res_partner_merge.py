from odoo import models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """Two contacts of one person, both entered as volunteers, become one volunteer."""

    _inherit = "res.partner"

    def _quartier_before_merge(self, sources):
        result = super()._quartier_before_merge(sources)
        # sudo: who may merge the contacts need not coordinate volunteers
        volunteers = self.env["quartier.volunteer"].sudo()
        volunteers = volunteers.with_context(active_test=False)
        people = volunteers.search([("partner_id", "in", (self | sources).ids)])
        if len(people.quartier_id) > 1:
            raise UserError(
                self.env._(
                    "These contacts are volunteers of different offices. Please agree"
                    " on one office first, and hand the person over."
                )
            )
        if len(people) > 1:
            own = people.filtered(lambda row: row.partner_id == self.sudo())
            kept = own or people[:1]
            kept._take_over(people - kept)
        return result
