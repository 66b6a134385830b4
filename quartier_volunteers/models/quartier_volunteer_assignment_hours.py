from odoo import SUPERUSER_ID, fields, models

from .work_time import DAY, clocked, rounded_hours


class QuartierVolunteerAssignment(models.Model):
    """What was done becomes hours, to be approved."""

    _inherit = "quartier.volunteer.assignment"

    hours_ids = fields.One2many("quartier.volunteer.hours", "assignment_id")

    def _note_hours(self):
        """Note the hours of what was done, as the system; once for each assignment.

        From the times noted at the check-in, where they are close to the plan, else
        from the plan. Of a day that is full only what is left is noted, as a draft.
        What comes after the closing of its day is noted as rejected, so that it is
        not lost.
        """
        assignments = self.with_user(SUPERUSER_ID)
        hours = assignments.env["quartier.volunteer.hours"]
        known = hours.search(
            [("assignment_id", "in", self.ids), ("state", "!=", "rejected")]
        ).assignment_id
        todo = assignments - known
        todo.volunteer_id._lock_day_sums()
        breaks = {
            office: (
                office._volunteer_rule("break_after_hours"),
                int(office._volunteer_rule("break_minutes")),
            )
            for office in todo.volunteer_id.quartier_id
        }
        rows = [assignment._hours_values(breaks) for assignment in todo]
        days = [row["date"] for row in rows]
        sums = {
            (volunteer.id, day): total
            for (volunteer, day), total in hours._given(todo.volunteer_id, days).items()
        }
        closed = {
            office: office._hours_closed_until()
            for office in todo.volunteer_id.quartier_id
        }
        noted = []
        for assignment, row in zip(todo, rows, strict=True):
            until = closed[assignment.volunteer_id.quartier_id]
            if until and row["date"] <= until:
                office = assignment.volunteer_id.quartier_id
                env = assignment.with_context(lang=office.lang).env
                row["state"] = "rejected"
                row["reason"] = env._("The hours of this day were closed before.")
            else:
                key = (row["volunteer_id"], row["date"])
                left = DAY - sums.get(key, 0)
                if row["hours"] > left:
                    row |= {"hours": left, "state": "draft"}
                sums[key] = sums.get(key, 0) + row["hours"]
            if row["hours"] > 0:
                noted.append(row)
        hours._note_all(noted)

    def _hours_values(self, breaks):
        """Return the values of the hours of an assignment, with sudo.

        :param breaks: for each office after how many hours a break of how many minutes
            is taken off
        """
        self.ensure_one()
        shift, volunteer = self.shift_id, self.volunteer_id
        office = volunteer.quartier_id
        start, stop, seen = clocked(
            shift.start, shift.stop, self.checked_in_on, self.checked_out_on
        )
        after, minutes = breaks[office]
        worked = (stop - start).total_seconds() / 3600
        pause = minutes if after and worked > after else 0
        return {
            "volunteer_id": volunteer.id,
            "assignment_id": self.id,
            # by the office's clock: a night counts on the day on which it begins
            "date": office._localize(start).date(),
            "start": start,
            "stop": stop,
            "break_minutes": pause,
            "hours": rounded_hours(
                start, stop, pause, int(office.volunteer_rounding or 1)
            ),
            "name": shift.name,
            "event_id": shift.event_id.id,
            "opportunity_id": shift.opportunity_id.id,
            "project_id": shift.event_id.quartier_project_id.id,
            "kind_id": shift.kind_id.id,
            "state": "submitted",
            "origin": "check_in" if seen else "shift",
        }
