from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import float_compare, format_date, formatLang

from .work_time import DAY

# states in which hours count towards a day's 24
COUNTED = ("draft", "submitted", "approved", "locked")
# states in which they were given, for whoever asks how many there are
GIVEN = ("approved", "locked")
# what the system does to an entry whatever became of it: two entries of a person become
# one, or a person is erased; day and number stay
OF_THE_PERSON = frozenset(("volunteer_id",)), frozenset(("name", "reason"))
# what they were given for
PURPOSE = ("assignment_id", "event_id", "opportunity_id", "project_id")


class QuartierVolunteerHours(models.Model):
    """What hours must be, and who may no longer change them."""

    _inherit = "quartier.volunteer.hours"

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        # core shows names behind a many2one without asking for rights
        rows._check_purpose_readable()
        return rows

    def write(self, vals):
        if not (self.env.su and any(vals.keys() <= names for names in OF_THE_PERSON)):
            self._check_changeable()
        known = self._purpose()
        result = super().write(vals)
        self._check_purpose_readable(known)
        return result

    def unlink(self):
        self._check_changeable()
        return super().unlink()

    def onchange(self, values, field_names, fields_spec):
        # an unsaved entry may name records by a guessed id, and tell what is theirs
        self.new(values, origin=self)._check_purpose_readable(self._purpose())
        return super().onchange(values, field_names, fields_spec)

    def _check_changeable(self):
        """Locked hours are changed by nobody, approved ones by their buttons alone.

        :raise UserError: some of these hours stand fast
        """
        for row in self:
            if row.state == "locked":
                raise UserError(
                    self.env._(
                        "“%(hours)s” is locked (%(why)s): nobody changes it any more.",
                        hours=row.display_name,
                        why=row.lock_note or self.env._("reported"),
                    )
                )
            if row.state == "approved" and not self.env.su:
                raise UserError(
                    self.env._(
                        "“%s” is approved. Please set it back to draft before changing"
                        " or deleting it.",
                        row.display_name,
                    )
                )

    def _purpose(self):
        return {name: self[name]._origin for name in PURPOSE}

    def _check_purpose_readable(self, known=None):
        """:param known: what they were for before, see ``_purpose``: whoever was handed
            over took their hours along, and is not asked for it again
        :raise AccessError: somebody names what they may not read
        """
        if self.env.su:
            return
        for name, records in self._purpose().items():
            if known:
                records -= known[name]
            records.check_access("read")

    @api.constrains(
        "volunteer_id", "assignment_id", "event_id", "opportunity_id", "project_id"
    )
    def _check_same_office(self):
        for row in self:
            for record in (row.event_id, row.opportunity_id, row.project_id):
                if record and record.quartier_id != row.volunteer_id.quartier_id:
                    # constraints run with sudo, and this one names it
                    record.sudo(False).check_access("read")
                    raise ValidationError(
                        self.env._(
                            "“%s” belongs to another neighbourhood. Please choose one"
                            " of the office that looks after the person.",
                            record.display_name,
                        )
                    )
            assignment = row.assignment_id
            if assignment and assignment.volunteer_id != row.volunteer_id:
                raise ValidationError(
                    self.env._("This assignment is somebody else's. Please check it.")
                )

    @api.constrains("date", "volunteer_id", "state")
    def _check_date(self):
        for office, rows in self.grouped("quartier_id").items():
            today, closed = office._today(), office._hours_closed_until()
            for row in rows:
                if row.date > today:
                    raise ValidationError(
                        self.env._(
                            "Hours are entered when they were given: %s lies ahead.",
                            row._tell_day(row.date),
                        )
                    )
                if (
                    closed
                    and row.date <= closed
                    and row.state not in ("rejected", "locked")
                ):
                    raise ValidationError(
                        self.env._(
                            "The hours until %s are closed. Please enter what is"
                            " missing on a later day, and say when it was.",
                            row._tell_day(closed),
                        )
                    )

    @api.constrains("date", "hours", "volunteer_id", "state")
    def _check_day_sum(self):
        """Nobody gives more than a day a day."""
        self.volunteer_id._lock_day_sums()
        sums = self._given(self.volunteer_id, self.mapped("date"))
        for row in self:
            total = sums.get((row.volunteer_id, row.date), 0)
            if float_compare(total, DAY, precision_digits=4) > 0:
                raise ValidationError(
                    self.env._(
                        "With these, %(hours)s hours are entered for %(day)s; a day"
                        " has 24. Please look what is there already.",
                        hours=row._tell_hours(total),
                        day=row._tell_day(row.date),
                    )
                )

    @api.model
    def _given(self, volunteers, days):
        """Return the hours of people on days, whatever became of them but rejected.

        :rtype: dict[tuple[quartier.volunteer, date], float]
        """
        # sudo: sums of people whom the caller may see
        groups = self.sudo()._read_group(
            [
                ("volunteer_id", "in", volunteers.ids),
                ("date", "in", list(set(days))),
                ("state", "in", COUNTED),
            ],
            ["volunteer_id", "date:day"],
            ["hours:sum"],
        )
        return {(volunteer, day): total for volunteer, day, total in groups}

    def _tell_day(self, day):
        return format_date(self.env, day)

    def _tell_hours(self, hours):
        text = formatLang(self.env, hours, digits=2)
        return text.rstrip("0").rstrip(",.") if hours else "0"
