"""From the rows of a table to parts of streets: pure functions, no ORM.

What is wrong is returned as the name of a reason; the reader's language is not known
here.
"""

import csv
import io
import re
from typing import NamedTuple

from .street_address import street_key

# Headings as such lists have them, reduced to their letters.
USUAL = {
    "name": "strasse strassenname str name",
    "numbers": "hausnummern hausnummer hausnr nummern nr bereich",
    "first": "von vonnr ab hausnummervon hausnrvon vonhausnummer",
    "last": "bis bisnr hausnummerbis hausnrbis bishausnummer",
    "side": "seite gerade geradeungerade strassenseite",
    "zip": "plz postleitzahl",
    "city": "ort stadt gemeinde",
}
COLUMNS = {word: column for column, words in USUAL.items() for word in words.split()}
_SIDES = {
    "": "all",
    **dict.fromkeys(("alle", "beide", "all", "g/u", "gu", "-"), "all"),
    **dict.fromkeys(("gerade", "g", "even"), "even"),
    **dict.fromkeys(("ungerade", "u", "odd"), "odd"),
}
_NUMBERS = re.compile(
    r"(?:(?P<open>ab)\s*)?(?P<first>\d{1,4})?\s*[a-z]??\s*(?:(?:-|–|bis)\s*"
    r"(?P<last>\d{1,4})?)?\s*[a-z]??\s*(?P<side>gerade|ungerade|alle|g|u)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(\d{1,4})\s*[a-z]?", re.IGNORECASE)


class Street(NamedTuple):
    """A part of a street; 0 and "" where nothing is said.

    :ivar first, last: house numbers; 0: from the first, to the last one
    :ivar side: ``all``, ``odd`` or ``even``
    """

    name: str
    first: int
    last: int
    side: str
    zip: str
    city: str


class Refused(Exception):
    """A row is no part of a street.

    :ivar reason: ``name``, ``number``, ``order``, ``side``, ``zip`` or ``place``
    :ivar detail: the text that the reason speaks of
    """

    def __init__(self, reason, detail=""):
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


def columns(header):
    """Return ``{column: position}`` of what a header names.

    :rtype: dict[str, int]
    """
    found = {}
    for position, name in enumerate(header):
        column = COLUMNS.get(street_key(name))
        if column:
            found.setdefault(column, position)
    return found


def read(cells, places, zip_code="", city=""):
    """Read a row.

    :param list cells: texts
    :param dict places: as of :func:`columns`
    :param str zip_code, city: hold where the row has none
    :rtype: Street
    :raise Refused: the row is wrong
    """
    texts = {column: cells[place].strip() for column, place in places.items()}
    name = texts.get("name", "")
    if not street_key(name):
        raise Refused("name")
    first, last, side = _numbers(texts)
    if last and last < first:
        raise Refused("order", f"{first}–{last}")
    zip_code, city = texts.get("zip") or zip_code, texts.get("city") or city
    if zip_code and not re.fullmatch(r"\d{5}", zip_code):
        raise Refused("zip", zip_code)
    if not (zip_code or city):
        raise Refused("place")
    return Street(name, first, last, side, zip_code, city)


def _numbers(texts):
    """Return first and last number and side, of one column or of several."""
    whole = texts.get("numbers", "")
    match = _NUMBERS.fullmatch(whole)
    if not match:
        raise Refused("number", whole)
    first, last = int(match["first"] or 0), int(match["last"] or 0)
    if first and not (match["open"] or match["last"] or re.search(r"-|–|bis", whole)):
        last = first  # a single house
    first = _number(texts.get("first", "")) or first
    last = _number(texts.get("last", "")) or last
    side = (texts.get("side") or match["side"] or "").casefold()
    if side not in _SIDES:
        raise Refused("side", side)
    return first, last, _SIDES[side]


def _number(text):
    if not text:
        return 0
    match = _NUMBER.fullmatch(text)
    if not match:
        raise Refused("number", text)
    return int(match[1])


def report(header, rows):
    """Return a CSV file, as a spreadsheet program opens it, of refused rows.

    :param header: names of the columns
    :param rows: lists of texts
    :rtype: bytes
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(header)
    # a cell that begins like a formula would be one
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(cell):
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell
