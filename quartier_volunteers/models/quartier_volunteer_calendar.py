import pytz

from odoo import models

from .volunteer_ical import to_ical

# of what is neither certain nor over: whoever was offered a place keeps the time free
STATUS = {
    "offered": "TENTATIVE",
    "confirmed": "CONFIRMED",
    "checked_in": "CONFIRMED",
    "done": "CONFIRMED",
    "substitute": "CONFIRMED",
    "declined": "CANCELLED",
    "withdrawn": "CANCELLED",
    "excused": "CANCELLED",
    "cancelled": "CANCELLED",
    "no_show": "CANCELLED",
}


class QuartierVolunteer(models.Model):
    """Somebody's own shifts for the calendar of their phone."""

    _inherit = "quartier.volunteer"

    def _own_ical(self):
        """Return the calendar as bytes: what was taken back stands in it as cancelled.

        What is asked for, or waits on a list, is no appointment yet.
        """
        self.ensure_one()
        office = self.quartier_id
        rows = self._own_assignments().filtered(
            lambda row: row.state in STATUS and not row.shift_id.standing
        )
        # sudo: tells this database from others; it is no secret
        parameters = self.env["ir.config_parameter"].sudo()
        return to_ical(
            self.env._("Volunteering: %s", office.name),
            [row._ical_entry() for row in rows],
            (self.env.lang or office.lang).partition("_")[0],
            parameters.get_param("database.uuid"),
        )


class QuartierVolunteerAssignment(models.Model):
    _inherit = "quartier.volunteer.assignment"

    def _ical_entry(self):
        self.ensure_one()
        shift = self.shift_id.with_context(active_test=False)
        # a shift that moves changes the entry as well
        dates = [self.write_date, shift.write_date, shift.event_id.write_date]
        changed = max(filter(None, dates)).replace(microsecond=0)
        off = not shift.active or shift.cancelled_on
        return {
            "id": self.id,
            "changed": pytz.utc.localize(changed),
            "start": self.quartier_id._localize(shift.start),
            "stop": self.quartier_id._localize(shift.stop),
            "summary": shift._what(),
            "location": shift._where(),
            "description": shift.note or "",
            "status": "CANCELLED" if off else STATUS[self.state],
        }
