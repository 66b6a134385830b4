"""Rows of a finance system's list become vouchers: no ORM.

What cannot be read is kept as text, so that whoever corrects it sees what was there.
"""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from odoo.addons.quartier_management.models.office.street_address import street_key

# Headings as lists have them, reduced to their letters.
USUAL = {
    "payee": "zahlungsempfaenger empfaenger kreditor lieferant rechnungssteller firma"
    " zahlungsempfaengerin payee name",
    "invoice_number": "rechnungsnummer rechnungsnr rechnung belegnummer belegnr beleg"
    " referenz invoicenumber nummer rgnr renr",
    "invoice_date": "rechnungsdatum belegdatum rechnungvom datum invoicedate",
    "paid_on": "zahlungsdatum zahldatum bezahltam bezahlt zahlungam auszahlung"
    " wertstellung paidon valuta",
    "gross": "brutto bruttobetrag betrag rechnungsbetrag betragbrutto gross summe",
    "net": "netto nettobetrag betragnetto net",
    "share": "anteil foerderanteil anteilbetrag teilbetrag share",
    "grant_name": "foerderung foerderantrag antrag aktenzeichen projekt massnahme"
    " kostentraeger konto kostenstelle innenauftrag psp pspelement grant",
    "cost_name": "position kostenposition planposition ausgabeposition kostenart zeile"
    " finanzierungsplan line",
    "currency": "waehrung currency whg",
    "note": "buchungstext text verwendungszweck bemerkung note zweck",
}
GUESSES = {word: target for target, words in USUAL.items() for word in words.split()}
DATES = ("invoice_date", "paid_on")
AMOUNTS = ("gross", "net", "share")
EURO = {"", "eur", "euro", "€"}

_GERMAN = re.compile(r"^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$")
_NUMBER = re.compile(r"^\d+([.,]\d+)*$")
_THOUSANDS = re.compile(r"^[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*$")
_MOST = Decimal(1_000_000_000)


def guess(heading):
    """Return what a column of a usual heading holds: "Betrag (brutto)", or nothing."""
    whole = re.sub(r"[^a-z0-9]", "", street_key(heading))
    first = street_key(re.split(r"[(/,:]", heading or "")[0])
    return GUESSES.get(whole) or GUESSES.get(first)


def read_date(text):
    """Return the day that a cell names, or None: 3.4.2026, 03.04.26, 2026-04-03.

    :rtype: date | None
    """
    text = (text or "").strip()
    try:
        if match := _GERMAN.match(text):
            day, month, year = map(int, match.groups())
            return date(year + 2000 if year < 100 else year, month, day)
        return datetime.fromisoformat(text).date() if text else None
    except ValueError:
        return None


def read_amount(text):
    """Return the amount that a cell names in cents, or None.

    German and English notation, a minus in front or behind, brackets for less than 0:
    ``1.234,56``, ``1,234.56``, ``-12,00 €``, ``12,00-``, ``(12,00)``.

    :rtype: Decimal | None
    """
    text = re.sub(r"[\s'€]|EUR", "", (text or "").replace("−", "-").upper())
    less = text.startswith(("-", "(")) or text.endswith("-")
    text = text.strip("-+()")
    if not _NUMBER.match(text):
        return None
    if _THOUSANDS.match(text):
        text = re.sub(r"[.,]", "", text)
    else:
        whole, mark, cents = _split(text)
        text = re.sub(r"[.,]", "", whole) + (mark and "." + cents)
    try:
        amount = Decimal(text).quantize(Decimal("0.01"), ROUND_HALF_UP)
    except InvalidOperation:
        return None
    if amount > _MOST:
        return None
    return -amount if less else amount


def _split(text):
    """Return what stands before and behind the last point or comma."""
    place = max(text.rfind("."), text.rfind(","))
    return (
        (text, "", "") if place < 0 else (text[:place], text[place], text[place + 1 :])
    )


def read_row(cells):
    """Return the values of a row.

    :param dict cells: text by target
    :return: values by target; ``unread`` names what could not be read, by target
    :rtype: dict
    """
    values = {name: (cells.get(name) or "").strip() for name in USUAL}
    unread = {}
    for names, read in ((DATES, read_date), (AMOUNTS, read_amount)):
        for name in names:
            text, values[name] = values[name], read(values[name])
            if text and values[name] is None:
                unread[name] = text
    values["unread"] = unread
    return values
