"""Public events as search engines read them (schema.org/Event)."""

import json

from markupsafe import Markup

SCHEMA = "https://schema.org/"


def to_json_ld(office, events, page_url):
    """Return a script's text, safe within a page whatever the events say.

    :param office: ``PublicOffice``
    :param events: iterable of ``PublicEvent``
    :param str page_url: absolute address of the neighbourhood's pages
    """
    graph = [_node(office, event, page_url) for event in events]
    text = json.dumps({"@context": SCHEMA, "@graph": graph}, ensure_ascii=True)
    # within a script nothing may look like markup
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _node(office, event, page_url):
    status = "EventCancelled" if event.cancelled else "EventScheduled"
    node = {
        "@type": "Event",
        "@id": f"{page_url}/termin/{event.id}",
        "url": f"{page_url}/termin/{event.id}",
        "name": event.name,
        "startDate": _moment(event, event.first_day, event.start),
        "endDate": _moment(event, event.last_day, event.stop),
        "eventStatus": SCHEMA + status,
        "eventAttendanceMode": SCHEMA + "OfflineEventAttendanceMode",
        "isAccessibleForFree": not event.cost,
        "organizer": {
            "@type": "Organization",
            "name": office.name,
            "telephone": office.phone or None,
            "email": office.email or None,
            "url": f"{page_url}/woche",
        },
        "location": {
            "@type": "Place",
            "name": event.location or office.name,
            "address": event.location
            or ", ".join(filter(None, (office.street, office.zip, office.city))),
        },
        "description": event.text or None,
        "inLanguage": list(event.languages) or None,
        "audience": [
            {"@type": "Audience", "audienceType": name} for name in event.audiences
        ]
        or None,
    }
    return {name: value for name, value in node.items() if value is not None}


def _moment(event, day, moment):
    return day.isoformat() if event.all_day else moment.isoformat()
