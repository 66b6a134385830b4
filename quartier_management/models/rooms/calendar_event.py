from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

INTERNAL = "quartier_management.group_quartier_reader"
# what moves an event or takes it out of the calendar
MOVING = {"start", "stop", "allday", "start_date", "stop_date", "duration", "active"}


class CalendarEvent(models.Model):
    """The rooms of an event follow it wherever it is moved."""

    _inherit = "calendar.event"

    quartier_room_booking_ids = fields.One2many(
        "quartier.room.booking",
        "event_id",
        string="Room Bookings",
        copy=False,
        groups=INTERNAL,
    )
    quartier_room_ids = fields.Many2many(
        "quartier.room",
        string="Rooms",
        compute="_compute_quartier_room_ids",
        inverse="_inverse_quartier_room_ids",
        search="_search_quartier_room_ids",
        # a room that is archived keeps what it was promised for
        context={"active_test": False},
        groups=INTERNAL,
        help="Are booked as soon as the event is saved.",
    )

    @api.depends(
        "quartier_room_booking_ids.occupies", "quartier_room_booking_ids.room_id"
    )
    def _compute_quartier_room_ids(self):
        for event in self:
            bookings = event.quartier_room_booking_ids
            event.quartier_room_ids = bookings.filtered("occupies").room_id

    def _inverse_quartier_room_ids(self):
        """Book what was added; what was taken away is free again."""
        added = []
        dropped = self.env["quartier.room.booking"]
        for event in self:
            bookings = event.quartier_room_booking_ids.filtered("occupies")
            wanted = event.quartier_room_ids
            dropped += bookings.filtered(
                lambda row, wanted=wanted: row.room_id not in wanted
            )
            added += [
                {"event_id": event.id, "room_id": room.id}
                for room in wanted - bookings.room_id
            ]
        dropped.unlink()
        dropped.create(added)

    def _search_quartier_room_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        return [
            (
                "quartier_room_booking_ids",
                "any",
                [("occupies", "=", True), ("room_id", operator, value)],
            )
        ]

    @api.constrains("recurrency", "recurrence_id")
    def _check_quartier_room_recurrence(self):
        """Core's recurrences revive cancelled dates and drop moved ones."""
        for event in self.filtered(lambda row: row.recurrency or row.recurrence_id):
            # sudo: asks whether there is a booking, not which
            if event.sudo().quartier_room_booking_ids:
                raise ValidationError(
                    self.env._(
                        "“%(event)s” has a room, and rooms are not booked by Odoo's own"
                        " recurrences: cancelled and moved dates would be lost. Please"
                        " enter it under Agenda › Regular Offers, or book the dates"
                        " under Rooms › Book a Room.",
                        event=event.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_room(self):
        """Core lets all colleagues delete an event; a room was promised for it."""
        now = fields.Datetime.now()
        # sudo: asks whether there is a room, whoever may know
        bookings = self.sudo().quartier_room_booking_ids.filtered(
            lambda booking: (
                booking.occupies
                and booking.stop > now
                and booking.event_id.user_id != self.env.user
            )
        )
        if bookings and not bookings.with_env(self.env).has_access("unlink"):
            raise UserError(
                self.env._(
                    "“%(event)s” has the room “%(room)s”. Please ask the"
                    " neighbourhood's office to cancel it.",
                    event=bookings[0].event_id.with_env(self.env).display_name,
                    room=bookings[0].room_id.name,
                )
            )

    def _quartier_check_length(self):
        """Say in words what the database would say of a room that is taken for no time.

        :raise ValidationError: an event ends when it begins, or before
        """
        for event in self:
            if not event.allday and event.stop <= event.start:
                raise ValidationError(
                    self.env._(
                        "“%(event)s” takes place in a room: it must end after it"
                        " begins.",
                        event=event.name,
                    )
                )

    def write(self, vals):
        if not self._quartier_moving(vals):
            return super().write(vals)
        # sudo: rooms follow the event, whoever may move it
        bookings = self.sudo().quartier_room_booking_ids
        if not bookings:
            return super().write(vals)

        def change():
            super(CalendarEvent, self).write(vals)
            self._quartier_check_length()
            return bookings.exists()

        bookings._guarded(bookings.room_id, change)._tell_changes()
        return True

    @api.model
    def _quartier_moving(self, vals):
        """Hook: tell whether values may move an event, or its rooms be needed."""
        return not vals.keys().isdisjoint(MOVING)
