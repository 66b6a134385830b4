import re
from datetime import timedelta
from urllib.parse import urlencode

from babel.dates import format_date, format_skeleton, format_time
from dateutil.relativedelta import relativedelta
from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request
from odoo.tools.misc import babel_locale_parse

from ..models.agenda.public_json_ld import to_json_ld
from .conditional import recalled
from .public_page import PublicPage

_ROUTE = {"type": "http", "auth": "public", "website": True, "readonly": True}


class PublicWeek(PublicPage, http.Controller):
    """Pages of a neighbourhood's week: they parse and render, the model decides."""

    @http.route("/quartier/<string:slug>/woche", sitemap=False, **_ROUTE)
    @recalled
    def week(self, slug, datum="", **params):
        quartier = self._quartier(slug)
        day = self._day(datum, quartier._public_today())
        monday = day - timedelta(days=day.weekday())
        sunday = monday + timedelta(days=6)
        return self._agenda(quartier, "woche", monday, sunday, params, every_day=True)

    @http.route("/quartier/<string:slug>/monat", sitemap=False, **_ROUTE)
    @recalled
    def month(self, slug, datum="", **params):
        quartier = self._quartier(slug)
        first = self._day(datum, quartier._public_today()).replace(day=1)
        last = first + relativedelta(months=1, days=-1)
        return self._agenda(quartier, "monat", first, last, params)

    @http.route("/quartier/<string:slug>/liste", sitemap=False, **_ROUTE)
    @recalled
    def coming(self, slug, datum="", **params):
        """What is to come, from a day on, three months at a time."""
        quartier = self._quartier(slug)
        first = self._day(datum, quartier._public_today())
        last = first + relativedelta(months=3, days=-1)
        return self._agenda(quartier, "liste", first, last, params)

    def _agenda(self, quartier, kind, first, last, params, every_day=False):
        """Render the days from ``first`` to ``last``, those with events or all."""
        filters = self._filters(params)
        return self._conditional(quartier).answer(
            lambda: self._page(
                "quartier_management.public_agenda",
                self._agenda_values(quartier, kind, first, last, filters, every_day),
            )
        )

    def _agenda_values(self, quartier, kind, first, last, filters, every_day):
        events = quartier._public_events(first, last, filters)
        # somebody who looks for something is not interested in what is taken
        busy = [] if filters else quartier._public_busy(first, last)
        days = [
            (
                day,
                [row for row in events if row.first_day <= day <= row.last_day],
                [row for row in busy if row.start.date() == day],
            )
            for day in (
                first + timedelta(days=n) for n in range((last - first).days + 1)
            )
        ]
        shown = [row for row in days if every_day or row[1] or row[2]]
        return {
            **self._values(quartier, events),
            "kind": kind,
            "first": first,
            "last": last,
            "before": self._before(kind, first),
            "after": last + timedelta(days=1),
            "today": quartier._public_today(),
            "filters": filters,
            "options": quartier._public_filter_options(),
            "days": shown if any(row[1] or row[2] for row in days) else [],
            "url": lambda kind, day: self._url(quartier.slug, kind, day, filters),
            **self._feed_values(quartier.slug, filters),
        }

    def _before(self, kind, first):
        """Return the day that the page before is about."""
        if kind == "woche":
            return first - timedelta(days=7)
        return first - relativedelta(months=3 if kind == "liste" else 1)

    @http.route(
        "/quartier/<string:slug>/termin/<int:event_id>", sitemap=False, **_ROUTE
    )
    @recalled
    def event(self, slug, event_id, **params):
        quartier = self._quartier(slug)
        event = quartier._public_single_event(event_id)
        if not event:
            raise NotFound()
        return self._conditional(quartier).answer(
            lambda: self._page(
                "quartier_management.public_event",
                {
                    **self._values(quartier, [event]),
                    "event": event,
                    "url": lambda kind, day: self._url(slug, kind, day, {}),
                },
            )
        )

    def _url(self, slug, kind, day, filters):
        query = urlencode({"datum": day.isoformat(), **filters})
        return f"/quartier/{slug}/{kind}?{query}"

    def _feed_values(self, slug, filters):
        query = f"?{urlencode(filters)}" if filters else ""
        urls = {
            name: f"{self._page_url(slug)}/{name}{query}"
            for name in ("woche.ics", "woche.atom")
        }
        # phones and calendars subscribe to this scheme, instead of importing once
        calendar_url = re.sub("^https?", "webcal", urls["woche.ics"])
        return {"feed_urls": urls, "calendar_url": calendar_url}

    def _values(self, quartier, events):
        locale = babel_locale_parse(request.env.lang)
        office = quartier._public_office()
        return {
            "office": office,
            "json_ld": to_json_ld(office, events, self._page_url(quartier.slug)),
            "format_day": lambda day: format_date(day, "full", locale=locale),
            "format_weekday": lambda day: format_skeleton(
                "MMMMEEEEd", day, locale=locale
            ),
            "format_month": lambda day: format_skeleton("yMMMM", day, locale=locale),
            # aware moments: babel would otherwise move them to UTC
            "format_clock": lambda moment: format_time(
                moment, "short", tzinfo=moment.tzinfo, locale=locale
            ),
        }
