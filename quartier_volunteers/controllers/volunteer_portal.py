from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal

from .own_pages import OwnPages

HOME = "/my/ehrenamt"
_PAGE = {
    "type": "http",
    "auth": "user",
    "website": True,
    "methods": ["GET", "POST"],
}


class VolunteerPortal(OwnPages, CustomerPortal):
    """The same for those who are signed in."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "volunteer_count" in counters:
            volunteer = self._me()
            rows = volunteer._own_assignments() if volunteer else ()
            values["volunteer_count"] = sum(
                not row.shift_id._tell_over() for row in rows
            )
        return values

    def _me(self):
        """Return the volunteer of the login, as the system; or nothing."""
        return request.env["quartier.volunteer"]._of_user(request.env.user)

    @http.route([HOME, HOME + "/<string:page>"], **_PAGE)
    def my_volunteering(self, page="", **post):
        volunteer = self._me()
        if not volunteer:
            return self._private(
                "quartier_volunteers.portal_no_volunteer",
                {
                    **self._prepare_portal_layout_values(),
                    "page_name": "volunteering",
                    "quartiers": self._offices(),
                },
            )
        return self._own(volunteer, HOME, page, post, portal=True)

    @http.route(HOME + "/einsatz/<int:assignment_id>", **_PAGE)
    def my_assignment(self, assignment_id, **post):
        volunteer = self._me()
        assignment = volunteer and volunteer._own_assignment(assignment_id)
        if not assignment:
            raise NotFound()
        path = f"{HOME}/einsatz/{assignment_id}"
        return self._own_assignment_page(
            assignment,
            path,
            post,
            back=HOME,
            portal=True,
            page_name="volunteering",
        )

    def _offices(self):
        # sudo: name and address part stand on public pages
        return request.env["quartier.quartier"].sudo().search([])
