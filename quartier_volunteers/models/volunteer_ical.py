"""Somebody's own shifts as an iCalendar (RFC 5545) that phones subscribe to."""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

# a sequence only has to grow with each change: it is the second of the last one,
# counted so that it fits 31 bits until 2088
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def to_ical(name, entries, language, origin):
    """Return shifts as bytes.

    :param str name: of the calendar
    :param entries: iterable of dict: ``id``, ``changed`` (aware), ``start`` and
        ``stop`` (aware, on the office's clock), ``summary``, ``location``,
        ``description``, ``status``
    :param str language: e.g. ``de``
    :param str origin: names the database for good
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Quartier//Ehrenamt//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    calendar.add("refresh-interval", timedelta(hours=1), {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_component(entry, language, origin))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _component(entry, language, origin):
    event = Event()
    # the row stays the same when the shift is moved or renamed
    event.add("uid", f"assignment-{entry['id']}@{origin}")
    event.add("dtstamp", entry["changed"])
    event.add("last-modified", entry["changed"])
    event.add("sequence", int((entry["changed"] - _EPOCH).total_seconds()))
    event.add("summary", entry["summary"], {"language": language})
    event.add("dtstart", entry["start"])
    event.add("dtend", entry["stop"])
    event.add("status", entry["status"])
    if entry["location"]:
        event.add("location", entry["location"])
    if entry["description"]:
        event.add("description", entry["description"])
    return event
