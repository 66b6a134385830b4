from datetime import timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from ..models.rooms.quartier_room_booking_guard import TOLD
from ..models.rooms.quiet import QUIET
from ..models.rooms.slot import Slot

# more dates at once are more likely a slip of the pen
MOST_WEEKS = 160


class QuartierRoomReserve(models.TransientModel):
    """A call is answered while it lasts: is the room free, and for whom is it?"""

    _name = "quartier.room.reserve"
    _description = "Book a Room"

    room_id = fields.Many2one(
        "quartier.room",
        required=True,
        domain="[('quartier_id.is_member', '=', True)]",
        default=lambda self: self._default_room(),
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Group",
        help="Who uses the room. Empty: the office itself.",
    )
    category_id = fields.Many2one(
        "quartier.event.category",
        default=lambda self: self.env.ref(
            "quartier_management.quartier_event_category_group_use",
            raise_if_not_found=False,
        ),
    )
    name = fields.Char(
        string="Purpose",
        compute="_compute_name",
        store=True,
        readonly=False,
        help="Do not name private persons here: Amt 502 reads it, too.",
    )
    start = fields.Datetime(required=True, default=lambda self: self._default_start())
    stop = fields.Datetime(
        string="End",
        required=True,
        default=lambda self: self._default_start() + timedelta(hours=2),
    )
    weekly_until = fields.Date(
        string="Weekly until", help="Books the same weekday and hour until this day."
    )
    attendance = fields.Integer(string="Expected")
    layout_id = fields.Many2one(
        "quartier.room.layout", domain="[('room_id', '=', room_id)]"
    )
    state = fields.Selection(
        [("confirmed", "Confirm"), ("hold", "Keep for now"), ("request", "Only note")],
        string="Promise",
        compute="_compute_state",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    public_name = fields.Char(
        string="Name in Public",
        help="Only if the group agreed to be named. Otherwise the room is shown as"
        " taken.",
    )
    note = fields.Char()
    exception_reason = fields.Char(string="Exception Because")

    obstacles = fields.Text(compute="_compute_obstacles", string="What Stands Against")
    date_count = fields.Integer(compute="_compute_obstacles", string="Dates")
    refused_count = fields.Integer(
        compute="_compute_obstacles", string="Dates That Cannot Be Had"
    )
    needs_exception = fields.Boolean(compute="_compute_obstacles")
    other_room = fields.Char(compute="_compute_alternatives")
    other_hour = fields.Char(compute="_compute_alternatives")
    other_week = fields.Char(compute="_compute_alternatives")

    @api.model
    def _default_room(self):
        offices = self.env.user.quartier_ids
        return self.env["quartier.room"].search(
            [("quartier_id", "in", offices.ids)], limit=1
        )

    @api.model
    def _default_start(self):
        now = fields.Datetime.now().replace(minute=0, second=0, microsecond=0)
        return now + timedelta(hours=1)

    @api.onchange("start")
    def _onchange_start(self):
        """Whoever changes the day first has not come to the end yet."""
        if self.start and self.stop and self.stop <= self.start:
            self.stop = self.start + timedelta(hours=2)

    @api.depends("partner_id", "category_id")
    def _compute_name(self):
        for wizard in self:
            partner = wizard.partner_id.commercial_partner_id
            group = partner.name if partner.is_company else False
            wizard.name = group or wizard.category_id.name or wizard.name

    @api.depends("partner_id", "room_id")
    def _compute_state(self):
        """Who may only ask gets the room kept until the team has decided."""
        for wizard in self:
            room, partner = wizard.room_id, wizard.partner_id
            direct = not (room and partner) or room._books_directly(partner)
            wizard.state = "confirmed" if direct else "hold"

    @api.depends(
        "room_id",
        "start",
        "stop",
        "weekly_until",
        "attendance",
        "layout_id",
        "exception_reason",
    )
    def _compute_obstacles(self):
        for wizard in self:
            refusals = wizard._slot_refusals()
            refused = {slot: found for slot, found in refusals.items() if found}
            messages = [item.message for found in refused.values() for item in found]
            if len(messages) > TOLD:
                more = self.env._("and %s more", len(messages) - TOLD)
                messages = [*messages[:TOLD], more]
            wizard.obstacles = "\n".join(messages)
            wizard.date_count = len(refusals)
            wizard.refused_count = len(refused)
            wizard.needs_exception = bool(wizard.exception_reason) or any(
                not item.final for found in refused.values() for item in found
            )

    @api.depends("room_id", "start", "stop", "attendance", "layout_id", "weekly_until")
    def _compute_alternatives(self):
        for wizard in self:
            kinds = wizard._alternatives()
            for kind in ("room", "hour", "week"):
                found = kinds.get(kind)
                wizard[f"other_{kind}"] = found and (
                    f"{found[0].name}, {found[0]._tell_slot(found[1])}"
                )

    def _alternatives(self):
        """Return what could be had instead of the only date, by kind."""
        refusals = self._slot_refusals()
        if len(refusals) != 1:
            return {}
        [(slot, refused)] = refusals.items()
        if not refused:
            return {}
        room = self.room_id._origin or self.room_id
        return room._alternatives(slot)

    def _slots(self):
        """Return the dates that are asked for, by the office's clock."""
        self.ensure_one()
        if not (self.room_id and self.start and self.stop):
            return []
        first = Slot(self.start, self.stop, self.attendance, self.layout_id.id or 0)
        office = self.room_id.quartier_id
        zone = pytz.timezone(office.tz)
        local = [
            office._localize(moment).replace(tzinfo=None)
            for moment in (self.start, self.stop)
        ]
        last = self.weekly_until or local[0].date()
        slots, weeks = [first], 1
        while weeks < MOST_WEEKS and local[0].date() + timedelta(weeks=weeks) <= last:
            start, stop = (
                zone.localize(moment + timedelta(weeks=weeks))
                .astimezone(pytz.utc)
                .replace(tzinfo=None)
                for moment in local
            )
            slots.append(first._replace(start=start, stop=stop))
            weeks += 1
        return slots

    @api.constrains("start", "weekly_until")
    def _check_weekly_until(self):
        for wizard in self.filtered("weekly_until"):
            if wizard.weekly_until > wizard.start.date() + timedelta(weeks=MOST_WEEKS):
                raise ValidationError(
                    self.env._(
                        "At most %s weeks can be booked at once. Please choose an"
                        " earlier end.",
                        MOST_WEEKS,
                    )
                )

    def _slot_refusals(self):
        """Return every date with what stands against it and cannot be excepted."""
        room = self.room_id._origin or self.room_id
        if not room:
            return {}
        return {
            slot: [item for item in found if item.final or not self.exception_reason]
            for slot, found in room._refusals(self._slots()).items()
        }

    # -- buttons

    def action_book(self):
        """Book all dates, or none.

        :raise ValidationError: names every date that cannot be had
        """
        return self._book(self._slots())

    def action_book_free(self):
        """Book the dates that can be had and leave the others out."""
        return self._book(
            [slot for slot, found in self._slot_refusals().items() if not found]
        )

    def action_take_other_room(self):
        return self._take("room")

    def action_take_other_hour(self):
        return self._take("hour")

    def action_take_other_week(self):
        return self._take("week")

    def _take(self, kind):
        """Put an alternative into the form, which stays open."""
        self.ensure_one()
        if found := self._alternatives().get(kind):
            room, slot = found
            self.write({"room_id": room.id, "start": slot.start, "stop": slot.stop})
            if self.layout_id.room_id != room:
                self.layout_id = False
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Book a Room"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _book(self, slots):
        self.ensure_one()
        if not slots:
            raise UserError(
                self.env._("None of the dates can be had. Please choose another time.")
            )
        events = self.env["calendar.event"].with_context(**QUIET)
        events = events.create([self._event_vals(slot) for slot in slots])
        bookings = self.env["quartier.room.booking"].create(
            [self._booking_vals(event) for event in events]
        )
        return self._tell(bookings)

    def _event_vals(self, slot):
        return {
            "name": self.name or self.room_id.name,
            "quartier_id": self.room_id.quartier_id.id,
            "quartier_category_id": self.category_id.id,
            "start": slot.start,
            "stop": slot.stop,
            "location": self.room_id._location_name(),
            "partner_ids": [Command.clear()],
        }

    def _booking_vals(self, event):
        return {
            "event_id": event.id,
            "room_id": self.room_id.id,
            "state": self.state,
            "partner_id": self.partner_id.id,
            "for_group": bool(self.partner_id),
            "attendance": self.attendance,
            "layout_id": self.layout_id.id,
            "public_name": self.public_name,
            "note": self.note,
            "exception_reason": self.exception_reason,
        }

    def _tell(self, bookings):
        """Close the form and say what was booked."""
        first = bookings[-1:]
        message = (
            self.room_id._tell_slot(first._slot())
            if len(bookings) == 1
            else self.env._("%s dates are booked.", len(bookings))
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "title": self.room_id.name,
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
