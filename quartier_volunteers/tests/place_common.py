from datetime import timedelta

from odoo import fields
from odoo.fields import Command

from .outside_common import OutsideHttpCase

PLACE = "/my/einsatzstelle"


class PlaceHttpCase(OutsideHttpCase):
    """An organisation with an opportunity, and its contact, who is signed in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.club, cls.other_club = cls.env["res.partner"].create(
            [
                {"name": name, "is_company": True}
                for name in ("Lesefreunde", "Sportfreunde")
            ]
        )
        cls.contact = cls.place_contact.partner_id
        # otherwise the language is the organisation's
        cls.contact.write({"parent_id": cls.club.id, "lang": "en_US"})
        cls.opportunity.write(
            {
                "partner_id": cls.club.id,
                "contact_ids": [Command.set(cls.contact.ids)],
                "user_id": cls.coordinator.id,
            }
        )
        cls.otto = cls._new_volunteer("Otto Anders")

    def setUp(self):
        super().setUp()
        self.authenticate(self.place_contact.login, self.place_contact.login)

    def _begun(self, *volunteers, hours=-1, **shift):
        """Confirm people in a shift that began so many hours ago."""
        shift = self._new_shift(
            **{"opportunity_id": self.opportunity.id, "max_count": 5, **shift}
        )
        rows = self.env["quartier.volunteer.assignment"]
        for volunteer in volunteers or (self.vera,):
            rows += shift._request(volunteer).with_env(self.env)
        start = fields.Datetime.now().replace(microsecond=0) + timedelta(hours=hours)
        shift.sudo().write({"start": start, "stop": start + timedelta(hours=2)})
        return rows

    def _put(self, shift, volunteer, state):
        """Put somebody on the list of a shift, without a place."""
        values = {"shift_id": shift.id, "volunteer_id": volunteer.id, "state": state}
        return self.env["quartier.volunteer.assignment"].create(values)

    def _path(self, rows):
        return f"{PLACE}/schicht/{rows.shift_id.id}"
