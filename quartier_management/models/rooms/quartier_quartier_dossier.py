from odoo import models
from odoo.fields import Domain
from odoo.tools import format_datetime

from ..network.dossier import Deadline, Table


class QuartierQuartier(models.Model):
    """What is promised or asked of rooms, and not decided yet."""

    _inherit = "quartier.quartier"

    def _dossier_tables(self, scope):
        return [*super()._dossier_tables(scope), self._dossier_rooms(scope)]

    def _dossier_deadlines(self, scope):
        return [
            *super()._dossier_deadlines(scope),
            *(
                Deadline(
                    self._localize(booking.hold_until).date(),
                    self.env._(
                        "%(room)s is on hold for %(event)s",
                        room=booking.room_id.name,
                        event=booking.event_id.display_name,
                    ),
                    booking.event_id.user_id.name or "",
                )
                for booking in self._dossier_bookings(scope)
                if booking.state == "hold" and booking.hold_until
            ),
        ]

    def _dossier_records(self, scope):
        records = super()._dossier_records(scope)
        if scope.residents:
            # who asks for a room is a resident, or speaks for some
            records["quartier.room.request"] = Domain("quartier_id", "=", self.id)
        return records

    def _dossier_bookings(self, scope):
        domain = (
            Domain("quartier_id", "=", self.id)
            & Domain("state", "in", ("request", "hold"))
            & (
                Domain("partner_id", "=", False)
                | Domain("partner_id", "any", self._dossier_nameable(scope))
            )
        )
        return self.env["quartier.room.booking"].search(domain, order="block_start, id")

    def _dossier_rooms(self, scope):
        states = dict(
            self.env["quartier.room.booking"]
            ._fields["state"]
            ._description_selection(self.env)
        )
        rows = [
            (
                booking._when(),
                booking.room_id.name,
                booking.event_id.display_name,
                states[booking.state],
            )
            for booking in self._dossier_bookings(scope)
        ]
        rows += [
            (
                format_datetime(self.env, request.start, tz=self.tz, dt_format="short"),
                request.room_id.name,
                request.display_name if scope.residents else "–",
                self.env._("Request from the web"),
            )
            for request in self._dossier_requests()
        ]
        return Table(
            self.env._("Rooms: still to decide"),
            (
                self.env._("When"),
                self.env._("Room"),
                self.env._("For what"),
                self.env._("State"),
            ),
            rows,
            self.env._("Nothing about rooms is waiting for a decision."),
        )

    def _dossier_requests(self):
        return self.env["quartier.room.request"].search(
            [("quartier_id", "=", self.id), ("state", "in", ("open", "asked"))],
            order="start, id",
        )
