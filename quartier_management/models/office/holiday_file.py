"""Reading holidays from a CSV or iCal file: pure functions, no ORM.

What is wrong is returned as the name of a reason; the reader's language is not known
here.
"""

import csv
import re
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import NamedTuple

import pytz
from icalendar import Calendar

from .text_file import Unreadable, decode

MAX_ROWS = 2000
# more days are a slip of the pen in the year: the summer holidays have 45
MAX_DAYS = 100
EXAMPLE = "Herbstferien;17.10.2026;31.10.2026"

_SEPARATORS = ";\t,"
_LONGEST_TEXT = 80
_HEADER = re.compile(r"(von|ab|from|begin|start|anfang|erste|dat)", re.IGNORECASE)
_GERMAN_DATE = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>20\d\d)")
_ISO_DATE = re.compile(r"(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
# holidays are the Länder's, whatever clock a calendar is kept in
_ZONE = pytz.timezone("Europe/Berlin")


class Wrong(Exception):
    """One row cannot be read; :func:`read` collects them.

    :ivar reason: ``columns``, ``name``, ``date``, ``order``, ``long``, ``repeats`` or
        ``overlap``
    :ivar detail: what the reason speaks of: the text that is no date, or the
        :class:`Known` that is overlapped
    """

    def __init__(self, reason, detail=""):
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


class Row(NamedTuple):
    """A holiday of the file.

    :ivar number: line of the file on which it begins
    :ivar text: what the file says, for messages
    """

    number: int
    text: str
    name: str
    first: date
    last: date


class Mistake(NamedTuple):
    number: int
    text: str
    wrong: Wrong


class Known(NamedTuple):
    """A holiday that is in the list already."""

    name: str
    first: date
    last: date
    active: bool = True


def is_calendar(text):
    return text.lstrip().upper().startswith("BEGIN:VCALENDAR")


def read(data):
    """Read a file of either format.

    :param bytes data: the file
    :return: ``(rows, mistakes)``, each in the order of the file
    :rtype: tuple[list[Row], list[Mistake]]
    :raise Unreadable: nothing of it can be used
    """
    text = decode(data)
    entries = _calendar_entries(text) if is_calendar(text) else _csv_entries(text)
    if not entries:
        raise Unreadable("empty")
    if len(entries) > MAX_ROWS:
        raise Unreadable("rows")
    rows, mistakes = [], []
    for number, content, parse in entries:
        content = content[:_LONGEST_TEXT]
        try:
            rows.append(Row(number, content, *_checked(*parse())))
        except Wrong as wrong:
            mistakes.append(Mistake(number, content, wrong))
        except OverflowError:  # a duration beyond all calendars
            mistakes.append(Mistake(number, content, Wrong("long")))
    return rows, mistakes


def compare(rows, known):
    """Tell what is new from what is known.

    The period decides, not the name: every source words it differently. Holidays of
    one kind and Land do not overlap, so whatever does is a mistake of the file, or of
    the list.

    :param known: iterable of :class:`Known`; what is archived counts as known, too
    :return: ``(new rows, mistakes)``
    """
    listed = list(known)
    periods = {(holiday.first, holiday.last) for holiday in listed}
    new, mistakes = [], []
    for row in rows:
        if (row.first, row.last) in periods:
            continue
        if other := next(filter(lambda other: _clash(row, other), listed), None):
            mistakes.append(Mistake(row.number, row.text, Wrong("overlap", other)))
            continue
        new.append(row)
        listed.append(Known(row.name, row.first, row.last))
        periods.add((row.first, row.last))
    return new, mistakes


def _clash(row, other):
    if not other.active:
        return (row.name, row.first) == (other.name, other.first)
    return row.first <= other.last and other.first <= row.last


def _checked(name, first, last):
    name = " ".join(name.split())
    if not name:
        raise Wrong("name")
    if last < first:
        raise Wrong("order")
    if (last - first).days >= MAX_DAYS:
        raise Wrong("long")
    return name, first, last


# -- CSV


def _csv_entries(text):
    """Return ``(line number, line, parse)`` of each line that is not empty."""
    lines = [
        (number, line.strip(" "))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip(_SEPARATORS + " ")
    ]
    separator = max(
        _SEPARATORS, key=lambda char: sum(char in line for _number, line in lines)
    )
    if lines and _is_header(_cells(lines[0][1], separator)):
        del lines[0]
    return [
        (number, line, lambda line=line: _csv_row(_cells(line, separator)))
        for number, line in lines
    ]


def _cells(line, separator):
    """Line by line, so that a quotation mark too many spoils one line only."""
    try:
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=separator))]
    except csv.Error:  # longer than any line of a text
        return []
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _is_header(cells):
    return len(cells) > 1 and bool(_HEADER.match(cells[1]))


def _csv_row(cells):
    if not 2 <= len(cells) <= 3:
        raise Wrong("columns")
    name, first, last = cells if len(cells) == 3 else (*cells, cells[1])
    return name, _date(first), _date(last)


def _date(text):
    match = _GERMAN_DATE.fullmatch(text) or _ISO_DATE.fullmatch(text)
    if not match:
        raise Wrong("date", text)
    try:
        return date(*(int(match[part]) for part in ("year", "month", "day")))
    except ValueError as error:
        raise Wrong("date", text) from error


# -- iCal


def _calendar_entries(text):
    """Return ``(line number, summary and dates, parse)`` of each entry."""
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, AttributeError) as error:  # the latter: "VALUE=DATE,TIME"
        raise Unreadable("format") from error
    begins = [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip().upper() == "BEGIN:VEVENT"
    ]
    entries = []
    for number, event in zip_longest(begins, calendar.walk("VEVENT")):
        if event is None:  # stands in the text of another component
            break
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        content = " ".join(
            _plain(event[key])
            for key in ("SUMMARY", "DTSTART", "DTEND")
            if key in event
        )
        entries.append((number or 0, content, lambda event=event: _calendar_row(event)))
    return entries


def _calendar_row(event):
    if "RRULE" in event or "RDATE" in event:
        raise Wrong("repeats")
    first = _moment(event, "DTSTART")
    last = first
    if "DTEND" in event:
        last = _before(_moment(event, "DTEND"))
    elif "DURATION" in event:
        last = _before(first + _value(event, "DURATION", timedelta))
    # an end that equals its beginning stands for one day, not for none
    same = "DTEND" in event and _moment(event, "DTEND") == first
    first, last = _day(first), _day(first if same else last)
    return str(_single(event.get("SUMMARY", ""))), first, last


def _before(end):
    """The end of an entry is the first moment that is no longer part of it."""
    step = timedelta(microseconds=1) if isinstance(end, datetime) else timedelta(days=1)
    return end - step


def _moment(event, key):
    """Return a date, or a naive datetime by the German clock."""
    moment = _value(event, key, date)
    if isinstance(moment, datetime) and moment.tzinfo:
        moment = moment.astimezone(_ZONE).replace(tzinfo=None)
    return moment


def _day(moment):
    return moment.date() if isinstance(moment, datetime) else moment


def _value(event, key, kind):
    prop = _single(event.get(key))
    broken = {name for name, _message in event.errors}
    value = None if prop is None or key in broken else getattr(prop, "dt", None)
    if not isinstance(value, kind) or getattr(value, "year", 2000) // 100 != 20:
        raise Wrong("date", _plain(prop) or key)
    return value


def _single(prop):
    """A property that stands there twice is a list."""
    return prop[0] if isinstance(prop, list) else prop


def _plain(prop):
    """Return a property as the file writes it."""
    if (prop := _single(prop)) is None:
        return ""
    if isinstance(prop, str):
        return str(prop)
    written = prop.to_ical()
    return written if isinstance(written, str) else written.decode("utf-8", "replace")
