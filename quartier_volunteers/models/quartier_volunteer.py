from odoo import api, fields, models

# who may be asked and take part
WORKING = ("onboarding", "active")


class QuartierVolunteer(models.Model):
    """Somebody who gives time, or wants to.

    One row for each person: the person is a contact, confidential to the office like
    residents unless they chose otherwise. Nobody needs an e-mail address or a login:
    staff can do everything for them.
    """

    _name = "quartier.volunteer"
    _description = "Volunteer"
    _inherit = (
        "quartier.noted.mixin",
        "quartier.team.mixin",
        "quartier.hidden.mixin",
        "mail.activity.mixin",
    )
    _order = "partner_id, id"
    _rec_name = "partner_id"
    _rec_names_search = ("partner_id.name", "partner_id.email")
    _mail_post_access = "read"

    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="restrict"
    )
    # under the reader's rights: not even a guessed id tells them
    email = fields.Char(related="partner_id.email", related_sudo=False, readonly=False)
    phone = fields.Char(related="partner_id.phone", related_sudo=False, readonly=False)
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
    user_id = fields.Many2one(
        "res.users",
        string="Looked After by",
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        tracking=True,
    )
    active = fields.Boolean(default=True)
    state = fields.Selection(
        [
            ("interested", "Interested"),
            ("talk", "First Talk"),
            ("onboarding", "Onboarding"),
            ("active", "Active"),
            ("paused", "Paused"),
            ("ended", "Ended"),
            ("anonymised", "Anonymised"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="interested",
        copy=False,
        index=True,
        tracking=True,
    )
    since = fields.Date(
        string="Interested since", default=fields.Date.context_today, required=True
    )
    started_on = fields.Date(string="Active since", readonly=True, copy=False)
    paused_until = fields.Date(readonly=True, copy=False, index="btree_not_null")
    pause_reason = fields.Char(readonly=True, copy=False)
    ended_on = fields.Date(readonly=True, copy=False, index="btree_not_null")
    end_reason = fields.Char(readonly=True, copy=False)

    ability_ids = fields.One2many(
        "quartier.volunteer.ability", "volunteer_id", string="Skills"
    )
    language_ids = fields.Many2many("quartier.language", string="Languages")
    topic_ids = fields.Many2many("quartier.topic", string="Interests")
    kind_ids = fields.Many2many("quartier.volunteer.kind", string="Wants to Do")
    mobility = fields.Selection(
        [
            ("near", "On foot, nearby"),
            ("bicycle", "Bicycle"),
            ("transit", "Bus and train"),
            ("car", "Car"),
        ],
    )
    availability_ids = fields.One2many(
        "quartier.volunteer.availability", "volunteer_id", string="Usually Has Time"
    )
    absence_ids = fields.One2many(
        "quartier.volunteer.absence", "volunteer_id", string="Exceptions"
    )
    wished_hours = fields.Float(string="Hours Wished", help="0: not said.")
    wished_per = fields.Selection(
        [("week", "A Week"), ("month", "A Month"), ("once", "For Single Events")],
        string="Per",
    )
    age_class = fields.Selection(
        [
            ("under_14", "Under 14"),
            ("14_15", "14 or 15"),
            ("16_17", "16 or 17"),
            ("18_26", "18 to 26"),
            ("27_59", "27 to 59"),
            ("60_plus", "60 and older"),
        ],
        tracking=True,
        help="Instead of the date of birth.",
    )
    age_valid_until = fields.Date(
        string="Age Class until", help="The last day on which the class applies."
    )
    is_minor = fields.Boolean(compute="_compute_is_minor")
    emergency_name = fields.Char(string="In an Emergency")
    emergency_phone = fields.Char()
    reached_by = fields.Selection(
        [("email", "E-mail"), ("phone", "Phone"), ("letter", "Letter")],
        required=True,
        default="email",
        help="Who has no e-mail address is put on the phone list.",
    )
    note = fields.Html()
    assignment_ids = fields.One2many(
        "quartier.volunteer.assignment", "volunteer_id", string="Assignments"
    )
    proof_ids = fields.One2many(
        "quartier.volunteer.proof", "volunteer_id", string="Proofs"
    )

    _partner_uniq = models.Constraint(
        "UNIQUE (partner_id)", "This person is entered as a volunteer already."
    )
    _wished_check = models.Constraint(
        "CHECK (wished_hours >= 0 AND wished_hours <= 168)",
        "Please check the hours wished.",
    )

    @api.depends("age_class")
    def _compute_is_minor(self):
        for volunteer in self:
            volunteer.is_minor = volunteer.age_class in ("under_14", "14_15", "16_17")

    def _quartier_successor(self):
        self.ensure_one()
        return self.quartier_id.manager_id
