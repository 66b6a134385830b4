from datetime import timedelta

from odoo import api, fields, models

from .shift_times import local, utc

# what a shift has from its template, by the same names
SHARED = (
    "name",
    "kind_id",
    "min_count",
    "max_count",
    "skill_ids",
    "language_ids",
    "proof_type_ids",
    "direct",
    "offer_hours",
    "place",
    "note",
)


class QuartierVolunteerShiftTemplate(models.Model):
    """A shift that each date of a regular offer has."""

    _name = "quartier.volunteer.shift.template"
    _description = "Shift of a Regular Offer"
    _inherit = ("quartier.team.mixin",)
    _order = "series_id, begins, id"
    _quartier_team_fields = ("series_id",)

    series_id = fields.Many2one(
        "quartier.series",
        string="Regular Offer",
        required=True,
        index=True,
        ondelete="cascade",
    )
    name = fields.Char(string="Role", required=True)
    kind_id = fields.Many2one(
        "quartier.volunteer.kind",
        string="Kind of Work",
        required=True,
        index=True,
        ondelete="restrict",
    )
    begins = fields.Float(
        string="Begins after",
        help="Hours after the date begins; negative: before, e.g. -1:00 to set up.",
    )
    hours = fields.Float(string="Takes", required=True, default=2)
    min_count = fields.Integer(string="Needed at Least", default=1)
    max_count = fields.Integer(string="Places", default=1, required=True)
    skill_ids = fields.Many2many("quartier.volunteer.skill", string="Skills Asked for")
    language_ids = fields.Many2many("quartier.language", string="Languages")
    proof_type_ids = fields.Many2many(
        "quartier.volunteer.proof.type",
        "quartier_volunteer_shift_template_proof_type_rel",
        "template_id",
        "type_id",
        string="More Proofs Required",
    )
    direct = fields.Boolean(string="Direct Sign-up", default=True)
    offer_hours = fields.Integer(string="Hours to Answer")
    place = fields.Char()
    note = fields.Text()
    shift_ids = fields.One2many("quartier.volunteer.shift", "template_id")

    _hours_check = models.Constraint(
        "CHECK (hours > 0 AND hours <= 72 AND begins BETWEEN -240 AND 240)",
        "Please check when the shift begins and how long it takes.",
    )
    _count_check = models.Constraint(
        "CHECK (min_count >= 0 AND max_count BETWEEN 1 AND 500"
        " AND min_count <= max_count AND offer_hours BETWEEN 0 AND 8760)",
        "Please check how many people are needed and how many places there are.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        templates = super().create(vals_list)
        templates.series_id._apply_shifts()
        return templates

    def write(self, vals):
        before = self.series_id
        result = super().write(vals)
        (before | self.series_id)._apply_shifts()
        return result

    def unlink(self):
        series = self.series_id
        # sudo: what nobody is on the list of goes with its template
        shifts = self.sudo().shift_ids._to_come()
        shifts.filtered(
            lambda shift: not (shift.by_hand or shift.assignment_ids)
        ).unlink()
        result = super().unlink()
        series.exists()._apply_shifts()
        return result

    def _shift_vals(self, event):
        """Return what the shift of a date is, as values to write."""
        self.ensure_one()
        zone = event.quartier_id.tz
        begins = timedelta(minutes=round(self.begins * 60))
        start = utc(local(event.start, zone) + begins, zone)
        return {
            **{
                name: self._fields[name].convert_to_write(self[name], self)
                for name in SHARED
            },
            "start": start,
            "stop": start + timedelta(minutes=round(self.hours * 60)),
        }

    def _apply(self, events):
        """Create the shifts of dates that have none yet, and change the others."""
        self.ensure_one()
        shifts = self.with_context(active_test=False).shift_ids
        known = shifts.event_id
        following = shifts._to_come().filtered(
            lambda shift: (
                shift.active
                and not (shift.by_hand or shift.cancelled_on)
                and shift.event_id in events
            )
        )
        following._follow_template(self, following)
        missing = [event for event in events if event not in known]
        self.env["quartier.volunteer.shift"]._note_all(
            [
                {
                    **self._shift_vals(event),
                    "event_id": event.id,
                    "template_id": self.id,
                    "user_id": self.series_id.user_id.id,
                }
                for event in missing
            ]
        )
