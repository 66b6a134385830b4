"""What makes two spellings of a contact equal: pure functions, no ORM."""

import re
import unicodedata
from typing import NamedTuple

from ..office.street_address import split_street, street_key

# What a register, a title or politeness adds says nothing of who it is.
_LEGAL_FORM = re.compile(
    r"\b(?:e\.?\s?v\.?|i\.?\s?g\.?|g?gmbh|gug|mbh|ug|ag|kg|kgaa|ohg|gbr|eg|e\.?\s?k\.?"
    r"|k\.?\s?d\.?\s?ö\.?\s?r\.?|haftungsbeschränkt|gemeinnütziger?"
    r"|eingetragener verein)"
    r"(?=\W|$)"
)
_TITLE = re.compile(r"\b(?:herrn?|frau|dr|prof|dipl|ing|med|phil|jur|rer|nat|mag)\b\.?")
_SAINT = re.compile(r"\bst\b\.?")
_WORD = re.compile(r"[0-9a-z]+")
_LETTERS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("&", " und "), ("+", " und "))
_TRUNK = re.compile(r"^(?:\+|00)\s*49|^0")
_NOT_DIGIT = re.compile(r"\D+")
# fewer digits are an extension, or a number that is repeated in every town
_SHORTEST_PHONE = 6


class Keys(NamedTuple):
    """Each is empty where nothing is known.

    :ivar name: letters and digits of the name alone
    :ivar words: the same in words, for trigrams
    :ivar address: street, house number and ZIP code (or city)
    """

    name: str
    words: str
    email: str
    phone: str
    address: str


def contact_keys(name, is_company, email, phone, street, zip_code, city):
    """Return what a contact is compared by; every part may be empty."""
    words = name_words(name, is_company)
    return Keys(
        "".join(words),
        " ".join(words),
        (email or "").strip().casefold(),
        phone_key(phone),
        address_key(street, zip_code, city),
    )


def name_words(name, is_company):
    """Return the words of a name that tell it from others.

    ``"Caritas-Verband Eschweiler e.V."`` and ``"Caritas Verband Eschweiler"`` are
    equal, and so are ``"Müller, Anna"`` and ``"Frau Anna Mueller"``.

    :rtype: list[str]
    """
    text = " ".join((name or "").split()).casefold()
    if not is_company:
        last, comma, first = text.partition(",")
        text = _TITLE.sub(" ", f"{first} {last}" if comma else text)
    else:
        text = _LEGAL_FORM.sub(" ", text)
    text = _SAINT.sub("sankt", text)
    for letter, letters in _LETTERS:
        text = text.replace(letter, letters)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    return _WORD.findall(text)


def phone_key(phone):
    """Return the digits of a German number without its prefix, or nothing."""
    phone = (phone or "").strip().replace("(0)", "")
    digits = _NOT_DIGIT.sub("", _TRUNK.sub("", phone.lstrip("(")))
    digits = digits.lstrip("0")
    return digits if len(digits) >= _SHORTEST_PHONE else ""


def address_key(street, zip_code, city):
    """Return a key for a house, or nothing: a street without number is none."""
    name, numbers = split_street(street)
    place = _NOT_DIGIT.sub("", zip_code or "") or street_key(city)
    if not (name and numbers and place):
        return ""
    return f"{street_key(name)} {numbers[0]} {place}"
