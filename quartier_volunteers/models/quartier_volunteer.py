from odoo import api, fields, models
from odoo.exceptions import ValidationError

# who may be asked and take part
WORKING = ("onboarding", "active")
COORDINATOR = "quartier_volunteers.group_volunteer_coordinator"


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

    # empty once the person was erased: what was done is counted without them
    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', False), ('quartier_neutral', '=', False)]",
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
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('share', '=', False), ('quartier_ids', 'in', quartier_id)]",
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
        group_expand="_expand_states",
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

    # rows that the inspecting role has nothing to do with: without the groups it could
    # search for who has any
    ability_ids = fields.One2many(
        "quartier.volunteer.ability",
        "volunteer_id",
        string="Skills",
        groups=COORDINATOR,
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
        "quartier.volunteer.availability",
        "volunteer_id",
        string="Usually Has Time",
        groups=COORDINATOR,
    )
    absence_ids = fields.One2many(
        "quartier.volunteer.absence",
        "volunteer_id",
        string="Exceptions",
        groups=COORDINATOR,
    )
    wished_hours = fields.Float(string="Hours Wished", help="0: not said.")
    wished_per = fields.Selection(
        [("week", "A Week"), ("month", "A Month"), ("once", "For Single Events")],
        string="Per",
    )
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
        "quartier.volunteer.assignment",
        "volunteer_id",
        string="Assignments",
        groups=COORDINATOR,
    )
    proof_ids = fields.One2many(
        "quartier.volunteer.proof", "volunteer_id", string="Proofs", groups=COORDINATOR
    )

    _partner_check = models.Constraint(
        "CHECK ((partner_id IS NULL) = (state = 'anonymised'))",
        "Please say which person it is.",
    )
    _partner_uniq = models.Constraint(
        "UNIQUE (partner_id)", "This person is entered as a volunteer already."
    )
    _wished_check = models.Constraint(
        "CHECK (wished_hours >= 0 AND wished_hours <= 168)",
        "Please check the hours wished.",
    )

    @api.depends("partner_id", "partner_id.display_name")
    @api.depends_context("lang", "uid")
    def _compute_display_name(self):
        for volunteer in self:
            volunteer.display_name = volunteer.partner_id.display_name or self.env._(
                "Anonymised person"
            )

    @api.depends("quartier_id")
    def _compute_user_id(self):
        """Who enters somebody looks after them; who came by the web, or from another
        office, is the manager's."""
        for volunteer in self:
            team = volunteer.quartier_id._team() if volunteer.quartier_id else []
            if not volunteer.user_id or volunteer.user_id not in team:
                user = self.env.user
                volunteer.user_id = (
                    user if user in team else volunteer.quartier_id.manager_id
                )

    @api.constrains("partner_id", "quartier_id")
    def _check_partner_id(self):
        for volunteer in self:
            # sudo: whoever may not read the person is refused as well
            partner = volunteer.sudo().partner_id
            if partner.is_company or partner.quartier_neutral:
                raise ValidationError(
                    self.env._("Only a person can be a volunteer, no organisation.")
                )
            office = volunteer.quartier_id
            if partner.quartier_confidential and partner.quartier_owner_id != office:
                raise ValidationError(
                    self.env._(
                        "A confidential person is looked after by the office that owns"
                        " the contact, here not %(office)s. Please hand the person over"
                        " first, or choose the owning office.",
                        office=office.name,
                    )
                )

    @api.constrains("user_id", "quartier_id")
    def _check_user_id(self):
        """Whoever looks after somebody reads what is kept about them."""
        for volunteer in self:
            user = volunteer.user_id
            if user and user not in volunteer.quartier_id._team():
                raise ValidationError(
                    self.env._(
                        "%(user)s does not belong to the team of %(office)s and cannot"
                        " look after its volunteers.",
                        user=user.name,
                        office=volunteer.quartier_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        # who enters somebody reads them when needed: no need to follow
        quiet = self.with_context(mail_create_nosubscribe=True)
        volunteers = super(QuartierVolunteer, quiet).create(vals_list)
        volunteers = volunteers.with_env(self.env)
        # an id that was guessed must not tell whose it is
        volunteers.partner_id.check_access("read")
        return volunteers

    def write(self, vals):
        if "partner_id" in vals and not self.env.su:
            self._check_same_person(vals["partner_id"])
        result = super().write(vals)
        if not {"quartier_id", "user_id"}.isdisjoint(vals):
            self._quartier_part_outsiders()
        return result

    def _check_same_person(self, partner_id):
        """Hours and proofs are one person's: nobody else takes them over."""
        if any(volunteer.partner_id.id != partner_id for volunteer in self):
            raise ValidationError(
                self.env._(
                    "Whom an entry is about does not change. Please enter the other"
                    " person as a volunteer of their own, or merge the two contacts."
                )
            )

    def _quartier_successor(self):
        return self._in_charge()

    def _in_charge(self):
        """Return who is told about somebody: who looks after them, else the manager,
        else whoever coordinates volunteers in the team.

        :return: one ``res.users`` who reads the volunteer, or none
        """
        self.ensure_one()
        team = self.quartier_id._team()
        users = (self.user_id | self.quartier_id.manager_id) & team | team
        for user in users.filtered("active"):
            if user.has_group(COORDINATOR) and self.with_user(user).has_access("write"):
                return user
        return users.browse()
