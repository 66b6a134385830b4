import base64
from datetime import date, timedelta
from typing import NamedTuple

import qrcode
from babel.dates import format_date, format_interval, format_skeleton, format_time
from qrcode.image.svg import SvgPathImage

from odoo import models
from odoo.tools.misc import babel_locale_parse

from .poster_type import choose_type


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
    :ivar str qr: the same as a ``data:`` address of an SVG
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
        public = office._public_office()
        columns, size = choose_type(public.name, days)
        return Poster(
            public,
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
                "yMMMd",
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
            days.append((self._poster_day_words(day), [row for _start, row in rows]))
        return days

    def _poster_day_words(self, day):
        locale = babel_locale_parse(self.lang)
        weekday = format_date(day, "EEEE", locale=locale)
        return f"{weekday}, {format_skeleton('MMMMd', day, locale=locale)}"

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
        if busy.all_day:
            time = self.env._("all day")
        else:
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

    def _poster_qr(self, url):
        # as SVG, by the library that core brings: core's own barcodes are PNG and need
        # a backend of reportlab that servers rarely have
        image = qrcode.make(
            url,
            image_factory=SvgPathImage,
            error_correction=qrcode.ERROR_CORRECT_M,
            border=0,
        )
        return (
            f"data:image/svg+xml;base64,{base64.b64encode(image.to_string()).decode()}"
        )
