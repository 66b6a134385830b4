from odoo import fields, models


class QuartierVolunteerKind(models.Model):
    """A kind of work: what a shift or an opportunity is, and what it takes."""

    _name = "quartier.volunteer.kind"
    _description = "Kind of Work"
    _inherit = ("quartier.volunteer.conduct.mixin", "mail.thread")
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    topic_ids = fields.Many2many("quartier.topic", string="Topics")
    skill_ids = fields.Many2many("quartier.volunteer.skill", string="Skills Asked for")
    proof_type_ids = fields.Many2many(
        "quartier.volunteer.proof.type",
        string="Proofs Required",
        tracking=True,
        help="Nobody is confirmed for such work without them.",
    )
    min_age = fields.Integer(
        string="Youngest Age",
        help="14, 16 or 18, where an age class begins; 0: any age.",
    )
    plan_id = fields.Many2one(
        "mail.activity.plan",
        string="Onboarding Plan",
        ondelete="set null",
        domain="[('res_model', '=', 'quartier.volunteer')]",
        help="Its activities are planned when somebody who wants to do such work comes"
        " to the onboarding.",
    )

    _min_age_check = models.Constraint(
        "CHECK (min_age IN (0, 14, 16, 18))",
        "The youngest age is 14, 16 or 18, where an age class begins, or 0.",
    )
