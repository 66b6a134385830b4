from werkzeug.exceptions import BadRequest, NotFound

from odoo import http
from odoo.http import request

from .own_pages import OwnPages
from .private_page import REMEMBERED
from .volunteer_board import BOARD

_PAGE = {
    "type": "http",
    "auth": "public",
    "website": True,
    "methods": ["GET", "POST"],
    "sitemap": False,
}


class VolunteerLink(OwnPages, http.Controller):
    """What the links of mails open, without a login.

    Reading changes nothing, as scanners of mails follow links: only the buttons do.
    """

    @http.route(BOARD + "/einsatz/<string:token>", **_PAGE)
    def assignment(self, slug, token, **post):
        quartier = self._quartier(slug)
        link = self._link(quartier, token, "assignment")
        if not link:
            return self._gone(quartier)
        path = f"/quartier/{quartier.slug}/mitmachen/einsatz/{token}"
        return self._own_assignment_page(link.assignment_id, path, post)

    @http.route(
        [BOARD + "/ich/<string:token>", BOARD + "/ich/<string:token>/<string:page>"],
        **_PAGE,
    )
    def own(self, slug, token, page="", **post):
        quartier = self._quartier(slug)
        link = self._link(quartier, token, "personal")
        if not link:
            return self._gone(quartier)
        path = f"/quartier/{quartier.slug}/mitmachen/ich/{token}"
        return self._own(link.volunteer_id, path, page, post)

    @http.route(
        BOARD + "/ich/<string:token>/einsatz/<int:assignment_id>",
        **_PAGE,
    )
    def own_assignment(self, slug, token, assignment_id, **post):
        quartier = self._quartier(slug)
        link = self._link(quartier, token, "personal")
        if not link:
            return self._gone(quartier)
        assignment = link.volunteer_id._own_assignment(assignment_id)
        if not assignment:
            raise NotFound()
        back = f"/quartier/{quartier.slug}/mitmachen/ich/{token}"
        path = f"{back}/einsatz/{assignment_id}"
        return self._own_assignment_page(assignment, path, post, back=back)

    @http.route(
        BOARD + "/<string:token>.ics",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
        multilang=False,
        save_session=False,
    )
    def calendar(self, slug, token, **params):
        quartier = self._quartier(slug)
        link = self._link(quartier, token, "calendar", remember=False)
        if not link:
            raise NotFound()
        volunteer = link.volunteer_id.with_context(lang=quartier.lang)
        return request.make_response(
            volunteer._own_ical(),
            headers=[
                ("Content-Type", "text/calendar; charset=utf-8"),
                ("Content-Disposition", 'inline; filename="ehrenamt.ics"'),
                ("Cache-Control", "no-store"),
                ("X-Robots-Tag", "noindex, nofollow"),
            ],
        )

    def _link(self, quartier, token, kind, remember=True):
        """Return the link that was followed, as the system; or nothing.

        This device remembers it for the code at the door, as long as it is valid.
        """
        if not token.isprintable():
            raise BadRequest()
        links = request.env["quartier.volunteer.link"]
        link = links._find_by_token(quartier, token, kind)
        if link and remember:
            request.session[REMEMBERED] = link.id
        return link
