from werkzeug.exceptions import BadRequest

from odoo import http
from odoo.api import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from .private_page import REMEMBERED, PrivatePage
from .web_form import read_ids

DOOR = "/quartier/<string:slug>/einchecken/<string:code>"
COORDINATOR = "quartier_volunteers.group_volunteer_coordinator"


class VolunteerCheckIn(PrivatePage, http.Controller):
    """What the printed code opens: the team ticks off, others say that they are there.

    The code alone shows no person and changes nothing.
    """

    @http.route(
        DOOR,
        type="http",
        auth="public",
        website=True,
        methods=["GET", "POST"],
        sitemap=False,
    )
    def door(self, slug, code, **post):
        if not code.isprintable():
            raise BadRequest()
        quartier = self._quartier(slug)
        shift = request.env["quartier.volunteer.shift"]._find_by_code(quartier, code)
        if not shift:
            return self._gone(quartier)
        error = None
        path = f"/quartier/{quartier.slug}/einchecken/{code}"
        team, own = self._team_rows(shift), self._own_row(shift)
        if self._is_post():
            try:
                # the answer is committed: what is refused half-way must not be kept
                with request.env.cr.savepoint():
                    self._tick_off(shift, code, team, own, post)
                return request.redirect(path)
            except UserError as refusal:
                error = str(refusal)
        return self._private(
            "quartier_volunteers.check_in_page",
            {
                "quartier": quartier,
                "shift": shift.with_context(lang=request.env.lang),
                "is_time": shift._is_check_in_time(),
                "team": team,
                "own": own and own.with_context(lang=request.env.lang),
                "path": path,
                "error": error,
            },
        )

    def _tick_off(self, shift, code, team, own, post):
        """:raise UserError: not the time, or not possible"""
        if not shift._is_check_in_time():
            raise UserError(
                shift.env._("Checking in is possible around the time of the shift.")
            )
        if post.get("action") == "own" and own:
            own._own_act("check_in", code)
            return
        ids = read_ids([post.get("assignment", "")])
        chosen = team and team.filtered(lambda row: row.id in ids)
        if chosen and post.get("action") == "check_in":
            chosen.action_check_in()
        elif chosen and post.get("action") == "done":
            chosen.action_done()

    def _team_rows(self, shift):
        """Return who is expected, for somebody of the team; None for everybody else.

        Under the user's own rights: the rules say whose team it is.
        """
        user = request.env.user
        if not user.has_group(COORDINATOR):
            return None
        mine = shift.with_user(user)
        try:
            mine.check_access("write")
        except AccessError:
            return None
        return request.env["quartier.volunteer.assignment"].search(
            [
                ("shift_id", "=", shift.id),
                ("state", "in", ("confirmed", "substitute", "checked_in", "done")),
            ],
            order="seat, id",
        )

    def _own_row(self, shift):
        """Return the visitor's own assignment of this shift, as the system."""
        volunteer = request.env["quartier.volunteer"]._of_user(request.env.user)
        if not volunteer:
            volunteer = self._remembered()
        rows = volunteer.env["quartier.volunteer.assignment"]
        return rows.search(
            [
                ("shift_id", "=", shift.id),
                ("volunteer_id", "in", volunteer.ids),
                ("state", "in", ("confirmed", "substitute", "checked_in", "done")),
            ],
            limit=1,
        )

    def _remembered(self):
        """Return the volunteer whose link was opened on this device, if it is valid."""
        # as the system: the session was given the link by whoever knew its token
        link_id = request.session.get(REMEMBERED)
        links = request.env["quartier.volunteer.link"].with_user(SUPERUSER_ID)
        link = links.browse(link_id or []).exists()
        if link and link._is_valid():
            return link.volunteer_id
        return links.browse().volunteer_id
