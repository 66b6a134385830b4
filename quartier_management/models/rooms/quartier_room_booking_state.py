from odoo import api, fields, models
from odoo.exceptions import UserError

OPEN_STATES = ("request", "hold", "confirmed")
ENDED_STATES = ("declined", "cancelled")
COLORS = {"request": 4, "hold": 3, "confirmed": 10}


class QuartierRoomBooking(models.Model):
    """From request to promise, or to an answer why not."""

    _inherit = "quartier.room.booking"

    # the same colours in every calendar: yellow waits, green is promised
    state_color = fields.Integer(compute="_compute_state_color")
    for_group = fields.Boolean(
        string="Event of a Group",
        help="The event was entered for this booking: without the room it does not take"
        " place.",
    )

    @api.depends("state")
    def _compute_state_color(self):
        for booking in self:
            booking.state_color = COLORS.get(booking.state, 0)

    def write(self, vals):
        """What has ended stays ended, whoever writes the state; a group's event ends
        with its room, and the reason with the booking."""
        state = vals.get("state")
        if state in OPEN_STATES:
            self._check_not_ended()
        result = super().write(vals)
        if state in ENDED_STATES:
            self.filtered("for_group")._end_event(self[:1].reason)
        return result

    def _check_not_ended(self):
        """:raise UserError: a booking was declined or cancelled"""
        ended = self.filtered(lambda booking: booking.state in ENDED_STATES)
        if ended:
            raise UserError(
                self.env._(
                    "“%s” was declined or cancelled. Please enter a new booking.",
                    ended[0].display_name,
                )
            )

    def action_confirm(self):
        """Promise the room.

        :raise ValidationError: it is not free, or not for this
        """
        self._check_not_ended()
        changed = self.filtered(lambda booking: booking.state in ("request", "hold"))
        changed.write({"state": "confirmed", "hold_until": False})
        changed._log_state()

    def action_hold(self):
        """Keep the room for as long as its settings say.

        :raise ValidationError: it is not free, or not for this
        """
        changed = self.filtered(lambda booking: booking.state == "request")
        changed.write({"state": "hold"})
        changed._log_state()

    def action_swap(self):
        """Let two bookings exchange their rooms.

        :raise ValidationError: one of the rooms is not free then, or does not fit
        """
        if len(self) != 2 or len(self.room_id) != 2:
            raise UserError(
                self.env._("Please select two bookings that are in different rooms.")
            )

        def change():
            first, second = self
            first.room_id, second.room_id = second.room_id, first.room_id
            return self

        self._guarded(self.room_id, change)

    def action_decline(self, reason):
        """Say no to a request.

        :param str reason: is told to whoever asked
        :raise UserError: no reason given, or the booking is confirmed already
        """
        reason = self._checked_reason(reason)
        if self.filtered(lambda booking: booking.state == "confirmed"):
            raise UserError(
                self.env._("A confirmed booking is cancelled, not declined.")
            )
        self._end("declined", reason)

    def action_cancel(self, reason):
        """Take a booking back: the room is free again.

        :param str reason: stays with the booking
        :raise UserError: no reason given
        """
        self._end("cancelled", self._checked_reason(reason))

    def action_ask_reason(self):
        """Open the dialog that asks why bookings end."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_room_booking_end_action"
        )
        action["context"] = {"default_booking_ids": self.ids}
        return action

    def action_open_event(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "calendar.event",
            "res_id": self.event_id.id,
            "views": [(False, "form")],
        }

    @api.model
    def _cron_release_holds(self):
        """Free the rooms that were kept for somebody who did not answer in time."""
        # rooms that are archived by now, too
        rooms = self.env["quartier.room"].with_context(active_test=False)
        self._release_expired(rooms.search([]))

    @api.model
    def _checked_reason(self, reason):
        reason = (reason or "").strip()
        if not reason:
            raise UserError(
                self.env._(
                    "Please give the reason for declining or cancelling the booking."
                )
            )
        return reason

    def _expire(self):
        for office, bookings in self.grouped("quartier_id").items():
            reason = office.with_context(lang=office.lang).env._(
                "Nobody answered before the hold ended."
            )
            bookings._end("cancelled", reason)

    def _end(self, state, reason):
        """Bookings that have ended already keep their state and their reason."""
        ended = self.filtered(lambda booking: booking.state in OPEN_STATES)
        ended.write({"state": state, "reason": reason})
        ended._log_state()

    def _end_event(self, reason):
        """Hook: a group's event does not take place without the room.

        :param str reason: why not
        """

    def _end_reason(self):
        """Hook: return why the room is not taken any more, or an empty text."""
        self.ensure_one()
        return self.reason or ""

    def _log_state(self):
        """Note in the events what became of their rooms."""
        states = dict(self._fields["state"]._description_selection(self.env))
        bodies = {}
        for booking in self:
            text = f"{booking.room_id.name}: {states[booking.state]}"
            if booking.state in ("declined", "cancelled"):
                text += f" ({booking.reason})"
            told = bodies.get(booking.event_id.id)
            bodies[booking.event_id.id] = f"{told}; {text}" if told else text
        # sudo: a note of what was just done with the user's own rights
        self.event_id.sudo()._message_log_batch(
            bodies=bodies, author_id=self.env.user.partner_id.id
        )
