"""What is asked of a room, before there is a booking or while one changes."""

from datetime import datetime, timedelta
from typing import NamedTuple


class Slot(NamedTuple):
    """A span of time that somebody would like to have a room for.

    :ivar start: UTC, naive, as the ORM stores it; when people come
    :ivar stop: UTC, naive; when they leave
    :ivar attendance: how many people are expected, 0: not known
    :ivar layout_id: id of the ``quartier.room.layout``, 0: any
    :ivar setup: minutes before it that block the room, None: the room's own
    :ivar teardown: minutes after it that block the room, None: the room's own
    :ivar allday: whole days: the room is needed while it is open on them
    :ivar booking_id: the booking that would have it, 0: none yet
    """

    start: datetime
    stop: datetime
    attendance: int = 0
    layout_id: int = 0
    setup: int | None = None
    teardown: int | None = None
    allday: bool = False
    booking_id: int = 0

    def moved(self, delta):
        """Return the same at another time.

        :param timedelta delta: by how much later
        """
        return self._replace(start=self.start + delta, stop=self.stop + delta)

    def block(self, room):
        """Return when the room would be blocked, as ``(start, stop)`` in UTC."""
        setup = room.setup_minutes if self.setup is None else self.setup
        teardown = room.teardown_minutes if self.teardown is None else self.teardown
        return (
            self.start - timedelta(minutes=setup),
            self.stop + timedelta(minutes=teardown),
        )


class Refusal(NamedTuple):
    """Why a room cannot be had.

    :ivar check: which check says so, e.g. ``clash``
    :ivar message: a finished sentence in the user's language
    :ivar final: whether nobody can make an exception
    """

    check: str
    message: str
    final: bool = False
