"""Deadlines as an iCalendar (RFC 5545) that somebody's calendar subscribes to."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True)
class Entry:
    """A day on which something is due.

    :ivar id: stays the same when the day is moved
    :ivar changed: naive, UTC, as the ORM stores it
    """

    id: int
    day: date
    title: str
    text: str
    category: str
    url: str
    changed: datetime


def to_ical(name, entries, origin, language):
    """Return the entries as bytes: whole days, free of time zones.

    :param str name: of the calendar
    :param entries: iterable of :class:`Entry`
    :param str origin: names the database for good
    :param str language: e.g. ``de``
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Quartier//Fristen//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    calendar.add("refresh-interval", timedelta(hours=6), {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for entry in entries:
        calendar.add_component(_component(entry, origin, language))
    return calendar.to_ical()


def _component(entry, origin, language):
    event = Event()
    changed = entry.changed.replace(tzinfo=UTC)
    event.add("uid", f"frist-{entry.id}@{origin}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("summary", entry.title, {"language": language})
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    # whoever has a deadline is not busy all day
    event.add("transp", "TRANSPARENT")
    # other people's copies of a calendar show no more than that there is something
    event.add("class", "CONFIDENTIAL")
    if entry.text:
        event.add("description", entry.text)
    event.add("categories", [entry.category])
    event.add("url", entry.url)
    return event
