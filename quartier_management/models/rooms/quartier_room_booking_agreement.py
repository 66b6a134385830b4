from datetime import timedelta

from odoo import models


class QuartierRoomBooking(models.Model):
    """What the agreement with a group says of a booking."""

    _inherit = "quartier.room.booking"

    def _agreement_name(self):
        """Return the title of the document and of its file."""
        self.ensure_one()
        booking = self._in_office_language()
        return booking.env._(
            "Agreement on the use of %(room)s, %(when)s",
            room=booking.room_id.name,
            when=booking._when(),
        )

    def _in_office_language(self):
        """Return the booking as the office would write of it."""
        self.ensure_one()
        return self.with_context(lang=self.quartier_id.lang)

    def _when(self):
        """Say in words when the room is used, by the office's clock."""
        self.ensure_one()
        return self.room_id._tell_slot(self._slot())

    def _when_blocked(self):
        """Say from when to when the room is the group's, setting up included."""
        self.ensure_one()
        slot = self._slot()
        start, stop = slot.block(self.room_id)
        return self.room_id._tell_slot(slot._replace(start=start, stop=stop))

    def _agreement_group(self):
        """Return the lines that name the other party."""
        self.ensure_one()
        partner = self.partner_id
        town = " ".join(filter(None, (partner.zip, partner.city)))
        return list(filter(None, (partner.name, partner.street, town, partner.phone)))

    def _key_back_on(self):
        """Return the day on which the key comes back at the latest."""
        self.ensure_one()
        stop = self.quartier_id._localize(self.block_stop - timedelta(seconds=1))
        return self.room_id._tell_date(stop.date())
