from odoo import models

from .quartier_volunteer_hours_guard import GIVEN

ORIGIN = "volunteer.hours:"


class ProjectProject(models.Model):
    """Approved hours count towards the funding of their project."""

    _inherit = "project.project"

    def _quartier_work(self, date_from, date_to):
        rows = super()._quartier_work(date_from, date_to)
        # sudo: whoever counts hours need not know volunteers; no names are returned
        hours = (
            self.env["quartier.volunteer.hours"]
            .sudo()
            .search(
                [
                    ("project_id", "in", self.ids),
                    ("state", "in", GIVEN),
                    ("date", ">=", date_from),
                    ("date", "<=", date_to),
                ],
                order="date, id",
            )
        )
        return [*rows, *map(self._quartier_work_row, hours)]

    def _quartier_work_row(self, hours):
        """Say what was done without the words of whoever entered it: they may name
        somebody."""
        env = hours.with_context(lang=hours.quartier_id.lang).env
        parts = (
            hours.kind_id.with_env(env).name or env._("Voluntary work"),
            hours.event_id.with_env(env).name,
        )
        return {
            "origin": f"{ORIGIN}{hours.id}",
            "date": hours.date,
            "name": " – ".join(filter(None, parts)),
            "hours": hours.hours,
        }

    def _quartier_work_reported(self, origins, note):
        result = super()._quartier_work_reported(origins, note)
        ids = [
            int(origin.removeprefix(ORIGIN))
            for origin in origins
            if origin.startswith(ORIGIN)
        ]
        # sudo: as above; only hours of these projects
        hours = self.env["quartier.volunteer.hours"].sudo()
        hours.search(
            [("id", "in", ids), ("project_id", "in", self.ids)]
        )._lock_for_good(note)
        return result
