from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import http
from odoo.http import request

from ..models.agenda.public_atom import to_atom
from ..models.agenda.public_ical import to_ical
from .conditional import recalled
from .public_page import PublicPage

# how much of the past and of what is to come a calendar shows
PAST = timedelta(weeks=4)
AHEAD = relativedelta(months=12)
# a feed is news, not the whole agenda
SOON = timedelta(weeks=4)
_ROUTE = {
    "type": "http",
    "auth": "public",
    "website": True,
    "readonly": True,
    "sitemap": False,
    "multilang": False,
}


class PublicFeed(PublicPage, http.Controller):
    """The public agenda for calendars and newsreaders."""

    @http.route("/quartier/<string:slug>/woche.ics", **_ROUTE)
    @recalled
    def ical(self, slug, **params):
        quartier = self._quartier(slug)
        today = quartier._public_today()
        filters = self._filters(params)
        office = quartier._public_office()

        def make():
            events = quartier._public_events(today - PAST, today + AHEAD, filters)
            language = quartier.lang.partition("_")[0]
            # sudo: tells this database from others; it is no secret
            parameters = request.env["ir.config_parameter"].sudo()
            origin = parameters.get_param("database.uuid")
            return request.make_response(
                to_ical(office, events, self._page_url(slug), language, origin),
                headers=[
                    ("Content-Type", "text/calendar; charset=utf-8"),
                    ("Content-Disposition", f'inline; filename="{slug}.ics"'),
                ],
            )

        return self._conditional(quartier).answer(make)

    @http.route("/quartier/<string:slug>/woche.atom", **_ROUTE)
    @recalled
    def atom(self, slug, **params):
        quartier = self._quartier(slug)
        today = quartier._public_today()
        filters = self._filters(params)
        _version, changed = quartier._public_version()

        def make():
            body = to_atom(
                quartier._public_office(),
                quartier._public_events(today, today + SOON, filters),
                self._page_url(slug),
                request.env.lang,
                changed,
                request.env._("Cancelled"),
            )
            content_type = "application/atom+xml; charset=utf-8"
            return request.make_response(body, headers=[("Content-Type", content_type)])

        return self._conditional(quartier).answer(make)
