from datetime import date, timedelta
from urllib.parse import urlencode

from babel.dates import format_date, format_skeleton, format_time
from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request
from odoo.tools.misc import babel_locale_parse

_MAX_ID = 2**31 - 1
# further away there is nothing to see, but endless weeks for robots to visit
_FAR = timedelta(days=3653)
_ROUTE = {"type": "http", "auth": "public", "website": True, "readonly": True}


class PublicWeek(http.Controller):
    """Pages of a neighbourhood's week: they parse and render, the model decides."""

    @http.route("/quartier/<string:slug>/woche", sitemap=False, **_ROUTE)
    def week(self, slug, datum="", **params):
        quartier = self._quartier(slug)
        today = quartier._public_today()
        day = self._day(datum, today)
        monday = day - timedelta(days=day.weekday())
        filters = self._filters(params)
        events = quartier._public_events(monday, monday + timedelta(days=6), filters)
        days = [monday + timedelta(days=number) for number in range(7)]
        return request.render(
            "quartier_management.public_week",
            {
                **self._values(quartier),
                "monday": monday,
                "today": today,
                "filters": filters,
                "options": quartier._public_filter_options(),
                "any_event": bool(events),
                "days": [
                    (d, [e for e in events if e.first_day <= d <= e.last_day])
                    for d in days
                ],
                "week_url": lambda to: self._week_url(slug, to, filters),
            },
        )

    @http.route(
        "/quartier/<string:slug>/termin/<int:event_id>", sitemap=False, **_ROUTE
    )
    def event(self, slug, event_id, **params):
        quartier = self._quartier(slug)
        event = quartier._public_single_event(event_id)
        if not event:
            raise NotFound()
        return request.render(
            "quartier_management.public_event",
            {
                **self._values(quartier),
                "event": event,
                "week_url": lambda to: self._week_url(slug, to, {}),
            },
        )

    def _quartier(self, slug):
        quartier = request.env["quartier.quartier"]._public_by_slug(slug)
        if not quartier:
            raise NotFound()
        return quartier

    def _day(self, text, today):
        """Return the day that an address asks for, today if it names none."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return today
        return day if abs(day - today) < _FAR else today

    def _filters(self, params):
        """Return the filters of an address; what is no id filters nothing."""
        filters = {}
        for key in ("audience", "language", "topic"):
            text = params.get(key, "")
            if text.isascii() and text.isdigit() and len(text) <= 10:
                filters[key] = min(int(text), _MAX_ID)
        if params.get("barrier_free") == "1":
            filters["barrier_free"] = 1
        return filters

    def _week_url(self, slug, day, filters):
        query = urlencode({"datum": day.isoformat(), **filters})
        return f"/quartier/{slug}/woche?{query}"

    def _values(self, quartier):
        locale = babel_locale_parse(request.env.lang)
        return {
            "office": quartier._public_office(),
            "timedelta": timedelta,
            "format_day": lambda day: format_date(day, "full", locale=locale),
            "format_weekday": lambda day: format_skeleton(
                "MMMMEEEEd", day, locale=locale
            ),
            # aware moments: babel would otherwise move them to UTC
            "format_clock": lambda moment: format_time(
                moment, "short", tzinfo=moment.tzinfo, locale=locale
            ),
        }
