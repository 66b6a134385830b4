from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from .slot import Slot

# What makes a booking occupy its room follows from its event and its state: nobody
# writes it, through whatever client.
DERIVED = ("block_start", "block_stop", "occupies")
OCCUPYING = ("hold", "confirmed")


class QuartierRoomBooking(models.Model):
    """A room for an event. The event is the truth for time, the booking for the room.

    That a room is promised only once is decided by PostgreSQL (``_no_overlap``); see
    ``quartier_room_booking_guard.py`` for what becomes of a violation.
    """

    _name = "quartier.room.booking"
    _description = "Room Booking"
    _inherit = ("quartier.team.mixin",)
    _order = "block_start desc, id desc"
    _quartier_team_fields = ("room_id", "event_id")

    event_id = fields.Many2one(
        "calendar.event", required=True, index=True, ondelete="cascade"
    )
    room_id = fields.Many2one(
        "quartier.room", required=True, index=True, ondelete="restrict"
    )
    quartier_id = fields.Many2one(
        related="room_id.quartier_id",
        string="Neighbourhood",
        store=True,
        precompute=True,
        index=True,
    )
    name = fields.Char(related="event_id.name", string="Event Title")
    start = fields.Datetime(related="event_id.start", readonly=False)
    stop = fields.Datetime(related="event_id.stop", string="End", readonly=False)
    allday = fields.Boolean(related="event_id.allday", string="All Day")
    duration = fields.Float(related="event_id.duration", string="Hours")
    state = fields.Selection(
        [
            ("request", "Requested"),
            ("hold", "On hold"),
            ("confirmed", "Confirmed"),
            ("declined", "Declined"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="confirmed",
        index=True,
    )
    hold_until = fields.Datetime(
        compute="_compute_hold_until",
        store=True,
        readonly=False,
        precompute=True,
        help="Until then the room is kept; afterwards it is free again.",
    )
    reason = fields.Char(help="Why the booking was declined or cancelled.")
    partner_id = fields.Many2one(
        "res.partner",
        string="Group",
        index="btree_not_null",
        ondelete="restrict",
        help="Who uses the room, if it is not the office itself.",
    )
    public_name = fields.Char(
        string="Name in Public",
        help="What the public week says of this booking, if the group agreed to be"
        " named. Empty: the room is shown as taken.",
    )
    attendance = fields.Integer(
        string="Expected", help="How many people are expected. 0: not known."
    )
    layout_id = fields.Many2one(
        "quartier.room.layout",
        ondelete="set null",
        domain="[('room_id', '=', room_id)]",
    )
    exception_reason = fields.Char(
        string="Exception Because",
        help="Why the room may be used outside its opening hours, by more people or"
        " further ahead than usual. The room must be free all the same.",
    )
    note = fields.Char(help="e.g. Mrs Öztürk fetches the key.")
    setup_minutes = fields.Integer(
        compute="_compute_setup_minutes",
        store=True,
        readonly=False,
        precompute=True,
        string="Minutes to Set Up",
    )
    teardown_minutes = fields.Integer(
        compute="_compute_teardown_minutes",
        store=True,
        readonly=False,
        precompute=True,
        string="Minutes to Clear Up",
    )
    block_start = fields.Datetime(
        string="Blocked from",
        compute="_compute_block",
        store=True,
        precompute=True,
        required=True,
    )
    block_stop = fields.Datetime(
        string="Blocked until",
        compute="_compute_block",
        store=True,
        precompute=True,
        required=True,
    )
    occupies = fields.Boolean(
        string="Occupies the Room",
        compute="_compute_occupies",
        store=True,
        precompute=True,
    )

    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(room_id, room_id, '[]') WITH &&,"
        " tsrange(block_start, block_stop) WITH &&)"
        " WHERE (occupies) DEFERRABLE INITIALLY IMMEDIATE",
        "The room is already taken at this time.",
    )
    _block_check = models.Constraint(
        "CHECK (block_stop > block_start)",
        "An event in a room must end after it begins.",
    )
    _minutes_check = models.Constraint(
        "CHECK (setup_minutes >= 0 AND teardown_minutes >= 0 AND attendance >= 0)",
        "Minutes and expected people cannot be negative.",
    )
    _reason_check = models.Constraint(
        "CHECK (state NOT IN ('declined', 'cancelled') OR COALESCE(reason, '') <> '')",
        "Please give the reason for declining or cancelling the booking.",
    )
    _hold_check = models.Constraint(
        "CHECK (state <> 'hold' OR hold_until IS NOT NULL)",
        "Please say until when the room is kept.",
    )
    _room_start_idx = models.Index("(room_id, block_start)")
    # the list of an office, latest first
    _quartier_start_idx = models.Index("(quartier_id, block_start)")
    _hold_idx = models.Index("(hold_until) WHERE state = 'hold'")

    @api.depends("state", "room_id")
    def _compute_hold_until(self):
        now = fields.Datetime.now()
        for booking in self:
            if booking.state == "hold" and not booking.hold_until:
                days = booking.room_id.hold_days or 1
                booking.hold_until = now + timedelta(days=days)

    # Two methods, since somebody may give one of them only. A room's changed minutes do
    # not move bookings that exist.
    @api.depends("room_id")
    def _compute_setup_minutes(self):
        for booking in self:
            booking.setup_minutes = booking.room_id.setup_minutes

    @api.depends("room_id")
    def _compute_teardown_minutes(self):
        for booking in self:
            booking.teardown_minutes = booking.room_id.teardown_minutes

    @api.depends(
        "event_id.start",
        "event_id.stop",
        "event_id.allday",
        "event_id.start_date",
        "event_id.stop_date",
        "setup_minutes",
        "teardown_minutes",
        "room_id",
    )
    def _compute_block(self):
        for booking in self:
            if not (booking.room_id and booking.event_id.start):
                booking.block_start = booking.block_stop = False
                continue
            booking.block_start, booking.block_stop = booking._slot().block(
                booking.room_id
            )

    @api.depends("state", "event_id.active")
    def _compute_occupies(self):
        for booking in self:
            booking.occupies = booking.state in OCCUPYING and booking.event_id.active

    @api.depends("room_id", "event_id")
    def _compute_display_name(self):
        for booking in self:
            booking.display_name = (
                f"{booking.room_id.name}: {booking.event_id.display_name}"
            )

    def _slot(self):
        """Return the time of the booking as a ``Slot``."""
        self.ensure_one()
        event = self.event_id
        start, stop = event.start, event.stop
        if event.allday:
            # core stores whole days as 08:00 to 18:00
            office = self.room_id.quartier_id
            first = event.start_date or start.date()
            last = event.stop_date or stop.date()
            start, stop = office._midnight(first), office._midnight(last + timedelta(1))
        return Slot(
            start,
            stop,
            self.attendance,
            self.layout_id.id or 0,
            self.setup_minutes,
            self.teardown_minutes,
            bool(event.allday),
            self._origin.id or 0,
        )

    @api.model
    def default_get(self, fields_list):
        # a client's context must not bring in what is derived
        return super().default_get(
            [name for name in fields_list if name not in DERIVED]
        )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_not_derived(vals)
        events = self.env["calendar.event"].browse(
            [vals["event_id"] for vals in vals_list if vals.get("event_id")]
        )
        events._quartier_check_length()
        bookings = self._guarded(
            self._rooms_in(vals_list),
            lambda: super(QuartierRoomBooking, self).create(
                [dict(vals) for vals in vals_list]
            ),
        )
        bookings._fill_location()
        return bookings

    def write(self, vals):
        self._check_not_derived(vals)
        if vals.keys().isdisjoint(self._occupying_fields()):
            return super().write(vals)

        def change():
            super(QuartierRoomBooking, self).write(vals)
            return self

        self._guarded(self.room_id | self._rooms_in([vals]), change)
        self._tell_changes()
        return True

    @api.model
    def _rooms_in(self, vals_list):
        default = self.env.context.get("default_room_id")
        ids = {vals.get("room_id", default) for vals in vals_list}
        return self.env["quartier.room"].browse(filter(None, ids))

    @api.model
    def _occupying_fields(self):
        """Names of the fields that may take a room, or another span of its time."""
        return {
            "room_id",
            "event_id",
            "state",
            "hold_until",
            "start",
            "stop",
            "setup_minutes",
            "teardown_minutes",
            "attendance",
            "layout_id",
            "exception_reason",
        }

    @api.model
    def _check_not_derived(self, vals):
        if not vals.keys().isdisjoint(DERIVED):
            raise AccessError(
                self.env._(
                    "When a room is blocked follows from the event and from the state"
                    " of the booking. Please change those instead."
                )
            )

    def _fill_location(self):
        """Events in a room take place there, unless they say otherwise."""
        for room, bookings in self.grouped("room_id").items():
            events = bookings.event_id.filtered(lambda event: not event.location)
            if events:
                events.location = room._location_name()

    @api.constrains("event_id")
    def _check_no_recurrence(self):
        self.event_id._check_quartier_room_recurrence()

    @api.constrains("layout_id", "room_id")
    def _check_layout(self):
        for booking in self:
            if booking.layout_id and booking.layout_id.room_id != booking.room_id:
                raise ValidationError(
                    self.env._(
                        "The layout “%(layout)s” belongs to another room than"
                        " “%(room)s”. Please choose one of this room.",
                        layout=booking.layout_id.name,
                        room=booking.room_id.name,
                    )
                )

    @api.constrains("state", "reason")
    def _check_reason(self):
        for booking in self.filtered(
            lambda row: row.state in ("declined", "cancelled")
        ):
            if not (booking.reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "Please give the reason for declining or cancelling the"
                        " booking of “%(room)s”.",
                        room=booking.room_id.name,
                    )
                )
