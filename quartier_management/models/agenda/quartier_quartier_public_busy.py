from datetime import datetime, timedelta
from typing import NamedTuple

from odoo import models


class PublicBusy(NamedTuple):
    """A room is taken on a day, for something that is not public.

    :ivar start: aware, on the office's clock
    :ivar stop: aware, on the office's clock; the next midnight at the latest
    :ivar name: as the group agreed to be named, or empty
    :ivar all_day: from midnight to midnight
    """

    start: datetime
    stop: datetime
    room: str
    name: str
    all_day: bool


class QuartierQuartier(models.Model):
    """What residents read of rooms that others have."""

    _inherit = "quartier.quartier"

    def _public_busy(self, first_day, last_day):
        """Return when rooms are taken for what is not published, in order of time.

        What takes several days is one row for each of them.

        :param date first_day: by the office's clock, included
        :param date last_day: included
        :rtype: list[PublicBusy]
        """
        self.ensure_one()
        # sudo: passes on the room, the time and what the group wants to be called
        bookings = self.env["quartier.room.booking"].sudo()
        rows = bookings.search(
            [
                ("quartier_id", "=", self.id),
                ("occupies", "=", True),
                ("block_stop", ">", self._midnight(first_day)),
                ("block_start", "<", self._midnight(last_day + timedelta(days=1))),
                ("event_id", "not any", self._public_domain()),
            ],
            order="block_start, id",
        )
        days = {
            self._midnight(first_day + timedelta(days=n)): self._midnight(
                first_day + timedelta(days=n + 1)
            )
            for n in range((last_day - first_day).days + 1)
        }
        busy = [
            PublicBusy(
                self._localize(max(slot.start, begins)),
                self._localize(min(slot.stop, ends)),
                row.room_id.name,
                row.public_name or "",
                slot.start <= begins and slot.stop >= ends,
            )
            for row in rows
            for slot in [row._slot()]
            for begins, ends in days.items()
            if slot.start < ends and slot.stop > begins
        ]
        return sorted(busy, key=lambda row: row.start)
