from odoo import api, models


class ResUsersSettingsVolumes(models.Model):
    _inherit = "res.users.settings.volumes"

    @api.constrains("partner_id")
    def _check_quartier_confidential(self):
        """The row is labelled with the contact's name, without asking for rights."""
        self.partner_id._quartier_check_linkable(
            self.env._("Confidential persons do not take part in calls.")
        )
