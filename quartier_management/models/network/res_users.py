from odoo import api, models


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.constrains("partner_id", "group_ids")
    def _check_quartier_confidential(self):
        """An employee's contact is seen by all colleagues."""
        internal = self.filtered(lambda user: not user.share)
        internal.partner_id._quartier_check_linkable(
            self.env._(
                "A confidential person cannot become an employee's contact. Please"
                " create a contact of its own for the employee."
            )
        )
