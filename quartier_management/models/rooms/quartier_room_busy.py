from datetime import datetime
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL


class Busy(NamedTuple):
    """A room is taken. By whom or for what is nobody's business here.

    :ivar start: UTC, naive; setting up included
    :ivar stop: UTC, naive; clearing up included
    """

    room_id: int
    start: datetime
    stop: datetime


class QuartierRoom(models.Model):
    """When rooms are taken."""

    _inherit = "quartier.room"

    def _busy(self, start, stop):
        """Return when these rooms are taken, whoever asks.

        :param datetime start: UTC, naive
        :param datetime stop: UTC, naive
        :return: ordered by room and time
        :rtype: list[Busy]
        """
        bookings = self.env["quartier.room.booking"]
        bookings.flush_model(["room_id", "block_start", "block_stop", "occupies"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT booking.room_id, booking.block_start, booking.block_stop
                  FROM unnest(%s::int[]) AS room (id)
                  JOIN quartier_room_booking booking
                    ON booking.occupies
                   AND int4range(booking.room_id, booking.room_id, '[]')
                       && int4range(room.id, room.id, '[]')
                   AND tsrange(booking.block_start, booking.block_stop)
                       && tsrange(%s, %s)
                 ORDER BY booking.room_id, booking.block_start
                """,
                self.ids,
                start,
                stop,
            )
        )
        return [Busy(*row) for row in rows]
