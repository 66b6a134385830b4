from odoo import api, fields, models


class QuartierRoomBookingEnd(models.TransientModel):
    """Asks why bookings are declined or cancelled."""

    _name = "quartier.room.booking.end"
    _description = "Decline or Cancel Bookings"

    booking_ids = fields.Many2many("quartier.room.booking", required=True)
    reason = fields.Char(required=True)
    with_event = fields.Boolean(compute="_compute_with_event")

    @api.depends("booking_ids")
    def _compute_with_event(self):
        for wizard in self:
            wizard.with_event = any(wizard.booking_ids.mapped("for_group"))

    def action_end(self):
        """Decline what was asked for, cancel what was promised."""
        self.ensure_one()
        promised = self.booking_ids.filtered(lambda row: row.state == "confirmed")
        (self.booking_ids - promised).action_decline(self.reason)
        promised.action_cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
