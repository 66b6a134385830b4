from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# in these states the office works on the application; afterwards it is the funder's
EDITABLE = ("idea", "check", "draft", "signoff", "released", "further_request")
# what may change at any time: who is in charge, and what happens after the submission
_FREE = frozenset(
    (
        "user_id",
        "active",
        "funder_reference",
        "started_on",
        "early_start_asked_on",
        "early_start_granted_on",
        "early_start_reference",
        "early_start_file",
        "early_start_file_name",
        "approval_stamp",
    )
)


class QuartierGrant(models.Model):
    """An application for funding, from the idea to the funder's decision."""

    _name = "quartier.grant"
    _description = "Grant Application"
    _inherit = (
        "quartier.grant.noted.mixin",
        "quartier.grant.reminder.mixin",
        "quartier.team.mixin",
        "quartier.hidden.mixin",
        "mail.activity.mixin",
    )
    _order = "deadline, id desc"
    _rec_names_search = ("name", "funder_reference")
    _mail_post_access = "read"
    _check_company_auto = True

    name = fields.Char(string="Application", required=True, tracking=True)
    active = fields.Boolean(default=True)
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user.quartier_ids[:1],
        tracking=True,
    )
    company_id = fields.Many2one(related="quartier_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id", store=True)
    project_id = fields.Many2one(
        "project.project",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('quartier_id', '=', quartier_id)]",
        tracking=True,
    )
    program_id = fields.Many2one(
        "quartier.grant.program",
        string="Programme",
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    funder_id = fields.Many2one(related="program_id.funder_id")
    financing = fields.Selection(related="program_id.financing")
    call_id = fields.Many2one(
        "quartier.grant.call",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('program_id', '=', program_id)]",
        compute="_compute_call_id",
        store=True,
        readonly=False,
        tracking=True,
    )
    deadline = fields.Date(related="call_id.deadline", store=True, index=True)
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        tracking=True,
    )
    funder_reference = fields.Char(
        string="Funder's Reference",
        tracking=True,
        copy=False,
        help="The number under which the funder keeps the application.",
    )
    summary = fields.Text(help="In two sentences: what is to be done, and for whom.")
    date_from = fields.Date(string="Measure Begins", tracking=True)
    date_to = fields.Date(string="Measure Ends", tracking=True)
    state = fields.Selection(
        [
            ("idea", "Idea"),
            ("check", "Being Checked"),
            ("draft", "Draft"),
            ("signoff", "Signatures"),
            ("released", "Released"),
            ("submitted", "Submitted"),
            ("further_request", "Further Request"),
            ("awarded", "Awarded"),
            ("recorded", "Award Recorded"),
            ("final", "Award Final"),
            ("running", "Running"),
            ("proof_work", "Proof in Work"),
            ("proof_checked", "Proof Checked"),
            ("proof_submitted", "Proof Submitted"),
            ("examined", "Proof Examined"),
            ("repayment", "Repayment"),
            ("closed", "Closed"),
            ("binding", "Bound to the Purpose"),
            ("retention", "Retention"),
            ("archived", "Retention Over"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="idea",
        group_expand="_expand_states",
        index=True,
        copy=False,
        tracking=True,
    )
    editable = fields.Boolean(compute="_compute_editable")
    section_ids = fields.One2many(
        "quartier.grant.section",
        "grant_id",
        string="Texts",
        compute="_compute_section_ids",
        store=True,
        readonly=False,
        copy=True,
    )
    document_ids = fields.One2many(
        "quartier.grant.document",
        "grant_id",
        string="Documents",
        compute="_compute_document_ids",
        store=True,
        readonly=False,
        copy=True,
    )

    _dates_check = models.Constraint(
        "CHECK (date_to IS NULL OR date_from IS NULL OR date_to >= date_from)",
        "The measure cannot end before it begins.",
    )

    @api.model
    @api.depends("state")
    def _compute_editable(self):
        for grant in self:
            grant.editable = grant.state in EDITABLE

    @api.depends("program_id")
    def _compute_call_id(self):
        """Propose the call that closes next."""
        today = fields.Date.context_today(self)
        for grant in self:
            if grant.call_id and grant.call_id.program_id == grant.program_id:
                continue
            grant.call_id = grant.program_id.call_ids.filtered(
                lambda call: call.rolling or call.deadline >= today
            ).sorted(lambda call: call.deadline or fields.Date.end_of(today, "year"))[
                :1
            ]

    # two methods: the ORM computes neither of two fields of one method if one is given

    @api.depends("program_id")
    def _compute_section_ids(self):
        """Take over the texts that the programme asks for; written ones are kept."""
        for grant in self:
            wanted = grant.program_id.section_ids
            grant.section_ids = grant.section_ids._from_program(wanted)

    @api.depends("program_id")
    def _compute_document_ids(self):
        """Take over the documents that are needed; uploaded ones are kept."""
        for grant in self:
            wanted = grant.program_id.document_ids
            grant.document_ids = grant.document_ids._from_program(wanted)

    @api.onchange("project_id")
    def _onchange_project_id(self):
        if self.project_id and not self.name:
            self.name = self.project_id.name

    @api.constrains("call_id", "program_id")
    def _check_call(self):
        for grant in self:
            if grant.call_id and grant.call_id.program_id != grant.program_id:
                raise ValidationError(
                    self.env._(
                        "“%(call)s” is no call of this programme. Please choose"
                        " another one.",
                        call=grant.call_id.display_name,
                    )
                )

    @api.constrains("project_id", "quartier_id")
    def _check_project(self):
        for grant in self.filtered("project_id"):
            if grant.project_id.quartier_id != grant.quartier_id:
                raise ValidationError(
                    self.env._(
                        "The project “%(project)s” belongs to another neighbourhood.",
                        project=grant.project_id.name,
                    )
                )

    @api.constrains("program_id", "quartier_id")
    def _check_currency(self):
        for grant in self.filtered("program_id"):
            program = grant.program_id
            if program.currency_id != grant.quartier_id.company_id.currency_id:
                raise ValidationError(
                    self.env._(
                        "The programme “%(program)s” is kept in %(theirs)s, the office"
                        " reckons in %(ours)s. Please enter the programme in %(ours)s.",
                        program=program.name,
                        theirs=program.currency_id.name,
                        ours=grant.quartier_id.company_id.currency_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        grants = super().create(vals_list)
        if not self.env.su:
            grants._complete_lists()
        return grants

    def write(self, vals):
        if not self.env.su and vals.keys() - _FREE:
            self._check_editable()
        result = super().write(vals)
        if not self.env.su and "program_id" in vals:
            self._complete_lists()
        if "quartier_id" in vals:
            self._quartier_part_outsiders()
        return result

    def unlink(self):
        # sudo: the database deletes the parts, but not the files that were uploaded
        files = self.env["ir.attachment"].sudo()
        for parts in (self.sudo().document_ids, self.sudo().version_ids):
            files |= files.search(
                [
                    ("res_model", "=", parts._name),
                    ("res_field", "!=", False),
                    ("res_id", "in", parts.ids),
                ]
            )
        result = super().unlink()
        files.unlink()
        return result

    def _complete_lists(self):
        """Add what the programme asks for and a client has left out."""
        # sudo: the lists follow the programme; who writes the application was checked
        for grant in self.sudo():
            program = grant.program_id
            for rows, wanted in (
                ("section_ids", program.section_ids),
                ("document_ids", program.document_ids),
            ):
                if commands := grant[rows]._from_program(wanted):
                    grant[rows] = commands

    def _quartier_successor(self):
        return self.quartier_id.manager_id

    def _check_editable(self):
        """Refuse to change what the funder has already.

        :raise UserError: one of these applications has been handed in
        """
        states = dict(self._fields["state"]._description_selection(self.env))
        for grant in self.sudo():  # sudo: the state alone is read
            if grant.state not in EDITABLE:
                raise UserError(
                    self.env._(
                        "“%(grant)s” is with the funder or decided (%(state)s) and"
                        " cannot be changed any more. If the funder asks for"
                        " something, use “Further request”.",
                        grant=grant.name,
                        state=states[grant.state],
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        # sudo: signatures that the user may not read count as well
        for grant in self.sudo():
            kept = grant.state not in ("idea", "check", "draft")
            if kept or grant.approval_step_ids.filtered("decision"):
                raise UserError(
                    self.env._(
                        "“%(grant)s” is kept: somebody has signed it, or it was handed"
                        " in. Please withdraw and archive it.",
                        grant=grant.name,
                    )
                )

    def _in_office_language(self):
        """Return the application in the language in which the office prints."""
        self.ensure_one()
        return self.with_context(lang=self.quartier_id.lang)
