from odoo import api, models


class QuartierRoomBooking(models.Model):
    """Cancelled events need no room; dates of an offer have its room, or another."""

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

    def _end_reason(self):
        return super()._end_reason() or self.event_id.quartier_cancel_reason or ""

    @api.model_create_multi
    def create(self, vals_list):
        bookings = super().create(vals_list)
        bookings.event_id._quartier_note_rooms_by_hand()
        return bookings

    def write(self, vals):
        events = self.event_id
        result = super().write(vals)
        if not vals.keys().isdisjoint(("room_id", "event_id", "state")):
            (events + self.event_id)._quartier_note_rooms_by_hand()
        return result

    def unlink(self):
        events = self.event_id
        result = super().unlink()
        events.exists()._quartier_note_rooms_by_hand()
        return result
