from odoo import api, fields, models

from .quartier_room_request import OPEN


class QuartierRoomRequest(models.Model):
    """What stands against a request as long as it is not decided."""

    _inherit = "quartier.room.request"

    obstacles = fields.Text(compute="_compute_obstacles", string="What Stands Against")
    needs_exception = fields.Boolean(compute="_compute_obstacles")
    other_room = fields.Char(compute="_compute_alternatives")
    other_hour = fields.Char(compute="_compute_alternatives")
    other_week = fields.Char(compute="_compute_alternatives")
    mail_missing = fields.Boolean(
        string="No Outgoing Mail Server", compute="_compute_mail_missing"
    )

    @api.depends("room_id", "start", "stop", "attendance", "exception_reason", "state")
    @api.depends_context("uid", "lang")
    def _compute_obstacles(self):
        for request, found in self._refusals().items():
            request.needs_exception = any(not refusal.final for refusal in found)
            request.obstacles = "\n".join(
                refusal.message for refusal in request._standing_refusals(found)
            )

    @api.depends("room_id", "start", "stop", "attendance", "exception_reason", "state")
    @api.depends_context("uid", "lang")
    def _compute_alternatives(self):
        for request in self:
            kinds = request._alternatives()
            for kind in ("room", "hour", "week"):
                found = kinds.get(kind)
                request[f"other_{kind}"] = found and (
                    f"{found[0].name}, {found[0]._tell_slot(found[1])}"
                )

    def _compute_mail_missing(self):
        self.mail_missing = not self.env["ir.mail_server"]._quartier_is_set_up()

    def _refusals(self):
        """Return for each request all that stands against it while it is undecided.

        One query a room, for any number of requests.

        :rtype: dict[quartier.room.request, list[Refusal]]
        """
        found = {request: [] for request in self}
        undecided = self.filtered(
            lambda row: row.state in OPEN and row.room_id and row.start and row.stop
        )
        for room, requests in undecided.grouped("room_id").items():
            slots = {request: request._slot() for request in requests}
            refusals = (room._origin or room)._refusals(slots.values())
            found |= {request: refusals[slot] for request, slot in slots.items()}
        return found

    def _standing_refusals(self, refusals):
        """Return what even the exception that the team makes does not overcome."""
        if not self.exception_reason:
            return refusals
        return [refusal for refusal in refusals if refusal.final]

    def _alternatives(self):
        if not self._standing_refusals(self._refusals()[self]):
            return {}
        return (self.room_id._origin or self.room_id)._alternatives(self._slot())

    def action_take_other_room(self):
        self._take("room")

    def action_take_other_hour(self):
        self._take("hour")

    def action_take_other_week(self):
        self._take("week")

    def _take(self, kind):
        """Change the request to what is free instead; the team has agreed on it."""
        self.ensure_one()
        if found := self._alternatives().get(kind):
            room, slot = found
            self.write({"room_id": room.id, "start": slot.start, "stop": slot.stop})
