from odoo import fields, models


class QuartierVolunteerOpportunity(models.Model):
    """Work that somebody is wanted for: the office's own, or an organisation's."""

    _name = "quartier.volunteer.opportunity"
    _description = "Opportunity"
    _inherit = (
        "quartier.volunteer.conduct.mixin",
        "quartier.team.mixin",
        "mail.thread",
        "mail.activity.mixin",
    )
    _order = "state, name, id"
    _mail_post_access = "read"

    name = fields.Char(required=True, tracking=True)
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user.quartier_ids[:1],
    )
    company_id = fields.Many2one(
        related="quartier_id.company_id", store=True, precompute=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('is_company', '=', True)]",
        help="Where the work is done (Einsatzstelle); empty: the office itself.",
    )
    commissioner_id = fields.Many2one(
        "res.partner",
        string="Commissioned by",
        ondelete="restrict",
        domain="[('is_company', '=', True)]",
        help="On whose behalf it is done; recorded with every assignment for the"
        " statutory accident insurance. Empty: the organisation, or the city.",
    )
    kind_id = fields.Many2one(
        "quartier.volunteer.kind",
        string="Kind of Work",
        required=True,
        index=True,
        ondelete="restrict",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        tracking=True,
    )
    active = fields.Boolean(default=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("review", "To Review"),
            ("published", "Published"),
            ("filled", "Filled"),
            ("closed", "Closed"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="draft",
        group_expand="_expand_states",
        copy=False,
        index=True,
        tracking=True,
    )
    summary = fields.Char(help="One sentence for the public board.")
    description = fields.Text(
        help="What is done, with whom, what one gets out of it. Everybody reads it."
    )
    place = fields.Char(help="As the public reads it.")
    date_from = fields.Date(string="From")
    date_to = fields.Date(string="Until", index="btree_not_null")
    when = fields.Char(string="Times", help="In words, e.g. Tuesdays from 3 pm.")
    wanted_count = fields.Integer(string="People Wanted", default=1)
    topic_ids = fields.Many2many("quartier.topic", string="Topics")
    skill_ids = fields.Many2many("quartier.volunteer.skill", string="Skills Asked for")
    language_ids = fields.Many2many("quartier.language", string="Languages")
    proof_type_ids = fields.Many2many(
        "quartier.volunteer.proof.type",
        "quartier_volunteer_opportunity_proof_type_rel",
        "opportunity_id",
        "type_id",
        string="More Proofs Required",
        tracking=True,
        help="Beside those of the kind of work.",
    )
    shift_ids = fields.One2many(
        "quartier.volunteer.shift", "opportunity_id", string="Shifts"
    )

    _period_check = models.Constraint(
        "CHECK (date_to IS NULL OR date_from IS NULL OR date_to >= date_from)",
        "It cannot end before it begins.",
    )
    _wanted_check = models.Constraint(
        "CHECK (wanted_count BETWEEN 1 AND 1000)", "Please check how many are wanted."
    )
