"""On which days a regular offer takes place: arithmetic of dates, without the ORM."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import pytz
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

TAKES_PLACE, PAUSES, ASK = "takes_place", "pauses", "ask"
# what counts where a day is both a public holiday and within school holidays
_STRENGTH = {TAKES_PLACE: 0, ASK: 1, PAUSES: 2}


class FreeDays(NamedTuple):
    """A holiday, and what becomes of the dates on it.

    :ivar policy: ``takes_place``, ``pauses`` or ``ask``
    """

    first: date
    last: date
    name: str
    policy: str


class Occurrence(NamedTuple):
    """A day on which the offer takes place.

    :ivar question: name of the holiday that somebody has to decide about, or empty
    """

    day: date
    question: str = ""


@dataclass(frozen=True)
class SeriesRule:
    """Every n weeks on a weekday, or on the nth weekday of every n months.

    :ivar weekday: 0 is Monday
    :ivar nth: 1 to 4, or -1 for the last one of the month; None: weekly
    :ivar first: the first possible day; it also decides which weeks or months count
    """

    weekday: int
    first: date
    interval: int = 1
    nth: int | None = None

    def days(self, start, stop):
        """Return the days of the rule from ``start`` to ``stop``, both included."""
        options = {"byweekday": weekday(self.weekday)}
        if self.nth:
            options = {"byweekday": weekday(self.weekday, self.nth)}
        # the week, or the month, of the first day is the one that intervals count from
        anchor = self.first.replace(day=1)
        if not self.nth:
            anchor = self.first - timedelta(days=self.first.weekday())
        days = rrule(
            MONTHLY if self.nth else WEEKLY,
            interval=self.interval,
            dtstart=datetime.combine(anchor, time()),
            until=datetime.combine(stop, time()),
            **options,
        )
        earliest = max(start, self.first)
        return [day.date() for day in days if day.date() >= earliest]

    def occurrences(self, start, stop, holidays: Iterable[FreeDays] = ()):
        """Return the days that remain when holidays are taken into account.

        :rtype: list[Occurrence]
        """
        found = []
        for day in self.days(start, stop):
            free = [row for row in holidays if row.first <= day <= row.last]
            worst = max(free, key=lambda row: _STRENGTH[row.policy], default=None)
            if worst is None or worst.policy == TAKES_PLACE:
                found.append(Occurrence(day))
            elif worst.policy == ASK:
                found.append(Occurrence(day, worst.name))
        return found


def moment(day, hour, zone):
    """Return when it is an hour of a day by a clock, in UTC.

    An hour that the clock skips in spring is one later, as phones show it; one that
    comes twice in autumn is the first.

    :param float hour: e.g. 11.5 for 11:30; 24 and more is the next day
    :param str zone: name of a time zone
    :return: naive datetime, UTC
    """
    local = datetime.combine(day, time()) + timedelta(minutes=round(hour * 60))
    zone = pytz.timezone(zone)
    aware = zone.localize(local, is_dst=True)
    if zone.normalize(aware).replace(tzinfo=None) != local:
        aware = zone.localize(local, is_dst=False)
    return aware.astimezone(pytz.utc).replace(tzinfo=None)
