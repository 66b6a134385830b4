from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal

from .private_page import PrivatePage
from .web_form import WebForm, read_ids

PLACE = "/my/einsatzstelle"
_PAGE = {"type": "http", "auth": "user", "website": True}
_FORM = {**_PAGE, "methods": ["GET", "POST"]}


class PlaceForm(WebForm):
    """An organisation writes to the office."""

    lengths = {"wish": 20, "message": 1000}
    required = ("message",)


class VolunteerPlace(PrivatePage, CustomerPortal):
    """Who of an organisation sees who comes to help, and says who was there.

    With a login alone, as the pages show others than whoever looks. Ids of addresses
    and forms only choose among what ``_of_contact`` returns for the login.
    """

    def _prepare_portal_layout_values(self):
        values = super()._prepare_portal_layout_values()
        return {**values, "is_place_contact": bool(self._mine())}

    def _mine(self):
        """Return the opportunities of the login, as the system."""
        opportunities = request.env["quartier.volunteer.opportunity"]
        mine = opportunities._of_contact(request.env.user)
        return mine.with_context(lang=request.env.lang)

    @http.route(PLACE, readonly=True, **_PAGE)
    def my_place(self, **params):
        rows = [row for row in self._mine()._place_rows() if row.listed]
        return self._place_page("place_start", rows=rows)

    @http.route(PLACE + "/<int:opportunity_id>", **_FORM)
    def my_place_opportunity(self, opportunity_id, **post):
        opportunity = self._mine().filtered(lambda row: row.id == opportunity_id)
        if not opportunity:
            raise NotFound()
        path = f"{PLACE}/{opportunity_id}"
        form, error = PlaceForm(request.env, post), None
        if self._is_post():
            wish = form.typed["wish"]
            known = wish in opportunity._place_wishes()
            if not known:
                form.errors["wish"] = request.env._("Please choose what it is about.")
            if form.validate() and known:
                _done, error = self._attempt(
                    lambda: opportunity._place_write(
                        wish, form.typed["message"], request.env.user
                    )
                )
                if not error:
                    return request.redirect(path + "?gesendet=1")
        [row] = opportunity._place_rows()
        return self._place_page(
            "place_opportunity",
            row=row,
            form=form,
            wishes=opportunity._place_wishes(),
            path=path,
            error=error,
            sent=not self._is_post() and "gesendet" in post,
        )

    @http.route(PLACE + "/schicht/<int:shift_id>", **_FORM)
    def my_place_shift(self, shift_id, **post):
        shifts = self._mine()._place_shifts()
        shift = shifts.filtered(lambda row: row.id == shift_id)
        if not shift:
            raise NotFound()
        path = f"{PLACE}/schicht/{shift_id}"
        error = None
        if self._is_post():
            _done, error = self._attempt(lambda: self._say_presence(shift, post))
            if not error:
                return request.redirect(path + "?gespeichert=1")
        [row] = shift._place_rows()
        return self._place_page(
            "place_shift",
            row=row,
            path=path,
            error=error,
            saved=not self._is_post() and "gespeichert" in post,
        )

    def _say_presence(self, shift, post):
        action, _dash, number = post.get("say", "").partition("-")
        rows = shift._place_assignments()
        if number == "rest":
            rows = rows._place_rest(action)
        else:
            ids = read_ids([number])
            rows = rows.filtered(lambda row: row.id in ids)
        if rows and action in ("came", "did", "missed"):
            rows._place_say(action, request.env.user)

    def _place_page(self, template, **values):
        return self._private(
            f"quartier_volunteers.{template}",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "volunteer_place",
                "home": PLACE,
                **values,
            },
        )
