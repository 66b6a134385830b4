"""The public agenda as an iCalendar (RFC 5545) that phones subscribe to."""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

# a sequence only has to grow with each change: it is the second of the last one,
# counted so that it fits 31 bits until 2088
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def to_ical(office, events, page_url, language, origin):
    """Return the events as bytes.

    :param office: ``PublicOffice``
    :param events: iterable of ``PublicEvent``
    :param str page_url: absolute address of the neighbourhood's pages
    :param str language: e.g. ``de``
    :param str origin: names the database for good: by which address it is asked may
        change, its events stay the same
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Quartier//Wochenprogramm//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", office.name)
    calendar.add("name", office.name)
    calendar.add("refresh-interval", timedelta(hours=1), {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for event in events:
        calendar.add_component(_component(event, page_url, language, origin))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _component(event, page_url, language, origin):
    entry = Event()
    # the row stays the same when the date is moved or renamed
    entry.add("uid", f"event-{event.id}@{origin}")
    entry.add("dtstamp", event.changed)
    entry.add("last-modified", event.changed)
    entry.add("sequence", int((event.changed - _EPOCH).total_seconds()))
    entry.add("summary", event.name, {"language": language})
    if event.all_day:
        entry.add("dtstart", event.first_day)
        entry.add("dtend", event.last_day + timedelta(days=1))
    else:
        entry.add("dtstart", event.start)
        entry.add("dtend", event.stop)
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if event.location:
        entry.add("location", event.location)
    if texts := list(filter(None, (event.cancel_reason, event.text))):
        entry.add("description", "\n\n".join(texts))
    if event.category:
        entry.add("categories", [event.category])
    entry.add("url", f"{page_url}/termin/{event.id}")
    return entry
