from odoo import api, models


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    @api.constrains("partner_id")
    def _check_quartier_confidential(self):
        """Everyone in a channel is shown the names of its members."""
        self.partner_id._quartier_check_linkable(
            self.env._(
                "A confidential person cannot join a channel, because its members see"
                " each other's names. Please write to the person from their own"
                " contact instead."
            )
        )
