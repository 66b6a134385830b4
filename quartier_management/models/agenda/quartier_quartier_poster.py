import base64
from datetime import date, timedelta
from typing import NamedTuple

from babel.dates import format_date, format_interval, format_skeleton, format_time

from odoo import models
from odoo.tools.misc import babel_locale_parse

# Lines of text that one column of a page takes in type of 1 rem, and how large or small
# type may be: larger looks lost, smaller is not read from where people stand.
_LINES = 42
_LARGEST, _SMALLEST = 1.6, 0.85
# what does not fit in large type goes into two columns
_ROOMY = 1.15


class PosterRow(NamedTuple):
    """One date on the poster, in words of the office's language.

    :ivar str note: why it is cancelled, or empty
    """

    time: str
    name: str
    place: str
    facts: str
    cancelled: bool
    note: str


class Poster(NamedTuple):
    """What hangs at the door for a week: all of it may be read by the world.

    :ivar office: ``PublicOffice``
    :ivar str week: e.g. ``Woche 48 · 23.–29. November 2026``
    :ivar list days: ``(words of the day, list[PosterRow])``, seven of them
    :ivar str url: of the public week, absolute
    :ivar str qr: the same as a ``data:`` address of a PNG
    :ivar float size: of the type, in rem
    """

    office: tuple
    week: str
    days: list
    url: str
    qr: str
    columns: int
    size: float


class QuartierQuartier(models.Model):
    """The public week on paper."""

    _inherit = "quartier.quartier"

    def _poster_day(self):
        """Return a day of the week that a poster printed now is about.

        At the weekend that is the coming week: the poster is hung up for it.
        """
        today = self._public_today()
        return today + timedelta(days=2) if today.weekday() >= 5 else today

    def _poster(self, day=None):
        """Return the poster of the week in which a day is.

        :param day: a :class:`datetime.date` or its ISO text; :meth:`_poster_day` if
            there is none
        :rtype: Poster
        """
        self.ensure_one()
        office = self.with_context(lang=self.lang)
        day = date.fromisoformat(str(day)) if day else self._poster_day()
        first = day - timedelta(days=day.weekday())
        days = office._poster_days(first)
        url = f"{self.get_base_url()}/quartier/{self.slug}/woche"
        columns, size = self._poster_type(days)
        return Poster(
            office._public_office(),
            office._poster_week(first),
            days,
            url,
            self._poster_qr(url),
            columns,
            size,
        )

    def _poster_week(self, first):
        return self.env._(
            "Week %(number)s · %(days)s",
            number=first.isocalendar().week,
            days=format_interval(
                first,
                first + timedelta(days=6),
                "yMMMMd",
                locale=babel_locale_parse(self.lang),
            ),
        )

    def _poster_days(self, first):
        last = first + timedelta(days=6)
        events = self._public_events(first, last)
        # rooms that are taken invite nobody, unless the group wants to be named
        named = [busy for busy in self._public_busy(first, last) if busy.name]
        days = []
        for day in (first + timedelta(days=n) for n in range(7)):
            rows = [
                (event.start, self._poster_event(event))
                for event in events
                if event.first_day <= day <= event.last_day
            ]
            rows += [
                (busy.start, self._poster_group(busy))
                for busy in named
                if busy.start.date() == day
            ]
            rows.sort(key=lambda row: row[0])
            locale = babel_locale_parse(self.lang)
            words = format_date(day, "EEEE, d. MMMM", locale=locale)
            if not self.lang.startswith("de"):
                words = format_skeleton("MMMMEEEEd", day, locale=locale)
            days.append((words, [row for _start, row in rows]))
        return days

    def _poster_event(self, event):
        facts = [*event.audiences, *event.languages]
        if event.barrier_free:
            facts.append(self.env._("barrier-free"))
        if event.cost:
            facts.append(event.cost)
        if event.registration:
            facts.append(self.env._("Registration: %s", event.registration))
        return PosterRow(
            self._poster_time(event),
            event.name,
            event.location,
            # who reads that it is cancelled need not know for whom it was
            "" if event.cancelled else " · ".join(facts),
            event.cancelled,
            event.cancel_reason,
        )

    def _poster_group(self, busy):
        time = self._poster_clock(busy.start, busy.stop)
        return PosterRow(time, busy.name, busy.room, "", False, "")

    def _poster_time(self, event):
        if event.all_day:
            return self.env._("all day")
        if event.first_day == event.last_day:
            return self._poster_clock(event.start, event.stop)
        locale = babel_locale_parse(self.lang)
        return " – ".join(
            format_skeleton("EHm", moment, tzinfo=moment.tzinfo, locale=locale)
            for moment in (event.start, event.stop)
        )

    def _poster_clock(self, start, stop):
        locale = babel_locale_parse(self.lang)
        return " – ".join(
            format_time(moment, "short", tzinfo=moment.tzinfo, locale=locale)
            for moment in (start, stop)
        )

    def _poster_type(self, days):
        """Return columns and size of type with which the week fits on one page.

        :return: number of columns, and rem
        """
        lines = sum(
            2 + sum(1 + bool(row.place) + bool(row.facts or row.note) for row in rows)
            for _words, rows in days
        )
        columns = 1 if _LINES / lines >= _ROOMY else 2
        size = _LINES * columns / lines
        return columns, round(min(_LARGEST, max(_SMALLEST, size)), 2)

    def _poster_qr(self, url):
        image = self.env["ir.actions.report"].barcode(
            "QR", url, width=600, height=600, barLevel="M"
        )
        return f"data:image/png;base64,{base64.b64encode(image).decode()}"
