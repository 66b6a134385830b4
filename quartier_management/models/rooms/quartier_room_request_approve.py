from odoo import models
from odoo.fields import Command
from odoo.tools.mail import email_normalize

from .quiet import QUIET


class QuartierRoomRequest(models.Model):
    """What becomes of a request that is approved: event, booking and contact."""

    _inherit = "quartier.room.request"

    def _approve(self):
        """Enter what the request promises, with the rights of who decides."""
        self.ensure_one()
        event = self.env["calendar.event"].with_context(**QUIET)
        event = event.create(self._event_vals())
        booking = self.env["quartier.room.booking"].create(self._booking_vals(event))
        # sudo: no client writes what was decided; the caller checked the rights
        self.sudo().write(
            {
                "state": "approved",
                "booking_id": booking.id,
                "told": booking._promise(),
            }
        )
        self._done_reminding()
        self._send("approved")

    def _event_vals(self):
        """Hook: values of the event, which Amt 502 reads as well: it names a group,
        but no person, and neither purpose nor message, which may name one."""
        office = self._in_office_language()
        return {
            "name": self.group_name or office.env._("Private use"),
            "user_id": self.quartier_id.manager_id.id,
            "start": self.start,
            "stop": self.stop,
            "location": self.room_id._location_name(),
            "partner_ids": [Command.clear()],
        }

    def _booking_vals(self, event):
        return {
            "event_id": event.id,
            "room_id": self.room_id.id,
            "state": "confirmed",
            "partner_id": self._contact().id,
            "for_group": True,
            "attendance": self.attendance,
            "public_name": self.public_name,
            "exception_reason": self.exception_reason,
        }

    def _contact(self):
        """Return who uses the room: found, or entered for it."""
        if organisation := self.partner_id.commercial_partner_id.filtered("is_company"):
            return organisation
        if self.group_name:
            return self._group_contact()
        if self.partner_id.has_access("read"):
            return self.partner_id or self._resident()
        return self._resident()

    def _group_contact(self):
        """Return the organisation of this name, where there is exactly one."""
        partners = self.env["res.partner"]
        found = partners.search(
            [("name", "=", self.group_name), ("is_company", "=", True)], limit=2
        )
        if len(found) == 1:
            return found
        return partners.create(
            {
                "name": self.group_name,
                "is_company": True,
                "quartier_id": self.quartier_id.id,
            }
        )

    def _resident(self):
        """Return the person, who is confidential to the office."""
        partners = self.env["res.partner"]
        email = email_normalize(self.email)
        found = partners.search(
            [
                ("email_normalized", "=", email),
                ("is_company", "=", False),
                ("quartier_confidential", "=", True),
                ("quartier_owner_id", "=", self.quartier_id.id),
            ],
            limit=1,
        )
        return found or partners.create(
            {
                "name": self.contact_name,
                "email": email,
                "phone": self.phone,
                "quartier_id": self.quartier_id.id,
                "quartier_confidential": True,
            }
        )
