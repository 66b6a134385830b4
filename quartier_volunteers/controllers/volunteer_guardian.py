from werkzeug.exceptions import BadRequest

from odoo import http
from odoo.http import request

from .private_page import PrivatePage
from .volunteer_board import BOARD
from .web_form import GuardianForm


class VolunteerGuardian(PrivatePage, http.Controller):
    """A guardian agrees, or not, without a login.

    Reading changes nothing, as scanners of mails follow links: only the buttons do.
    The device does not remember the link: it opens nothing of the minor's own.
    """

    @http.route(
        BOARD + "/sorgeberechtigt/<string:token>",
        type="http",
        auth="public",
        website=True,
        methods=["GET", "POST"],
        sitemap=False,
    )
    def guardian(self, slug, token, **post):
        if not token.isprintable():
            raise BadRequest()
        quartier = self._quartier(slug)
        links = request.env["quartier.volunteer.link"]
        link = links._find_by_token(quartier, token, "guardian")
        if not link:
            return self._private(
                "quartier_volunteers.guardian_gone_page",
                {"quartier": quartier},
                status=404,
            )
        volunteer = link.volunteer_id.with_context(lang=request.env.lang)
        path = f"/quartier/{quartier.slug}/mitmachen/sorgeberechtigt/{token}"
        # nothing is filled in or ticked by an address
        form = GuardianForm(volunteer.env, post if self._is_post() else {})
        error = None
        if self._is_post():
            done, error = self._attempt(
                lambda: self._answer(volunteer, form, post.get("action"))
            )
            if done:
                return request.redirect(path)
        return self._private(
            "quartier_volunteers.guardian_page",
            {
                "quartier": quartier,
                "path": path,
                "form": form,
                "lengths": form.lengths,
                "error": error,
                **volunteer._guardian_page(),
            },
        )

    def _answer(self, volunteer, form, action):
        """Do what a button says.

        :return: whether anything was done
        """
        if action == "refuse":
            volunteer._guardian_refuses()
            return True
        if action == "agree" and form.validate():
            volunteer._guardian_agrees(form.typed["name"], form.typed["terms"])
            return True
        return False
