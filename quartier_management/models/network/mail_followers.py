from odoo import api, models


class MailFollowers(models.Model):
    _inherit = "mail.followers"

    @api.constrains("partner_id", "res_model", "res_id")
    def _check_quartier_confidential(self):
        """Everyone who reads a document is shown the names of its followers."""
        partner_model = self.env["res.partner"]
        exposing = self.filtered(
            lambda follower: not partner_model._quartier_follows_self(follower)
        )
        exposing.partner_id._quartier_check_linkable(
            self.env._(
                "A confidential person cannot follow a document, because everyone who"
                " reads it sees the names of its followers. Please write to the person"
                " from their own contact instead."
            )
        )
