from datetime import timedelta

import pytz

from odoo import fields, models

# How far around the wished time something free is looked for.
STEP = timedelta(minutes=30)
STEPS = 4
WEEKS = 8


class QuartierRoom(models.Model):
    """What could be had instead of a room that is taken."""

    _inherit = "quartier.room"

    def _alternatives(self, slot):
        """Propose what else is free: another room that fits, another hour of the same
        day, the same hour of a later week.

        :param Slot slot: what cannot be had
        :return: what is free, by kind (``room``, ``hour``, ``week``)
        :rtype: dict[str, tuple[quartier.room, Slot]]
        """
        self.ensure_one()
        if slot.stop <= slot.start:
            return {}
        hours = [] if slot.allday else self._hours_around(slot)
        weeks = self._weeks_after(slot)
        refusals = self._refusals(hours + weeks)
        found = {"room": self._first_fitting_room(slot)}
        for kind, candidates in (("hour", hours), ("week", weeks)):
            free = (candidate for candidate in candidates if not refusals[candidate])
            found[kind] = (self, next(free, None))
        return {kind: place for kind, place in found.items() if place[1]}

    def _hours_around(self, slot):
        """Return the same some time earlier or later, nearest first."""
        now = fields.Datetime.now()
        moved = [
            slot.moved(STEP * steps * sign)
            for steps in range(1, STEPS + 1)
            for sign in (1, -1)
        ]
        return [candidate for candidate in moved if candidate.start > now]

    def _weeks_after(self, slot):
        """Return the same at the same hour of the office's clock in later weeks."""
        office = self.quartier_id
        zone = pytz.timezone(office.tz)
        candidates = []
        for weeks in range(1, WEEKS + 1):
            start, stop = (
                zone.localize(
                    office._localize(moment).replace(tzinfo=None)
                    + timedelta(weeks=weeks)
                )
                .astimezone(pytz.utc)
                .replace(tzinfo=None)
                for moment in (slot.start, slot.stop)
            )
            candidates.append(slot._replace(start=start, stop=stop))
        return candidates

    def _first_fitting_room(self, slot):
        """Return another room of the office, as small as will do, with the slot."""
        wish = slot._replace(layout_id=0, setup=None, teardown=None, booking_id=0)
        rooms = self.search(
            [
                ("quartier_id", "=", self.quartier_id.id),
                ("id", "!=", self.id),
                ("capacity", ">=", slot.attendance),
            ],
            order="capacity, sequence, id",
        )
        for room in rooms:
            if not room._refusals([wish])[wish]:
                return room, wish
        return self, None

    def _tell_alternatives(self, slot):
        """Say in one sentence what could be had instead, nothing if nothing could."""
        free = [
            f"{room.name}, {room._tell_slot(candidate)}"
            for room, candidate in self._alternatives(slot).values()
        ]
        return self.env._("Free instead: %s.", "; ".join(free)) if free else ""
