import re
from datetime import datetime

from psycopg2.errors import ExclusionViolation

from odoo import api, fields, models
from odoo.exceptions import ValidationError

DECIDE = "SET CONSTRAINTS quartier_room_booking_no_overlap IMMEDIATE"
# Marks locks of rooms among the advisory locks of the database.
LOCK = 190502
# Names, in the transaction's cache, the bookings of the change that is being made.
GUARD = "quartier_room_booking_guard"
# so many dates are named; the rest is counted
TOLD = 10
# the time that PostgreSQL complains of: the first range of times in its message
VIOLATED = re.compile(r"""\["(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)"?""")


class QuartierRoomBooking(models.Model):
    """What becomes of a room that is already taken: one method for all ways to it."""

    _inherit = "quartier.room.booking"

    @api.model
    def _guarded(self, rooms, change):
        """Make a change that may take rooms.

        Bookings that swap their times are judged by the outcome. A hold that has
        expired and is in the way is released.

        :param rooms: ``quartier.room`` that the change may take
        :param change: makes the change and returns the bookings concerned
        :return: what ``change`` returned
        :raise ValidationError: names every date that cannot be had, and what is free
        """
        try:
            return self._attempt(rooms, change)
        except OverflowError:
            # the first and the last day of the calendar have no day before or after
            raise ValidationError(
                self.env._("A room cannot be booked that far away. Is the year right?")
            ) from None
        except ExclusionViolation as violation:
            if self._release_expired(violation.wishes.keys()):
                try:
                    return self._attempt(rooms, change)
                except ExclusionViolation as again:
                    violation = again
            raise self._clash_error(violation) from None

    def _attempt(self, rooms, change):
        """Make the change, or leave everything as it was.

        :raise ExclusionViolation: with the rooms and their slots as ``wishes``
        """
        touched = self.env.cr.cache.get(GUARD)
        if touched is not None:  # a step of a larger change, which decides at its end
            bookings = change()
            touched.update(bookings.ids)
            return bookings
        wishes = {}
        touched = self.env.cr.cache[GUARD] = set()
        try:
            with self.env.cr.savepoint():
                self._lock_rooms(rooms)
                bookings = change()
                touched.update(bookings.ids)
                wishes = self.browse(touched)._wishes()
                self.env.flush_all()
                self.env.cr.execute(DECIDE, log_exceptions=False)
        except ExclusionViolation as violation:
            violation.wishes = wishes
            raise
        finally:
            self.env.cr.cache.pop(GUARD, None)
        self._check_wishes(wishes)
        return bookings

    def _tell_changes(self):
        """Hook: these bookings were moved or ended, or may have been."""

    @api.model
    def _lock_rooms(self, rooms):
        """Let others who want these rooms wait until this transaction is over.

        The constraint alone is right, but slow: two transactions that have both written
        before either looks wait for each other, until PostgreSQL ends the deadlock.
        From here on the constraint is asked at the end, for the outcome of all changes.
        """
        self.env.cr.execute(
            """
            SELECT pg_advisory_xact_lock(%s, id) FROM unnest(%s::int[]) AS id;
            SET CONSTRAINTS quartier_room_booking_no_overlap DEFERRED
            """,
            [LOCK, sorted(rooms.ids)],
        )

    def _wishes(self):
        """Return the slots that these bookings occupy.

        :return: for each room its slots, and whether an exception is made for them
        :rtype: dict[quartier.room, dict[Slot, bool]]
        """
        wishes = {}
        for booking in self.filtered("occupies"):
            slots = wishes.setdefault(booking.room_id, {})
            slots[booking._slot()] = bool(booking.exception_reason)
        return wishes

    @api.model
    def _check_wishes(self, wishes):
        """All that a free room does not say yet: opening hours, people, horizon …

        :raise ValidationError: with everything that stands against the bookings
        """
        for room, slots in wishes.items():
            wanted = [slot for slot, excepted in slots.items() if not excepted]
            checks = [
                check for check in room._refusal_checks() if check != room._refuse_clash
            ]
            refusals = [found for check in checks for found in check(wanted)]
            if refusals:
                raise self._refusal_error(room, refusals)

    @api.model
    def _clash_error(self, violation):
        """Make an error of what PostgreSQL says of two bookings at the same time."""
        for room, slots in violation.wishes.items():
            refusals = [
                (slot, refusal)
                for slot, found in room._refusals(slots).items()
                for refusal in found
                if refusal.final or not slots[slot]
            ]
            refusals += room._refuse_each_other(slots)
            if any(refusal.final for _slot, refusal in refusals):
                return self._refusal_error(room, refusals)
        return self._unseen_error(violation)

    @api.model
    def _refusal_error(self, room, refusals):
        """Make one error of all refusals, with what is free instead.

        :param refusals: pairs of ``Slot`` and ``Refusal``
        """
        lines = [f"• {refusal.message}" for _slot, refusal in refusals[:TOLD]]
        if more := len(refusals) - TOLD:
            lines += [self.env._("• and %s more", more)] if more > 0 else []
        return ValidationError(
            "\n".join(
                filter(
                    None,
                    (
                        self.env._("“%s” cannot be booked:", room.name),
                        *lines,
                        room._tell_alternatives(refusals[0][0]),
                    ),
                )
            )
        )

    @api.model
    def _unseen_error(self, violation):
        """Another transaction was faster, and this one cannot see what it did."""
        found = VIOLATED.search(violation.diag.message_detail or "")
        moment = found and datetime.fromisoformat(found[1])
        for room, slots in violation.wishes.items():
            for slot in slots:
                if len(slots) == 1 or slot.block(room)[0] == moment:
                    message = self.env._(
                        "“%(room)s” has just been taken by somebody else: %(when)s."
                        " Please choose another time or another room.",
                        room=room.name,
                        when=room._tell_slot(slot),
                    )
                    return ValidationError(
                        f"{message}\n{room._tell_alternatives(slot)}".strip()
                    )
        return ValidationError(
            self.env._(
                "A room has just been taken by somebody else. Please look at its"
                " bookings and choose another time."
            )
        )

    @api.model
    def _release_expired(self, rooms):
        """Give the rooms back that were kept until a moment that has passed.

        :param rooms: ``quartier.room``, any number
        :return: whether there was any
        """
        # sudo: whoever books may find an expired hold of somebody else in the way
        expired = self.sudo().search(
            [
                ("room_id", "in", [room.id for room in rooms]),
                ("state", "=", "hold"),
                ("hold_until", "<", fields.Datetime.now()),
            ]
        )
        expired._expire()
        return bool(expired)
