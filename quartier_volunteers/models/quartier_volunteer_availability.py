from odoo import api, fields, models

# hours of the office's clock at which each part of the day begins and ends
DAYPARTS = {"morning": (6, 12), "afternoon": (12, 17), "evening": (17, 24)}


class QuartierVolunteerAvailability(models.Model):
    """A part of the week in which somebody usually has time."""

    _name = "quartier.volunteer.availability"
    _description = "Availability"
    _inherit = ("quartier.team.mixin",)
    _order = "weekday, daypart, id"
    _quartier_team_fields = ("volunteer_id",)

    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, index=True, ondelete="cascade"
    )
    weekday = fields.Selection(
        [
            ("0", "Monday"),
            ("1", "Tuesday"),
            ("2", "Wednesday"),
            ("3", "Thursday"),
            ("4", "Friday"),
            ("5", "Saturday"),
            ("6", "Sunday"),
        ],
        required=True,
    )
    daypart = fields.Selection(
        [
            ("morning", "Morning (until 12)"),
            ("afternoon", "Afternoon (12 to 17)"),
            ("evening", "Evening (from 17)"),
        ],
        required=True,
    )

    _part_uniq = models.Constraint(
        "UNIQUE (volunteer_id, weekday, daypart)",
        "This part of the week is there already.",
    )

    @api.depends("weekday", "daypart")
    @api.depends_context("lang")
    def _compute_display_name(self):
        days = dict(self._fields["weekday"]._description_selection(self.env))
        parts = dict(self._fields["daypart"]._description_selection(self.env))
        for row in self:
            names = (days.get(row.weekday), parts.get(row.daypart))
            row.display_name = ", ".join(filter(None, names))
