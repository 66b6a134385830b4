from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal

from .public_page import PublicPage
from .room_request import RoomRequestController


class QuartierPortal(PublicPage, CustomerPortal):
    """What a signed-in person sees of what they asked for."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "room_request_count" in counters:
            values["room_request_count"] = len(self._own_room_requests())
        return values

    def _own_room_requests(self, domain=()):
        requests = request.env["quartier.room.request"]
        own = requests._of_partner(request.env.user.partner_id)
        # sudo: requests are the team's; one's own ones are found by one's contact only
        return requests.sudo().search([*own, *domain], order="start desc, id desc")

    @http.route("/my/raum-anfragen", type="http", auth="user", website=True)
    def my_room_requests(self, **kw):
        return self._page(
            "quartier_management.portal_my_room_requests",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "room_requests",
                "requests": self._own_room_requests(),
            },
        )

    @http.route(
        "/my/raum-anfragen/<int:request_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET", "POST"],
    )
    def my_room_request(self, request_id, **post):
        found = self._own_room_requests([("id", "=", request_id)])
        if not found:
            raise NotFound()
        path = f"/my/raum-anfragen/{request_id}"
        return RoomRequestController()._status(found, path, post)
