from odoo import fields, models


class QuartierVolunteerAbsence(models.Model):
    """Days on which somebody has no time, or time that is not usual."""

    _name = "quartier.volunteer.absence"
    _description = "Exception of the Availability"
    _inherit = ("quartier.team.mixin",)
    _order = "date_from desc, id"
    _rec_name = "note"
    _quartier_team_fields = ("volunteer_id",)

    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [("away", "Has no time"), ("extra", "Has time")], required=True, default="away"
    )
    date_from = fields.Date(string="From", required=True, index=True)
    date_to = fields.Date(string="To", required=True)
    note = fields.Char()

    _period_check = models.Constraint(
        "CHECK (date_to >= date_from)", "It cannot end before it begins."
    )
