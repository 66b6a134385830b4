from datetime import time, timedelta
from itertools import pairwise

import pytz
from babel.dates import format_date, format_time

from odoo import fields, models
from odoo.tools import SQL

from .slot import Refusal


class QuartierRoom(models.Model):
    """Whether a room can be had: small checks, each with a finished sentence."""

    _inherit = "quartier.room"

    def _refusals(self, slots):
        """Say all that stands against having the room at these times.

        :param slots: iterable of ``Slot``
        :return: every slot with what stands against it, nothing where it is free
        :rtype: dict[Slot, list[Refusal]]
        """
        self.ensure_one()
        refusals = {slot: [] for slot in slots}
        for slot, refusal in self._refuse_length(list(refusals)):
            refusals[slot].append(refusal)
        sound = [slot for slot, found in refusals.items() if not found]
        for check in self._refusal_checks():
            for slot, refusal in check(sound):
                refusals[slot].append(refusal)
        return refusals

    def _refusal_checks(self):
        """Hook: each check takes slots and yields ``(slot, Refusal)``."""
        return [
            self._refuse_archived,
            self._refuse_horizon,
            self._refuse_opening,
            self._refuse_capacity,
            self._refuse_clash,
        ]

    def _refuse_length(self, slots):
        for slot in slots:
            if slot.stop <= slot.start:
                yield (
                    slot,
                    Refusal(
                        "length",
                        self.env._(
                            "%(when)s: an event in a room must end after it begins.",
                            when=self._tell_slot(slot),
                        ),
                        final=True,
                    ),
                )

    def _refuse_archived(self, slots):
        if self.active:
            return
        for slot in slots:
            message = self.env._(
                "%(when)s: “%(room)s” is archived and not given to anybody any more.",
                when=self._tell_slot(slot),
                room=self.name,
            )
            yield slot, Refusal("archived", message, final=True)

    def _refuse_horizon(self, slots):
        if not self.horizon_days:
            return
        today = self.quartier_id._localize(fields.Datetime.now()).date()
        last = today + timedelta(days=self.horizon_days)
        for slot in slots:
            if self.quartier_id._localize(slot.start).date() > last:
                message = self.env._(
                    "%(when)s: “%(room)s” can be booked until %(last)s at present.",
                    when=self._tell_slot(slot),
                    room=self.name,
                    last=self._tell_date(last),
                )
                yield slot, Refusal("horizon", message)

    def _refuse_opening(self, slots):
        """What is over is not judged by the opening hours of today."""
        now = fields.Datetime.now()
        coming = [slot for slot in slots if slot.stop > now]
        if not (self.resource_calendar_id and coming):
            return
        opening = self._opening_intervals(
            min(slot.start for slot in coming), max(slot.stop for slot in coming)
        )
        for slot in coming:
            if not self._is_open(slot, opening):
                message = self.env._(
                    "%(when)s: “%(room)s” is not open then. %(hours)s",
                    when=self._tell_slot(slot),
                    room=self.name,
                    hours=self._tell_opening(slot, opening),
                )
                yield slot, Refusal("opening", message.strip())

    def _refuse_capacity(self, slots):
        layouts = {}
        if any(slot.layout_id for slot in slots):
            layouts = {layout.id: layout for layout in self.layout_ids}
        for slot in slots:
            layout = layouts.get(slot.layout_id)
            capacity = layout.capacity if layout else self.capacity
            if slot.attendance > capacity:
                name = f"{self.name} ({layout.name})" if layout else self.name
                message = self.env._(
                    "%(when)s: “%(room)s” holds %(capacity)s people, and"
                    " %(attendance)s are expected.",
                    when=self._tell_slot(slot),
                    room=name,
                    capacity=capacity,
                    attendance=slot.attendance,
                )
                yield slot, Refusal("capacity", message)

    def _refuse_clash(self, slots):
        for slot, booking in self._clashes(slots):
            yield slot, Refusal("clash", self._tell_clash(slot, booking), final=True)

    def _refuse_each_other(self, slots):
        """Say which of these slots stand in each other's way."""
        blocks = sorted((*slot.block(self), slot) for slot in slots)
        for (_start, stop, slot), (next_start, _next_stop, _next) in pairwise(blocks):
            if next_start < stop:
                message = self.env._(
                    "%(when)s: “%(room)s” would be booked twice.",
                    when=self._tell_slot(slot),
                    room=self.name,
                )
                yield slot, Refusal("clash", message, final=True)

    def _clashes(self, slots):
        """Find what stands in the way, in one query for any number of slots.

        :return: pairs of a slot and the first ``quartier.room.booking`` in its way,
            whether or not the user may read it; holds that have expired are no obstacle
        """
        self.ensure_one()
        slots = list(slots)
        if not slots:
            return []
        bookings = self.env["quartier.room.booking"]
        bookings.flush_model()
        blocks = [slot.block(self) for slot in slots]
        self.env.cr.execute(
            SQL(
                """
                SELECT DISTINCT ON (slot.number) slot.number, booking.id
                  FROM unnest(%s::int[], %s::timestamp[], %s::timestamp[], %s::int[])
                       AS slot (number, block_start, block_stop, booking_id)
                  JOIN quartier_room_booking booking
                    ON booking.occupies
                   AND int4range(booking.room_id, booking.room_id, '[]')
                       && int4range(%s, %s, '[]')
                   AND tsrange(booking.block_start, booking.block_stop)
                       && tsrange(slot.block_start, slot.block_stop)
                 WHERE booking.id <> slot.booking_id
                   AND (booking.state <> 'hold' OR booking.hold_until >= %s)
                 ORDER BY slot.number, booking.block_start
                """,
                list(range(len(slots))),
                [start for start, _stop in blocks],
                [stop for _start, stop in blocks],
                [slot.booking_id for slot in slots],
                self.id,
                self.id,
                fields.Datetime.now(),
            )
        )
        return [
            (slots[number], bookings.browse(booking_id))
            for number, booking_id in self.env.cr.fetchall()
        ]

    def _opening_intervals(self, start, stop):
        """Return when the room is open, as ``(start, stop)`` in UTC, in whole days."""
        zone = pytz.timezone(self.quartier_id.tz)
        day = timedelta(days=1)
        intervals = self.resource_calendar_id._work_intervals_batch(
            pytz.utc.localize(start - day), pytz.utc.localize(stop + day), tz=zone
        )[False]
        merged = []
        for opens, closes, _attendance in intervals:
            opens, closes = (
                moment.astimezone(pytz.utc).replace(tzinfo=None)
                for moment in (opens, closes)
            )
            # a day ends at 23:59:59.999999, where the next one may go on
            if merged and opens - merged[-1][1] < timedelta(seconds=1):
                merged[-1] = (merged[-1][0], closes)
            else:
                merged.append((opens, closes))
        return merged

    def _is_open(self, slot, opening):
        """Whole days need a room that opens on each of them at all."""
        if not slot.allday:
            last = slot.stop - timedelta(seconds=1)
            return any(
                opens <= slot.start and last < closes for opens, closes in opening
            )
        day, end = slot.start, slot.stop
        while day < end:
            next_day = self._next_midnight(day)
            if not any(opens < next_day and closes > day for opens, closes in opening):
                return False
            day = next_day
        return True

    def _next_midnight(self, moment):
        """Return the midnight of the office that follows a UTC moment, in UTC."""
        office = self.quartier_id
        return office._midnight(office._localize(moment).date() + timedelta(days=1))

    # -- words

    def _tell_locale(self):
        return (self.env.lang or self.quartier_id.lang or "en_US").partition(".")[0]

    def _tell_date(self, day):
        return format_date(day, "EEEE, d. MMMM y", locale=self._tell_locale())

    def _tell_slot(self, slot):
        """Say in words when a slot is, by the office's clock."""
        office = self.quartier_id
        start = office._localize(slot.start)
        stop = office._localize(slot.stop)
        if slot.allday:
            last = office._localize(slot.stop - timedelta(seconds=1)).date()
            days = (start.date(), last) if last > start.date() else (last,)
            return " – ".join(map(self._tell_date, days))
        hours = [
            format_time(moment.time(), "HH:mm", locale=self._tell_locale())
            for moment in (start, stop)
        ]
        if stop.date() > start.date() and stop.time() > time():
            hours[1] = f"{self._tell_date(stop.date())} {hours[1]}"
        return f"{self._tell_date(start.date())}, {hours[0]}–{hours[1]}"

    def _tell_opening(self, slot, opening):
        office = self.quartier_id
        day = office._localize(slot.start).date()
        hours = [
            f"{office._localize(opens):%H:%M}–{self._tell_close(closes)}"
            for opens, closes in opening
            if office._localize(opens).date() == day
        ]
        if not hours:
            return self.env._("It is closed on this day.")
        return self.env._("Opening hours on this day: %s.", ", ".join(hours))

    def _tell_close(self, closes):
        local = self.quartier_id._localize(closes + timedelta(seconds=1))
        return "24:00" if local.time() < time(0, 1) else f"{local:%H:%M}"

    def _tell_clash(self, slot, booking):
        """Name who is in the way to those only who may see it."""
        when, room = self._tell_slot(slot), self.name
        # the user's own rights, even where a public page asks with sudo(); a cron job
        # (superuser) does not know who will read it
        booking = booking.with_env(self.env).sudo(False)
        if booking.env.su or not booking.has_access("read"):
            return self.env._("%(when)s: “%(room)s” is taken.", when=when, room=room)
        return self.env._(
            "%(when)s: “%(room)s” is taken by “%(event)s”.",
            when=when,
            room=room,
            event=booking.event_id.display_name,
        )
