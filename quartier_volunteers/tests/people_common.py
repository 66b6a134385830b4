from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.fields import Command

from .common import VolunteerCommon


class PeopleCommon(VolunteerCommon):
    """The types of proofs of the addon's data, and Vera, who is active in West."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.conduct, cls.infection, cls.first_aid = (
            cls.env.ref(f"quartier_volunteers.proof_type_{name}")
            for name in ("conduct", "infection", "first_aid")
        )
        cls.vera = cls._new_volunteer(age_class="27_59")
        cls.proofs = cls.env["quartier.volunteer.proof"].with_user(cls.coordinator)
        cls.inspections = cls.env["quartier.volunteer.inspection"].with_user(
            cls.inspector
        )

    @classmethod
    def _prove(cls, kind, date, volunteer=None, **values):
        return cls.proofs.create(
            {
                "volunteer_id": (volunteer or cls.vera).id,
                "type_id": kind.id,
                "date": date,
                **values,
            }
        )

    @classmethod
    def _inspect(cls, volunteer=None, **values):
        today = fields.Date.today()
        return cls.inspections.create(
            {
                "volunteer_id": (volunteer or cls.vera).id,
                "type_id": cls.conduct.id,
                "certificate_date": today - timedelta(days=10),
                "inspected_on": today,
                **values,
            }
        )

    @classmethod
    def _require(cls, *types):
        cls.kind.proof_type_ids = [Command.set([kind.id for kind in types])]

    def _missing(self, day, types=None, volunteer=None, event=None):
        volunteer = volunteer or self.vera
        types = types or self.kind.proof_type_ids
        day = fields.Date.to_date(day)
        return self._missing_of(volunteer, types, day, event)[volunteer]

    def _missing_of(self, volunteers, types, day, event=None):
        events = event or self.env["calendar.event"]
        held = volunteers._held_papers(types, day, events)
        return volunteers._lacking(types, held.on(day, events.ids))

    def _obstacles(self, shift, volunteer=None):
        volunteer = volunteer or self.vera
        return shift._obstacles(volunteer)[volunteer]

    def _assign(self, volunteer, shift, state="confirmed"):
        """Put somebody on a list, as whoever does it would."""
        assignments = self.env["quartier.volunteer.assignment"]
        values = {"shift_id": shift.id, "volunteer_id": volunteer.id, "state": state}
        if state == "confirmed":
            values["seat"] = 1
        return assignments.create(values).with_user(self.coordinator)

    @contextmanager
    def _withdrawing(self):
        """Note which assignments are withdrawn, and with which reason."""
        withdrawn = {}

        def withdraw(assignments, reason=None):
            withdrawn.update(dict.fromkeys(assignments.ids, reason))

        model = self.env.registry["quartier.volunteer.assignment"]
        with patch.object(model, "action_withdraw", withdraw, create=True):
            yield withdrawn

    def _run(self, model, job):
        """Run a job without the commits that tests cannot take back."""
        cron = self.env.registry["ir.cron"]
        with patch.object(cron, "_commit_progress", return_value=60) as progress:
            getattr(self.env[model], job)()
        return progress
