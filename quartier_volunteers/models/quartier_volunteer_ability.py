from odoo import fields, models


class QuartierVolunteerAbility(models.Model):
    """How well somebody can do something."""

    _name = "quartier.volunteer.ability"
    _description = "Skill of a Volunteer"
    _inherit = ("quartier.team.mixin",)
    _order = "skill_id, id"
    _rec_name = "skill_id"
    _quartier_team_fields = ("volunteer_id",)

    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, index=True, ondelete="cascade"
    )
    skill_id = fields.Many2one(
        "quartier.volunteer.skill", required=True, index=True, ondelete="restrict"
    )
    level = fields.Selection(
        [("1", "Beginner"), ("2", "Good"), ("3", "Can teach others")],
        required=True,
        default="2",
    )
    note = fields.Char()

    _skill_uniq = models.Constraint(
        "UNIQUE (volunteer_id, skill_id)", "This skill is there already."
    )
