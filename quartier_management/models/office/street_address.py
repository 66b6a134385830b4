"""Reading a German street line: pure functions, no ORM."""

import re
import unicodedata

# The number starts after the name; what follows the first number ("a", "-54",
# "/2", "Hinterhaus") does not decide on which side of which border one lives.
_STREET_LINE = re.compile(
    r"^(?P<name>.*?[^\d\s,])[\s,]*(?P<number>\d{1,4})(?![\d.])(?P<rest>.*)$"
)
_STREET_SUFFIX = re.compile(r"(?:strasse|str\.?)$")
_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]+")


def split_street(line):
    """Split a street line into its name and house number.

    :param str line: ``"Gutenbergstr. 52a, Hinterhaus"``; may be empty
    :return: ``(name, number)``; number is None where the line has none. Of a
        span (``50-54``) the first number counts, of ``52a`` the digits.
    :rtype: tuple[str, int | None]
    """
    line = " ".join((line or "").split())
    match = _STREET_LINE.match(line)
    if not match:
        return line, None
    return match["name"].strip(" ,"), int(match["number"])


def street_key(name):
    """Normalise a street name, so that spellings of one street compare equal.

    ``"Gutenbergstraße"``, ``"Gutenberg-Str."`` and ``"GUTENBERG STRASSE"``
    share one key.

    :param str name: a street's name without house number; may be empty
    :rtype: str
    """
    key = (name or "").strip().casefold()  # casefold also turns ß into ss
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        key = key.replace(umlaut, letters)
    key = unicodedata.normalize("NFKD", key)
    key = "".join(char for char in key if not unicodedata.combining(char))
    key = _STREET_SUFFIX.sub("str", key)
    return _NOT_ALPHANUMERIC.sub("", key)
