from odoo import fields, models


class QuartierVolunteerHours(models.Model):
    """Time that somebody gave: from check-in, shift or own report."""

    _name = "quartier.volunteer.hours"
    _description = "Hours"
    _inherit = ("quartier.noted.mixin", "quartier.team.mixin")
    _order = "date desc, id desc"
    _quartier_team_fields = ("volunteer_id",)

    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, index=True, ondelete="restrict"
    )
    quartier_id = fields.Many2one(
        related="volunteer_id.quartier_id", store=True, index=True, precompute=True
    )
    assignment_id = fields.Many2one(
        "quartier.volunteer.assignment", index="btree_not_null", ondelete="set null"
    )
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
    hours = fields.Float(required=True)
    name = fields.Char(string="What Was Done", required=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("approved", "Approved"),
            ("rejected", "Rejected"),
            ("locked", "Locked"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
    )
    origin = fields.Selection(
        [("check_in", "Check-in"), ("shift", "Shift"), ("report", "Own Report")],
        readonly=True,
        copy=False,
        default="report",
    )
    reason = fields.Char(readonly=True, copy=False)

    _hours_check = models.Constraint(
        "CHECK (hours > 0 AND hours <= 24)", "Please check the hours: up to 24 a day."
    )
    _assignment_uniq = models.UniqueIndex(
        "(assignment_id) WHERE assignment_id IS NOT NULL AND state <> 'rejected'",
        "The hours of this assignment are there already.",
    )
