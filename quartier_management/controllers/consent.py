from werkzeug.exceptions import BadRequest, NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import format_date

from .public_page import PublicPage

PAGE = "/quartier/<string:slug>/einwilligung/<string:token>"


class ConsentController(PublicPage, http.Controller):
    """What somebody has agreed to, for whoever has the link of an e-mail.

    Reading changes nothing, as scanners of mails follow links: only the buttons do.
    """

    @http.route(PAGE, type="http", auth="public", website=True, methods=["GET", "POST"])
    def consents(self, slug, token, **post):
        if not token.isprintable():
            raise BadRequest()
        quartier = self._quartier(slug)
        link = request.env["quartier.consent.link"]._find_by_token(quartier, token)
        if not link:
            raise NotFound()
        path = f"/quartier/{quartier.slug}/einwilligung/{token}"
        error = None
        if request.httprequest.method == "POST":
            try:
                done = self._decide(link, post)
                return request.redirect(f"{path}?{done}=1" if done else path)
            except UserError as refusal:
                error = str(refusal)
        return self._show(link, path, error, post)

    def _decide(self, link, post):
        """Do what a button says.

        :return: what the page thanks for, None if nothing was asked for
        """
        consent = self._consent(link, post.get("purpose", ""))
        action = post.get("action")
        if not consent or action not in ("agree", "refuse"):
            return None
        if action == "agree":
            link._agree(consent)
            return "zugestimmt"
        link._refuse(consent)
        return "widerrufen"

    def _consent(self, link, purpose):
        """Return the row of a purpose that counts, if the person has one."""
        return link._shown().filtered(lambda row: str(row.purpose_id.id) == purpose)

    def _show(self, link, path, error, post):
        office = link._office()
        response = self._page(
            "quartier_management.consent_page",
            {
                "quartier": office,
                "link": link,
                "path": path,
                "error": error,
                "agreed": not error and "zugestimmt" in post,
                "withdrawn": not error and "widerrufen" in post,
                "text_lang": office.lang.replace("_", "-"),
                "format_day": lambda moment: format_date(
                    request.env, office._localize(moment).date()
                ),
            },
        )
        # pages with personal data and a secret address are nobody else's
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
