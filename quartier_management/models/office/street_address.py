"""Reading a German street line: pure functions, no ORM."""

import re
import unicodedata

# The number starts after the name; what follows it ("a", "/2", "Hinterhaus") does not
# decide on which side of which border one lives, but the other end of a span does. A
# number with a dot and a word behind it is part of the name ("17. Juni").
_STREET_LINE = re.compile(
    r"^(?P<name>.*?[^\d\s,])[\s,]*(?P<number>\d{1,4})(?!\d|\.\s*\w)"
    r"(?:\s?[a-z])?(?:\s*(?:-|–|bis)\s*(?P<last>\d{1,4})(?!\d))?",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(r"[\s,]+(?:nr|no|hausnr|hausnummer)\.?$", re.IGNORECASE)
_STREET_SUFFIX = re.compile(r"(?:strasse|str\.?)$")
_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]+")


def split_street(line):
    """Split a street line into its name and house numbers.

    :param str line: ``"Gutenbergstr. 52a, Hinterhaus"``; may be empty
    :return: ``(name, numbers)``; the numbers are ``()`` where the line has none,
        ``(52,)`` for ``52a``, and first and last of a span (``50-54``).
    :rtype: tuple[str, tuple[int, ...]]
    """
    line = " ".join((line or "").split())
    match = _STREET_LINE.match(line)
    if not match:
        return line, ()
    name = _NUMBER_WORD.sub("", match["name"].strip(" ,")).strip(" ,")
    first, last = int(match["number"]), int(match["last"] or 0)
    return name, (first, last) if last > first else (first,)


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
