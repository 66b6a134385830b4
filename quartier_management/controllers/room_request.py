from werkzeug.exceptions import BadRequest, NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools.mail import email_normalize

from .public_page import PublicPage
from .room_request_form import LENGTHS, RoomRequestForm

FORM = "/quartier/<string:slug>/raum-anfragen"
# filled in by machines alone
HONEYPOT = "website"
LONGEST_ANSWER = 2000


class RoomRequestController(PublicPage, http.Controller):
    """Ask for a room without an account, and follow what becomes of it."""

    @http.route(FORM, type="http", auth="public", website=True, methods=["GET", "POST"])
    def room_request(self, slug, **post):
        quartier = self._quartier(slug)
        partner = self._signed_in()
        known = self._known(partner)
        typed = {**known, **post}
        if partner:
            # the login proves this address, and no other
            typed["email"] = known["email"]
        form = RoomRequestForm(quartier, self._rooms(quartier), typed)
        sent = request.httprequest.method == "GET" and "gesendet" in post
        deleted = request.httprequest.method == "GET" and "geloescht" in post
        if request.httprequest.method == "POST":
            if post.get("take"):
                form.take(post["take"])
            elif post.get(HONEYPOT):
                return request.redirect(self._path(quartier) + "?gesendet=1")
            elif form.validate() and self._is_not_too_much(form):
                return request.redirect(self._submit(quartier, form, partner))
        return self._render(
            "quartier_management.room_request_page",
            {
                "quartier": quartier,
                "form": form,
                "sent": sent,
                "deleted": deleted,
                "mail_missing": self._is_mail_missing(partner),
                "lengths": LENGTHS,
            },
        )

    @http.route(
        FORM + "/<string:token>",
        type="http",
        auth="public",
        website=True,
        methods=["GET", "POST"],
    )
    def room_request_status(self, slug, token, **post):
        if not token.isprintable():
            raise BadRequest()
        quartier = self._quartier(slug)
        # sudo: who knows the token is the one who asked
        found = request.env["quartier.room.request"]._find_by_token(quartier, token)
        if not found:
            raise NotFound()
        return self._status(found, found._status_path(), post)

    # -- shared with the pages of those who are signed in

    def _status(self, found, path, post):
        """Show a request, or do what whoever asked wants of it.

        :param found: ``quartier.room.request`` with sudo
        :param str path: of the page
        """
        error = None
        quartier = found.quartier_id
        if request.httprequest.method == "POST":
            try:
                self._act(found, post)
                if not found.exists():
                    return request.redirect(self._path(quartier) + "?geloescht=1")
                return request.redirect(path)
            except UserError as refusal:
                error = str(refusal)
        return self._render(
            "quartier_management.room_request_status_page",
            {
                "quartier": quartier,
                "asked": found.with_context(lang=request.env.lang),
                "path": path,
                "error": error,
                "typed": post.get("answer") or "",
                "longest": LONGEST_ANSWER,
            },
        )

    def _act(self, found, post):
        action = post.get("action")
        if action == "confirm":
            found._confirm()
        elif action == "withdraw":
            found._withdraw()
        elif action == "answer":
            text = (post.get("answer") or "").replace("\x00", "").strip()
            if not text or len(text) > LONGEST_ANSWER:
                raise UserError(
                    found.env._(
                        "Please write an answer of at most %s characters.",
                        LONGEST_ANSWER,
                    )
                )
            found._answer(text)

    def _rooms(self, quartier):
        """Return what may be asked for, as the public: even a team member who is
        signed in is not told here who has the room."""
        public = request.env.ref("base.public_user")
        # sudo: as above
        return (
            request.env["quartier.room"]
            .with_user(public)
            .sudo()
            .search([("quartier_id", "=", quartier.id), ("requestable", "=", True)])
        )

    def _signed_in(self):
        """Return the contact of a portal login, which proves its e-mail address."""
        user = request.env.user
        # sudo: one's own contact
        partner = user.sudo().partner_id
        # an address that was changed later is not proven by the login
        proven = partner.email_normalized == email_normalize(user.login)
        return partner if user._is_portal() and proven else partner.browse()

    def _known(self, partner):
        """Return what somebody who is signed in need not type again."""
        if not partner:
            return {}
        return {
            "contact_name": partner.name,
            "email": partner.email_normalized,
            "phone": partner.phone,
        }

    def _ip_hash(self):
        address = request.httprequest.remote_addr
        return request.env["quartier.room.request"]._hash_ip(address)

    def _is_not_too_much(self, form):
        requests = request.env["quartier.room.request"]
        if not requests._too_many(self._ip_hash(), form.values()["email"]):
            return True
        form.errors["email"] = form.env._(
            "Several requests have been sent from here in the past hour. Please try"
            " again later, or call the office."
        )
        return False

    def _submit(self, quartier, form, partner):
        """Note the request and return where to go on."""
        values = form.values()
        if not partner:
            values["ip_hash"] = self._ip_hash()
        noted = request.env["quartier.room.request"]._submit(values, partner)
        if partner:
            return f"/my/raum-anfragen/{noted.id}"
        return self._path(quartier) + "?gesendet=1"

    def _is_mail_missing(self, partner):
        """Tell whether the e-mail that proves an address would not leave."""
        servers = request.env["ir.mail_server"]
        return not partner and not servers._quartier_is_set_up()

    def _path(self, quartier):
        return f"/quartier/{quartier.slug}/raum-anfragen"

    def _render(self, template, values):
        response = self._page(template, values)
        # pages with personal data or a secret address are nobody else's
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "same-origin"
        return response
