from odoo import fields, models


class QuartierVolunteerKind(models.Model):
    """A kind of work: what a shift or an opportunity is, and what it takes."""

    _name = "quartier.volunteer.kind"
    _description = "Kind of Work"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    topic_ids = fields.Many2many("quartier.topic", string="Topics")
    skill_ids = fields.Many2many("quartier.volunteer.skill", string="Skills Asked for")
    proof_type_ids = fields.Many2many(
        "quartier.volunteer.proof.type",
        string="Proofs Required",
        help="Nobody is confirmed for such work without them.",
    )
    min_age = fields.Integer(string="Youngest Age")

    _min_age_check = models.Constraint(
        "CHECK (min_age BETWEEN 0 AND 99)", "Please check the youngest age."
    )
