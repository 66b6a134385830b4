"""How well people and work fit each other: arithmetic without the ORM."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

import pytz

# what each point counts, by its kind
WEIGHTS = {
    "skill": 4,
    "language": 4,
    "time": 4,
    "kind": 3,
    "topic": 1,
    "way": 1,
    "wish": 2,
}
# so much of a part of the day may be missing
TOLERATED = timedelta(minutes=30)
# the night until six belongs to the evening before
NIGHT_UNTIL = 30
BEST = "3"


class Match(NamedTuple):
    """What speaks for and against somebody, in words."""

    fits: list
    missing: list
    score: int


class Point(NamedTuple):
    """One thing that fits, or does not.

    :param kind: one of ``WEIGHTS``
    :param what: whatever names it: the id of a skill, a part of the week …
    """

    kind: str
    what: object
    fits: bool


class Person(NamedTuple):
    """What somebody brings along, as far as it is asked for."""

    skills: dict  # level by id
    languages: frozenset
    kinds: frozenset
    topics: frozenset
    parts: frozenset  # (weekday, daypart)
    extra: tuple  # (first day, last day) with time beside what is usual
    said: bool  # has said when there usually is time
    hours_left: float | None  # None: not limited
    near: bool  # is on foot and lives elsewhere


class Wanted(NamedTuple):
    """What some work asks for."""

    skills: tuple
    languages: tuple
    kind: int
    topics: frozenset
    parts: tuple  # (day, weekday, daypart)
    hours: float


def parts_of(start, stop, zone, dayparts):
    """Return the parts of the week that lie between two moments, as a clock shows them.

    :param datetime start, stop: naive, UTC
    :param str zone: name of the time zone
    :param dict dayparts: from and to hour of each
    :return: tuples of day, weekday (as text) and part
    """
    zone = pytz.timezone(zone)

    def moment(day, hour):
        days, hour = divmod(hour, 24)
        local = datetime.combine(day + timedelta(days=days), time(hour))
        return zone.localize(local).astimezone(pytz.utc).replace(tzinfo=None)

    last = dayparts and max(dayparts, key=lambda name: dayparts[name][1])
    day = pytz.utc.localize(start).astimezone(zone).date() - timedelta(days=1)
    end = pytz.utc.localize(stop).astimezone(zone).date()
    found = []
    while day <= end:
        for name, (begins, ends) in dayparts.items():
            opens = moment(day, begins)
            closes = moment(day, NIGHT_UNTIL if name == last else ends)
            length = min(stop, closes) - max(start, opens)
            if length > timedelta():
                found.append((length, (day, str(day.weekday()), name)))
        day += timedelta(days=1)
    most = max((length for length, _part in found), default=None)
    return tuple(part for length, part in found if length > TOLERATED or length == most)


def compare(wanted, person):
    """Say point by point how a person fits some work.

    :rtype: list[Point]
    """
    points = [Point("skill", row, row in person.skills) for row in wanted.skills]
    points += [
        Point("language", row, row in person.languages) for row in wanted.languages
    ]
    if wanted.kind in person.kinds:
        points.append(Point("kind", wanted.kind, True))
    points += [
        Point("topic", row, True) for row in sorted(wanted.topics & person.topics)
    ]
    for day, weekday, part in wanted.parts:
        extra = any(first <= day <= last for first, last in person.extra)
        if extra or (weekday, part) in person.parts:
            points.append(Point("time", (weekday, part), True))
        elif person.said:
            points.append(Point("time", (weekday, part), False))
    if person.hours_left is not None and person.hours_left < wanted.hours:
        points.append(Point("wish", None, False))
    if person.near:
        points.append(Point("way", None, False))
    return points


def score(points, person):
    """Add up what fits; what is missing counts against it.

    :rtype: int
    """
    total = sum(
        WEIGHTS[point.kind] if point.fits else -WEIGHTS[point.kind] for point in points
    )
    return total + sum(
        point.kind == "skill" and person.skills.get(point.what) == BEST
        for point in points
    )
