from odoo import api, fields, models
from odoo.exceptions import ValidationError


class QuartierVolunteerShift(models.Model):
    """Work at a time for which a number of people is needed.

    Of an event (also before and after its times: setting up, night), of a regular
    offer's date, or of an opportunity.
    """

    _name = "quartier.volunteer.shift"
    _description = "Shift"
    _inherit = (
        "quartier.noted.mixin",
        "quartier.team.mixin",
        "mail.thread",
        "mail.activity.mixin",
    )
    _order = "start, id"
    _mail_post_access = "read"

    name = fields.Char(string="Role", required=True)
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        index=True,
        ondelete="restrict",
        compute="_compute_quartier_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    company_id = fields.Many2one(
        related="quartier_id.company_id", store=True, precompute=True
    )
    event_id = fields.Many2one(
        "calendar.event", index="btree_not_null", ondelete="cascade"
    )
    opportunity_id = fields.Many2one(
        "quartier.volunteer.opportunity", index="btree_not_null", ondelete="restrict"
    )
    kind_id = fields.Many2one(
        "quartier.volunteer.kind",
        string="Kind of Work",
        required=True,
        index=True,
        ondelete="restrict",
    )
    start = fields.Datetime(required=True, index=True)
    stop = fields.Datetime(string="End", required=True, index=True)
    min_count = fields.Integer(string="Needed at Least", default=1)
    max_count = fields.Integer(string="Places", default=1, required=True)
    skill_ids = fields.Many2many("quartier.volunteer.skill", string="Skills Asked for")
    language_ids = fields.Many2many("quartier.language", string="Languages")
    proof_type_ids = fields.Many2many(
        "quartier.volunteer.proof.type",
        string="More Proofs Required",
        help="Beside those of the kind of work.",
    )
    direct = fields.Boolean(
        string="Direct Sign-up",
        default=True,
        help="Whoever signs up has the place at once, if nothing stands against it."
        " Otherwise staff decides.",
    )
    offer_hours = fields.Integer(
        string="Hours to Answer",
        help="So long a place that became free is kept for the next on the waiting"
        " list. 0: as the dated rule says.",
    )
    standing = fields.Boolean(
        string="Without Fixed Times",
        help="A commitment for some time, such as a sponsorship: from and to say how"
        " long it lasts, not when somebody works.",
    )
    cancelled_on = fields.Datetime(readonly=True, copy=False, tracking=True)
    cancel_reason = fields.Char(readonly=True, copy=False, tracking=True)
    # if the event takes place after all, so does the shift
    cancelled_with_event = fields.Boolean(readonly=True, copy=False)
    place = fields.Char(help="Where to go, if not where the event is.")
    note = fields.Text(help="For those who do it: where to meet, what to bring.")
    active = fields.Boolean(default=True)
    assignment_ids = fields.One2many(
        "quartier.volunteer.assignment",
        "shift_id",
        string="Assignments",
        groups="quartier_volunteers.group_volunteer_coordinator",
    )

    _period_check = models.Constraint(
        "CHECK (stop > start)", "A shift must end after it begins."
    )
    _count_check = models.Constraint(
        "CHECK (min_count >= 0 AND max_count BETWEEN 1 AND 500"
        " AND min_count <= max_count)",
        "Please check how many people are needed and how many places there are.",
    )

    _offer_hours_check = models.Constraint(
        "CHECK (offer_hours BETWEEN 0 AND 8760)", "Please check the hours to answer."
    )
    # what the assignments' foreign key refers to
    _places_uniq = models.Constraint("UNIQUE (id, max_count)")

    @api.depends("event_id", "opportunity_id")
    def _compute_quartier_id(self):
        for shift in self:
            shift.quartier_id = (
                shift.event_id.quartier_id
                or shift.opportunity_id.quartier_id
                or shift.quartier_id
                or self.env.user.quartier_ids[:1]
            )

    @api.constrains("quartier_id", "event_id", "opportunity_id")
    def _check_office(self):
        for shift in self:
            # sudo: asks which office it is
            offices = (
                shift.sudo().event_id.quartier_id
                | shift.sudo().opportunity_id.quartier_id
            )
            if offices - shift.quartier_id:
                raise ValidationError(
                    self.env._(
                        "“%s” belongs to another office than its event or opportunity.",
                        shift.name,
                    )
                )

    def _commissioner(self):
        """Return on whose behalf the work is done, for the accident insurance.

        :rtype: res.partner
        """
        self.ensure_one()
        opportunity = self.opportunity_id
        return (
            opportunity.commissioner_id
            or opportunity.partner_id
            or self.quartier_id.company_id.partner_id
        )
