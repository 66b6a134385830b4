"""The public agenda as an Atom feed (RFC 4287) for newsreaders and other websites."""

from babel.dates import format_skeleton, format_time
from lxml import etree

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"


def to_atom(office, events, page_url, language, changed, cancelled):
    """Return the feed as bytes.

    :param office: ``PublicOffice``
    :param events: iterable of ``PublicEvent``
    :param str page_url: absolute address of the neighbourhood's pages
    :param str language: e.g. ``de_DE``
    :param datetime changed: naive, UTC: when the agenda changed last
    :param str cancelled: how an event that does not take place is marked
    """
    feed = etree.Element(
        f"{{{_ATOM}}}feed",
        {f"{{{_XML}}}lang": language.replace("_", "-")},
        nsmap={None: _ATOM},
    )
    own_url = f"{page_url}/woche.atom"
    _add(feed, "id", own_url)
    _add(feed, "title", office.name)
    _add(feed, "updated", f"{changed:%Y-%m-%dT%H:%M:%SZ}")
    _add(feed, "link", rel="self", type="application/atom+xml", href=own_url)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{page_url}/woche")
    _add(_add(feed, "author"), "name", office.name)
    for event in events:
        _add_entry(feed, event, page_url, language, cancelled)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8")


def _add_entry(feed, event, page_url, language, cancelled):
    url = f"{page_url}/termin/{event.id}"
    entry = _add(feed, "entry")
    _add(entry, "id", url)
    title = f"{_when(event, language)}: {event.name}"
    _add(entry, "title", f"{cancelled}: {title}" if event.cancelled else title)
    _add(entry, "updated", f"{event.changed:%Y-%m-%dT%H:%M:%SZ}")
    _add(entry, "link", rel="alternate", type="text/html", href=url)
    for term in filter(None, (event.category, *event.topics)):
        _add(entry, "category", term=term)
    told = (event.cancel_reason, event.location, event.text)
    _add(entry, "summary", "\n\n".join(filter(None, told)))


def _when(event, language):
    """Readers sort by the date of the last change: the title tells the day."""
    day = format_skeleton("MMMEd", event.first_day, locale=language)
    if event.all_day:
        return day
    clock = format_time(
        event.start, "short", tzinfo=event.start.tzinfo, locale=language
    )
    return f"{day}, {clock}"


def _add(parent, tag, text=None, **attributes):
    node = etree.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
    # what XML cannot hold, e.g. a control character that was pasted
    node.text = text and "".join(c for c in text if c.isprintable() or c in "\n\t")
    return node
