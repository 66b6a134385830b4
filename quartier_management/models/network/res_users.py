from odoo import api, models


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.depends("partner_id.quartier_confidential", "partner_id.quartier_owner_id")
    @api.depends_context("uid")
    def _compute_display_name(self):
        # the name of a resident's login is shown as that of any contact
        # sudo: asks about logins whom the user may not read
        shared = self.sudo().filtered("share")
        hidden = shared.filtered(lambda user: user.partner_id._quartier_hidden())
        hidden = hidden.with_env(self.env)
        hidden.display_name = self.env._("Confidential person")
        return super(ResUsers, self - hidden)._compute_display_name()

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
