"""From the cells of a row to the contacts that it names: pure functions, no ORM."""

import re
from typing import NamedTuple

_ADDRESS = re.compile(
    r"^(?P<street>.*?[^,;\s])[,;\s]+(?:D-)?(?P<zip>\d{5})\s+(?P<city>.+)$"
)
_ZIP_CITY = re.compile(r"^(?:D-)?(?P<zip>\d{5})\s*(?P<city>.*)$")
_EMAIL = re.compile(r"[^\s,;<>()@]++@[^\s,;<>()]+")
_BETWEEN_EMAILS = re.compile(r"[\s,;<>()]+")
_PHONE = re.compile(r"\(?\+?\d[\d\s()/.-]{4,}")
_POLITE = re.compile(r"^(?:herrn?|frau)\s+", re.IGNORECASE)
_CUT = re.compile(r"[,;]")


class Contact(NamedTuple):
    """What a row says of one contact; texts may be empty."""

    is_company: bool
    name: str
    function: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    zip: str = ""
    city: str = ""
    website: str = ""
    actor_type: str = ""
    topics: str = ""
    comment: str = ""


def read_row(cells):
    """Return the contacts of a row: an organisation, a person, or both in this order.

    Whatever has no place of its own (a second number, an address that is none) is kept
    in the comment: nothing of the list is lost.

    :param dict cells: ``{target: [texts]}``, targets as of
        ``quartier.partner.import.column``
    :rtype: list[Contact]
    """
    texts = {target: list(filter(None, values)) for target, values in cells.items()}
    organisation = " ".join(texts.get("organisation", ()))
    person = _person(texts)
    about = _about(texts)
    if not (organisation and person):
        # with nobody else on the row, everything is about the one
        _join(about, _contactable(texts, "person_email", "person_phone"))
        about["function"] = _first(texts, "function")
        return [Contact(bool(organisation), organisation or person, **about)]
    spokesperson = _contactable(texts, "person_email", "person_phone")
    return [
        Contact(True, organisation, **about),
        Contact(False, person, function=_first(texts, "function"), **spokesperson),
    ]


def split_topics(text):
    return [part for part in map(str.strip, _CUT.split(text)) if part]


def _about(texts):
    about = _contactable(texts, "email", "phone")
    about.update(_place(texts))
    about["website"] = _first(texts, "website")
    about["actor_type"] = _first(texts, "actor_type")
    about["topics"] = ", ".join(texts.get("topics", ()))
    _note(about, *texts.get("comment", ()))
    return about


def _person(texts):
    """Return a person's name: given name first, without "Herr" or "Frau"."""
    name = _first(texts, "person")
    if not name:
        parts = (_first(texts, "first_name"), _first(texts, "last_name"))
        name = " ".join(filter(None, parts))
    name = _POLITE.sub("", name)
    last, comma, first = (part.strip() for part in name.partition(","))
    return f"{first} {last}".strip() if comma else name


def _contactable(texts, email, phone):
    """Return the first address and number of these columns, the others as a comment."""
    mails, numbers, others = [], [], []
    for text in texts.get(email, ()):
        parts = _BETWEEN_EMAILS.split(text)
        found = [part for part in parts if _EMAIL.fullmatch(part)]
        mails += found
        others += [] if found else [text]
    for text in texts.get(phone, ()):
        found = [number.strip(" -/.") for number in _PHONE.findall(text)]
        numbers += found
        others += [] if found else [text]
    about = {
        "email": mails[0].lower() if mails else "",
        "phone": numbers[0] if numbers else "",
        "comment": "",
    }
    _note(about, *mails[1:], *numbers[1:], *others)
    return about


def _place(texts):
    street, number = _first(texts, "street"), _first(texts, "house_number")
    place = {
        "street": f"{street} {number}".strip(),
        "zip": _first(texts, "zip"),
        "city": _first(texts, "city"),
    }
    if both := _first(texts, "zip_city"):
        match = _ZIP_CITY.match(both)
        place.update(match.groupdict() if match else {"city": both})
    if whole := _first(texts, "address"):
        match = _ADDRESS.match(whole)
        place.update(match.groupdict() if match else {"street": whole})
    if match := re.fullmatch(r"(?:D-)?(\d{4,5})", place["zip"]):
        place["zip"] = match[1].zfill(5)  # a workbook drops the zero of Saxony
    return place


def _first(texts, target):
    return next(iter(texts.get(target, ())), "")


def _note(about, *texts):
    about["comment"] = "\n".join(filter(None, (about.get("comment"), *texts)))


def _join(about, other):
    """Take over what is missing; what is there already is noted."""
    for field, value in other.items():
        if field != "comment" and not about[field]:
            about[field] = value
        elif value != about[field]:
            _note(about, value)
