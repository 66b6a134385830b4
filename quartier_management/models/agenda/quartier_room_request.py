from odoo import models


class QuartierRoomRequest(models.Model):
    """An approved request becomes an unpublished event of its neighbourhood."""

    _inherit = "quartier.room.request"

    def _event_vals(self):
        category = self.env.ref(
            "quartier_management.quartier_event_category_group_use",
            raise_if_not_found=False,
        )
        return {
            **super()._event_vals(),
            "quartier_id": self.quartier_id.id,
            "quartier_category_id": category.id if category else False,
            "quartier_published": False,
        }
