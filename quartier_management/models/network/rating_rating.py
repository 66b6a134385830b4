from odoo import api, models


class RatingRating(models.Model):
    _inherit = "rating.rating"

    @api.constrains("partner_id", "rated_partner_id", "publisher_id")
    def _check_quartier_confidential(self):
        """Everyone who reads a rating is shown the names in it."""
        persons = self.partner_id + self.rated_partner_id + self.publisher_id
        persons._quartier_check_linkable(
            self.env._(
                "A confidential person cannot be named in a rating, because everyone"
                " who reads it sees the name."
            )
        )
