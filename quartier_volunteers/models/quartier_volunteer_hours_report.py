from datetime import timedelta

from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

MAX_TEXT = 200
# who gives time, or gave it lately
REPORTING = ("onboarding", "active", "paused", "ended")


class QuartierVolunteer(models.Model):
    """Volunteers report their hours themselves, on the portal or by a link."""

    _inherit = "quartier.volunteer"

    # the inspecting role could search for who has any, see the other lists
    hours_ids = fields.One2many(
        "quartier.volunteer.hours",
        "volunteer_id",
        groups="quartier_volunteers.group_volunteer_coordinator",
    )

    def _report_hours(self, values):
        """Note hours that the person reports, as the system.

        For pages: nothing but ``date``, ``hours``, ``name``, ``opportunity_id`` and
        ``event_id`` is looked at, and these are judged as anybody's input. The same
        report sent twice is one.

        :param dict values: as the form sent them
        :return: the hours, to be approved
        :rtype: quartier.volunteer.hours
        :raise UserError: says all that is wrong with them
        """
        self.ensure_one()
        volunteer = self.with_user(SUPERUSER_ID)
        volunteer._lock_day_sums()
        vals = volunteer._read_report(values)
        hours = volunteer.env["quartier.volunteer.hours"]
        same = hours.search(
            [
                ("volunteer_id", "=", self.id),
                ("date", "=", vals["date"]),
                ("hours", "=", vals["hours"]),
                ("name", "=", vals["name"]),
                ("opportunity_id", "=", vals["opportunity_id"]),
                ("event_id", "=", vals["event_id"]),
                ("state", "=", "submitted"),
                ("origin", "=", "report"),
            ],
            limit=1,
        )
        return same or hours._note(
            {
                **dict.fromkeys(("assignment_id", "break_minutes"), False),
                "volunteer_id": self.id,
                "state": "submitted",
                "origin": "report",
                **vals,
            }
        )

    def _take_back_hours(self, hours):
        """Delete a report of the person that nobody has decided on, as the system.

        :param hours: ``quartier.volunteer.hours``
        :raise UserError: it is not theirs, or decided on
        """
        self.ensure_one()
        own = hours.with_user(SUPERUSER_ID).exists()
        if not own or own.volunteer_id.id != self.id or not own._may_be_taken_back():
            raise UserError(
                self.env._(
                    "These hours cannot be taken back any more. Please ask the office."
                )
            )
        own.unlink()

    def _read_report(self, values):
        """Turn what a page was sent into values.

        :raise UserError: says all that is wrong with them
        """
        wrong = []
        day = self._read_day(values.get("date"), wrong)
        hours = self._read_hours(values.get("hours"), wrong)
        name = " ".join(str(values.get("name") or "").split())[:MAX_TEXT]
        if not name:
            wrong.append(self.env._("Please say what was done."))
        if self.state not in REPORTING:
            wrong.append(
                self.env._("Hours can be reported once the office has taken you on.")
            )
        opportunity = self._read_own(
            "quartier.volunteer.opportunity", values.get("opportunity_id"), wrong
        )
        event = self._read_own("calendar.event", values.get("event_id"), wrong)
        if wrong:
            raise UserError("\n".join(wrong))
        return {
            "date": day,
            "hours": hours,
            "name": name,
            "opportunity_id": opportunity.id,
            "event_id": event.id,
        }

    def _read_day(self, value, wrong):
        office = self.quartier_id
        today = office._today()
        try:
            day = fields.Date.to_date(value)
        except (TypeError, ValueError):
            day = None
        if not day:
            wrong.append(self.env._("Please say on which day it was."))
            return None
        days = int(office._volunteer_rule("report_days"))
        if day > today:
            wrong.append(self.env._("The day lies ahead. Hours are reported later."))
        elif days and day < today - timedelta(days=days):
            wrong.append(
                self.env._(
                    "That is more than %s days ago. Please tell the office, which can"
                    " enter it.",
                    days,
                )
            )
        return day

    def _read_hours(self, value, wrong):
        try:
            hours = round(float(str(value).strip().replace(",", ".")), 2)
        except ValueError:
            hours = 0
        # a comparison that NaN fails as well
        if not 0 < hours <= 24:
            wrong.append(self.env._("Please say how many hours, e.g. 2.5: up to 24."))
            return 0
        return hours

    def _read_own(self, model, value, wrong):
        """Return what the person may name: work they had a part in, in this office."""
        record = self.env[model]
        try:
            number = int(value or 0)
        except (TypeError, ValueError):
            number = -1
        if not number:
            return record
        name = "event_id" if model == "calendar.event" else "opportunity_id"
        if 0 < number < 2**31 and self.env[
            "quartier.volunteer.assignment"
        ].search_count(
            [
                ("volunteer_id", "=", self.id),
                (f"shift_id.{name}", "=", number),
                ("shift_id.quartier_id", "=", self.quartier_id.id),
            ],
            limit=1,
        ):
            return record.browse(number)
        wrong.append(self.env._("Please choose work in which you took part."))
        return record

    def _lock_day_sums(self):
        """Of two who enter hours for a person at once, the second starts anew.

        Both would find the day not full yet. PostgreSQL lets one of two transactions
        write a row.
        """
        if self.ids:
            self.env.cr.execute(
                "UPDATE quartier_volunteer SET partner_id = partner_id WHERE id IN %s",
                (tuple(sorted(self.ids)),),
            )
