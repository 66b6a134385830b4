"""What makes two spellings of an invoice equal: pure functions, no ORM."""

import re

from odoo.addons.quartier_management.models.network.contact_key import name_words

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def payee_key(payee):
    """Return a payee's name without legal form, spaces and umlauts.

    ``"Malerbetrieb Müller GmbH"`` and ``"malerbetrieb mueller"`` are equal.
    """
    return "".join(name_words(payee, True)) or " ".join((payee or "").split())


def number_key(number):
    """Return the letters and digits of an invoice number, without zeros in front.

    ``"RE-2026/0017"`` and ``"re 2026 0017"`` are equal.
    """
    key = _NOT_ALPHANUMERIC.sub("", (number or "").casefold())
    return key.lstrip("0") or key or " ".join((number or "").split())
