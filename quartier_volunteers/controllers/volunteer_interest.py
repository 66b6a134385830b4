from werkzeug.exceptions import BadRequest, NotFound

from odoo import http
from odoo.http import request

from .private_page import PrivatePage
from .volunteer_board import BOARD
from .web_form import AddressForm, InterestForm

# filled in by machines alone
HONEYPOT = "website"
_FORM = {
    "type": "http",
    "auth": "public",
    "website": True,
    "methods": ["GET", "POST"],
    "sitemap": False,
}


class VolunteerInterest(PrivatePage, http.Controller):
    """Say on the web that one would like to take part, without an account."""

    @http.route(
        [BOARD + "/interesse", BOARD + "/<int:opportunity_id>/interesse"], **_FORM
    )
    def interest(self, slug, opportunity_id=None, **post):
        quartier = self._quartier(slug)
        opportunity = None
        if opportunity_id is not None:
            opportunity = quartier._public_opportunity(opportunity_id)
            if not opportunity:
                raise NotFound()
        form = InterestForm(quartier.env, post)
        path = request.httprequest.path
        if self._is_post():
            values = {
                "purpose": "interest",
                "opportunity_id": opportunity.id if opportunity else False,
                "is_adult": post.get("adult") == "1",
            }
            if self._take(quartier, form, post, values):
                return request.redirect(path + "?gesendet=1")
        return self._private(
            "quartier_volunteers.interest_page",
            {
                "quartier": quartier,
                "opportunity": opportunity,
                "form": form,
                "lengths": form.lengths,
                "path": path,
                # ticked by whoever fills it in, not by an address
                "is_adult": self._is_post() and post.get("adult") == "1",
                "sent": not self._is_post() and "gesendet" in post,
                "done": not self._is_post() and "danke" in post,
                "deleted": not self._is_post() and "geloescht" in post,
                "mail_missing": self._is_mail_missing(),
            },
        )

    @http.route(BOARD + "/meine-schichten", **_FORM)
    def ask_for_link(self, slug, **post):
        """Mail the link to somebody's own shifts. The answer is the same for all."""
        quartier = self._quartier(slug)
        form = AddressForm(quartier.env, post)
        if self._is_post() and self._take(quartier, form, post, {"purpose": "link"}):
            return request.redirect(request.httprequest.path + "?gesendet=1")
        return self._private(
            "quartier_volunteers.ask_for_link_page",
            {
                "quartier": quartier,
                "form": form,
                "lengths": form.lengths,
                "sent": not self._is_post() and "gesendet" in post,
                "mail_missing": self._is_mail_missing(),
            },
        )

    @http.route(BOARD + "/bestaetigen/<string:token>", **_FORM)
    def confirm(self, slug, token, **post):
        """Reading changes nothing, as scanners of mails follow links."""
        if not token.isprintable():
            raise BadRequest()
        quartier = self._quartier(slug)
        signup = request.env["quartier.volunteer.signup"]._find_by_token(
            quartier, token
        )
        if not signup:
            return self._gone(quartier)
        board = f"/quartier/{quartier.slug}/mitmachen/interesse"
        if self._is_post() and post.get("action") == "discard":
            signup._discard()
            return request.redirect(board + "?geloescht=1")
        if self._is_post() and post.get("action") == "confirm":
            signup._confirm()
            return request.redirect(board + "?danke=1")
        return self._private(
            "quartier_volunteers.confirm_page",
            {
                "quartier": quartier,
                "signup": signup.with_context(lang=request.env.lang),
                "path": f"/quartier/{quartier.slug}/mitmachen/bestaetigen/{token}",
            },
        )

    def _take(self, quartier, form, post, values):
        """Note what was typed, if nothing is wrong with it.

        :return: whether the visitor is thanked, as a machine is as well
        """
        if post.get(HONEYPOT):
            return True
        if not form.validate():
            return False
        signups = request.env["quartier.volunteer.signup"]
        ip_hash = self._ip_hash()
        if signups._too_many(ip_hash, form.email):
            form.errors["email"] = form.env._(
                "Several messages have been sent from here in the past hour. Please try"
                " again later, or call the office."
            )
            return False
        typed = {name: text or False for name, text in form.typed.items()}
        signups._submit(
            {
                **typed,
                **values,
                "email": form.email,
                "quartier_id": quartier.id,
                "ip_hash": ip_hash,
            }
        )
        return True
