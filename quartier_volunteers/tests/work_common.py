from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from .common import VolunteerCommon

# a Monday in winter, 9 o'clock in Berlin
NOW = datetime(2030, 3, 4, 8)


class WorkCommon(VolunteerCommon):
    """Two volunteers of West, and a clock that stands still until it is moved."""

    @classmethod
    def setUpClass(cls):
        cls.clock = cls.startClassPatcher(freeze_time(NOW))
        super().setUpClass()
        cls.vera = cls._new_volunteer("Vera Frei")
        cls.omar = cls._new_volunteer("Omar Gern")
        cls.ida = cls._new_volunteer("Ida Munter")
        cls.assignments = cls.env["quartier.volunteer.assignment"].with_user(
            cls.coordinator
        )

    def setUp(self):
        super().setUp()
        # a test may move the clock, and the next one starts at the same moment
        self.addCleanup(self.clock.move_to, NOW)

    @classmethod
    def _new_assignment(cls, shift, volunteer, state="requested", **values):
        """Bring somebody to a state by the ways that there are."""
        assignment = cls.assignments.create(
            {"shift_id": shift.id, "volunteer_id": volunteer.id, **values}
        )
        step = {
            "confirmed": assignment.action_confirm,
            "offered": assignment.action_offer,
            "waitlisted": assignment.action_waitlist,
        }.get(state)
        if step:
            step()
        return assignment

    def _run_cron(self, method):
        """Do a job's work without its commits."""
        crons = type(self.env["ir.cron"])
        with patch.object(crons, "_commit_progress", return_value=1):
            method()

    def _pass_on(self):
        self._run_cron(self.assignments.sudo()._cron_pass_on)

    @classmethod
    def _pass(cls, **delta):
        cls.clock.tick(timedelta(**delta))
