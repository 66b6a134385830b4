from odoo import models


class QuartierQuartier(models.Model):
    _inherit = "quartier.quartier"

    def _members_left(self, users):
        """Former members look after no volunteers of the office any more."""
        for quartier in self:
            # sudo: the volunteers are out of the administrator's sight
            volunteers = self.env["quartier.volunteer"].sudo()
            volunteers = volunteers.with_context(active_test=False).search(
                [("quartier_id", "=", quartier.id)]
            )
            left = volunteers.filtered(lambda row: row.user_id in users)
            # an archived office has no team any more
            left.user_id = quartier.manager_id & quartier._team()
            volunteers._quartier_part_outsiders()
        return super()._members_left(users)
