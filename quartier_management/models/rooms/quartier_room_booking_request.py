from odoo import fields, models


class QuartierRoomBooking(models.Model):
    """Whoever asked for a room learns what becomes of the promise."""

    _inherit = "quartier.room.booking"

    def _tell_changes(self):
        result = super()._tell_changes()
        # sudo: whoever moves the event, the group is to know
        requests = self.env["quartier.room.request"].sudo()
        promised = requests.search(
            [
                ("booking_id", "in", self.ids),
                ("state", "=", "approved"),
                ("start", ">", fields.Datetime.now()),
            ]
        )
        for request in promised:
            request._tell_change()
        return result

    def _promise(self):
        """Return what somebody was promised, as a text to compare."""
        self.ensure_one()
        return f"{self.room_id.id} {self.start} {self.stop} {self.occupies}"
