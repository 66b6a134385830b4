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
        for request in self:
            found = request._refusals()
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
        """Return all that stands against an undecided request."""
        room = self.room_id._origin or self.room_id
        if self.state not in OPEN or not (room and self.start and self.stop):
            return []
        slot = self._slot()
        return room._refusals([slot])[slot]

    def _standing_refusals(self, refusals):
        """Return what even the exception that the team makes does not overcome."""
        if not self.exception_reason:
            return refusals
        return [refusal for refusal in refusals if refusal.final]

    def _alternatives(self):
        if not self._standing_refusals(self._refusals()):
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
