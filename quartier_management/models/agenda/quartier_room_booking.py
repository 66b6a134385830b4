from odoo import api, models


class QuartierRoomBooking(models.Model):
    """Cancelled events need no room."""

    _inherit = "quartier.room.booking"

    @api.depends("event_id.quartier_cancelled_on")
    def _compute_occupies(self):
        result = super()._compute_occupies()
        self.filtered("event_id.quartier_cancelled_on").occupies = False
        return result

    def _end_event(self, reason):
        self.event_id.filtered(
            lambda event: not any(event.quartier_room_booking_ids.mapped("occupies"))
        ).action_quartier_cancel(reason)
        return super()._end_event(reason)
