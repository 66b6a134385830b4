import re
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from .period import Period

# what the system notes of a paper; its clients write none of it
_NOTED = frozenset(
    (
        "company_id",
        "state",
        "drafted_on",
        "released_on",
        "released_by_id",
        "document",
        "version",
        "corrects_id",
        "revision",
    )
)
_NUMBER = re.compile(r"\d{1,4}/\d{2}")


class QuartierCommitteePaper(models.Model):
    """The report of an office to a political committee, drawn from its records.

    Statements are collected from the records of the period, rewritten where the
    authors want to, and frozen with the printed document by the release. A record
    rule lets nobody write a paper that is not a draft; corrections are new versions.
    """

    _name = "quartier.committee.paper"
    _description = "Committee Paper"
    _inherit = ("quartier.team.mixin", "mail.thread", "mail.activity.mixin")
    _order = "date_to desc, number desc, version desc, id desc"
    _rec_names_search = ("name", "number")
    _check_company_auto = True
    # who releases by hand, over RPC or an import must be refused: the rule asks for a
    # draft, and the mixin asks the rule again after the write
    _quartier_team_fields = ("quartier_id", "state")
    _mail_post_access = "read"

    name = fields.Char(
        string="Subject",
        compute="_compute_name",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        tracking=True,
    )
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user.quartier_ids[:1],
    )
    company_id = fields.Many2one(related="quartier_id.company_id", store=True)
    number = fields.Char(
        tracking=True,
        copy=False,
        help="As the council's office assigns it, e.g. 123/24.",
    )
    kind = fields.Selection(
        [("information", "For information"), ("decision", "For decision")],
        required=True,
        default="information",
        tracking=True,
    )
    public = fields.Boolean(
        default=True,
        tracking=True,
        help="Public papers are dealt with in public and can be read by everyone.",
    )
    committee_id = fields.Many2one(
        "res.partner",
        check_company=True,
        ondelete="restrict",
        domain="[('is_company', '=', True)]",
        tracking=True,
    )
    meeting_date = fields.Date(string="Meeting on", tracking=True)
    date_from = fields.Date(
        string="Period from",
        compute="_compute_period",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        tracking=True,
    )
    date_to = fields.Date(
        string="Period to",
        compute="_compute_period",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        tracking=True,
    )
    date_outlook = fields.Date(
        string="Outlook until",
        compute="_compute_date_outlook",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="How far the paper looks ahead to what is planned.",
    )
    statement_ids = fields.One2many(
        "quartier.committee.statement", "paper_id", string="Statements"
    )
    drafted_on = fields.Datetime(readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("released", "Released")],
        string="Status",
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    released_on = fields.Datetime(readonly=True, copy=False)
    released_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    document = fields.Binary(
        string="Released Document", attachment=True, readonly=True, copy=False
    )
    version = fields.Integer(compute="_compute_version", store=True, recursive=True)
    corrects_id = fields.Many2one(
        "quartier.committee.paper",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="The released paper that this version replaces.",
    )
    correction_ids = fields.One2many(
        "quartier.committee.paper", "corrects_id", string="Corrections"
    )
    correction_id = fields.Many2one(
        "quartier.committee.paper", compute="_compute_correction_id"
    )
    replaced = fields.Boolean(
        compute="_compute_correction_id",
        help="A correction of this paper has been released.",
    )
    outline = fields.Json(
        compute="_compute_outline", help="The sections to which one can add."
    )
    correction_reason = fields.Char(
        string="Reason for the Correction", copy=False, tracking=True
    )
    # every change of a statement writes it, so that none can slip in between the
    # reading of the text and the release (see _touch)
    revision = fields.Integer(readonly=True, copy=False)

    _number_uniq = models.UniqueIndex(
        "(company_id, number, version) WHERE number IS NOT NULL",
        "There is a paper with this number already.",
    )
    _corrects_uniq = models.UniqueIndex(
        "(corrects_id) WHERE corrects_id IS NOT NULL",
        "There is a correction of this paper already.",
    )
    _period_check = models.Constraint(
        "CHECK (date_to >= date_from AND date_outlook >= date_to)",
        "The period must begin before it ends, and the outlook must not end before it.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        papers = super().create(vals_list)
        if not self.env.su:
            papers._check_nothing_noted(vals_list)
        return papers

    def write(self, vals):
        if not self.env.su and not _NOTED.isdisjoint(vals):
            self._refuse_noted()
        result = super().write(vals)
        if "statement_ids" in vals:
            for paper in self:
                paper.statement_ids._resequence()
        return result

    def _check_nothing_noted(self, vals_list):
        """Judge new papers as they are: values may come from the context as well."""
        company_right = all(
            paper.company_id == paper.quartier_id.company_id for paper in self
        )
        noted = self.filtered(
            lambda paper: (
                paper.state != "draft"
                or paper.version != 1
                or paper.corrects_id
                or paper.document
                or paper.drafted_on
                or paper.released_on
                or paper.released_by_id
            )
        )
        if noted or not company_right or any("revision" in vals for vals in vals_list):
            self._refuse_noted()

    def _refuse_noted(self):
        raise AccessError(
            self.env._(
                "Status, version and document of a paper come from drafting, releasing"
                " and correcting it. Please use the buttons."
            )
        )

    @api.depends("quartier_id")
    def _compute_period(self):
        """Propose the time after the office's last paper, until yesterday."""
        yesterday = fields.Date.context_today(self) - timedelta(days=1)
        usual = yesterday - relativedelta(months=3, days=-1)
        last_days = self._read_group([], ["quartier_id"], ["date_to:max"])
        starts = {
            office: last + timedelta(days=1)
            for office, last in last_days
            if last < yesterday
        }
        for paper in self:
            # unless somebody chose another one
            if not paper.date_from or paper.date_from in {usual, *starts.values()}:
                paper.date_from = starts.get(paper.quartier_id._origin, usual)
            paper.date_to = paper.date_to or max(yesterday, paper.date_from)

    @api.depends("quartier_id")
    def _compute_name(self):
        """Propose a subject, as long as nobody wrote one of their own."""
        offices = self.env["quartier.quartier"].search([])
        proposals = {office: self._propose_name(office) for office in offices}
        for paper in self:
            if not paper.name or paper.name in proposals.values():
                paper.name = proposals.get(paper.quartier_id._origin, paper.name)

    @api.model
    def _propose_name(self, office):
        return self.with_context(lang=office.lang).env._(
            "Neighbourhood management %(quartier)s: report on its work",
            quartier=office.name,
        )

    @api.depends("date_to")
    def _compute_date_outlook(self):
        for paper in self:
            if paper.date_to:
                paper.date_outlook = paper.date_to + relativedelta(months=3)

    @api.depends("corrects_id.version")
    def _compute_version(self):
        for paper in self:
            paper.version = paper.corrects_id.version + 1

    @api.depends("correction_ids.state")
    def _compute_correction_id(self):
        for paper in self:
            paper.correction_id = paper.correction_ids[:1]
            paper.replaced = paper.correction_id.state == "released"

    @api.depends_context("lang")
    def _compute_outline(self):
        sections = self.env["quartier.committee.section"].search([])
        outline = [{"id": row.id, "name": row.name} for row in sections]
        for paper in self:
            paper.outline = outline

    @api.depends("name", "number", "version")
    def _compute_display_name(self):
        for paper in self:
            parts = [paper.number and f"{paper.number} –", paper.name]
            if paper.version > 1:
                parts.append(self.env._("(version %(number)s)", number=paper.version))
            paper.display_name = " ".join(filter(None, parts))

    @api.constrains("number")
    def _check_number(self):
        for paper in self.filtered("number"):
            if not _NUMBER.fullmatch(paper.number):
                raise ValidationError(
                    self.env._(
                        "“%(number)s” is no number of a paper. It consists of up to"
                        " four digits, a slash and the year, e.g. 123/24.",
                        number=paper.number,
                    )
                )

    @api.constrains("committee_id")
    def _check_quartier_confidential(self):
        self.committee_id._quartier_check_linkable(
            self.env._("A confidential person cannot be a committee.")
        )

    @api.constrains("corrects_id", "quartier_id")
    def _check_corrects(self):
        for paper in self.filtered("corrects_id"):
            corrected = paper.corrects_id
            if corrected.state != "released" or (
                corrected.quartier_id != paper.quartier_id
            ):
                raise ValidationError(
                    self.env._(
                        "Only a released paper of the same neighbourhood can be"
                        " corrected."
                    )
                )

    def _period(self):
        """Return the days that the paper reports, by the office's clock."""
        self.ensure_one()
        return Period(
            first=self.date_from,
            last=self.date_to,
            outlook=self.date_outlook,
            tz=self.quartier_id.tz,
            today=self.quartier_id._localize(fields.Datetime.now()).date(),
        )

    def _in_office_language(self):
        """Papers are written in the language of the office, whoever drafts them."""
        self.ensure_one()
        return self.with_context(lang=self.quartier_id.lang)
