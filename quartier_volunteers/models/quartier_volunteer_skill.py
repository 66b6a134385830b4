from odoo import fields, models


class QuartierVolunteerSkill(models.Model):
    """Something that volunteers can do and that work may ask for."""

    _name = "quartier.volunteer.skill"
    _description = "Skill"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
