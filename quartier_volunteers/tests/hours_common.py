from contextlib import contextmanager
from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time

from .common import VolunteerCommon

NOW = "2026-05-20 10:00:00"
DAY = "2026-05-18"


class HoursCommon(VolunteerCommon):
    """Vera Frei gives time in West; it is the 20th of May 2026."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        clock = freeze_time(NOW)
        clock.start()
        cls.addClassCleanup(clock.stop)
        cls.env.user.tz = "Europe/Berlin"
        cls.volunteer = cls._new_volunteer(since="2026-01-10")

    @contextmanager
    def refused(self, error, text):
        """What happens inside is refused with these words, and taken back."""
        with self.assertRaises(error) as caught:
            yield
        self.assertRegex(str(caught.exception), text)

    @classmethod
    def _new_hours(cls, hours=2, user=None, state=None, **values):
        """Enter hours by hand, and decide on them."""
        rows = (
            cls.env["quartier.volunteer.hours"]
            .with_user(user or cls.coordinator)
            .create(
                {
                    "volunteer_id": cls.volunteer.id,
                    "date": DAY,
                    "hours": hours,
                    "name": "Einkauf",
                    **values,
                }
            )
        )
        if state:
            rows.sudo().state = state
        return rows

    @classmethod
    def _new_done(cls, start="2026-05-18 14:00:00", hours=2, **values):
        """Return an assignment that was done, without its hours."""
        start = fields.Datetime.to_datetime(start)
        shift_values = values.pop("shift", {})
        shift = cls._new_shift(
            start=start, stop=start + timedelta(hours=hours), **shift_values
        )
        volunteer = values.pop("volunteer", cls.volunteer)
        return (
            cls.env["quartier.volunteer.assignment"]
            .sudo()
            .create(
                {
                    "shift_id": shift.id,
                    "volunteer_id": volunteer.id,
                    "state": "done",
                    "seat": 1,
                    **values,
                }
            )
        )

    @classmethod
    def _noted(cls, *assignments):
        for assignment in assignments:
            assignment._note_hours()
        ids = [assignment.id for assignment in assignments]
        return (
            cls.env["quartier.volunteer.hours"]
            .with_user(cls.coordinator)
            .search([("assignment_id", "in", ids)])
        )
