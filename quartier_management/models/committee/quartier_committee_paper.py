import base64
import re
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .period import Period

MANAGER = "quartier_management.group_quartier_manager"
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
        required=True,
        tracking=True,
        default=lambda self: self._default_dates()[0],
    )
    date_to = fields.Date(
        string="Period to",
        required=True,
        tracking=True,
        default=lambda self: self._default_dates()[1],
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
    correction_ids = fields.One2many("quartier.committee.paper", "corrects_id")
    correction_id = fields.Many2one(
        "quartier.committee.paper",
        string="Replaced by",
        compute="_compute_correction_id",
        help="The version that replaces this paper.",
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

    def write(self, vals):
        result = super().write(vals)
        if "statement_ids" in vals:
            for paper in self:
                paper.statement_ids._resequence()
        return result

    @api.model
    def _default_dates(self):
        """Return the period after the last paper, until yesterday."""
        last = self.search(
            [("quartier_id", "in", self.env.user.quartier_ids.ids)],
            order="date_to desc",
            limit=1,
        )
        yesterday = fields.Date.context_today(self) - timedelta(days=1)
        if last and last.date_to < yesterday:
            return last.date_to + timedelta(days=1), yesterday
        return yesterday - relativedelta(months=3, days=-1), yesterday

    @api.depends("quartier_id")
    def _compute_name(self):
        for paper in self.filtered(lambda paper: not paper.name and paper.quartier_id):
            paper.name = paper._in_office_language().env._(
                "Neighbourhood management %(quartier)s: report on its work",
                quartier=paper.quartier_id.name,
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

    @api.depends("correction_ids")
    def _compute_correction_id(self):
        for paper in self:
            paper.correction_id = paper.correction_ids[:1]

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

    def _document_name(self):
        """File name of the printed paper, without suffix."""
        self.ensure_one()
        number = (self.number or "").replace("/", "-")
        name = re.sub(r"[^\w\- ]+", "", self.name)
        version = f"v{self.version}" if self.version > 1 else ""
        return " ".join(filter(None, (number, name, version)))

    def action_release(self):
        """Freeze text, figures and document.

        :raise AccessError: the user is no manager of the office
        :raise UserError: something is missing, or records changed since the draft
        """
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._("Only the manager of the office can release a paper.")
            )
        self.check_access("write")
        for paper in self:
            paper._check_releasable()
        # sudo: the rule lets nobody write the state; who may release was checked above
        self.sudo().write(
            {
                "state": "released",
                "released_on": fields.Datetime.now(),
                "released_by_id": self.env.uid,
            }
        )
        for paper in self.sudo():
            # sudo: as above; the document is that of the whole team, not of one user
            paper.document = paper._print_document()

    def action_correct(self):
        """Open a new version of a released paper, with its text to start from."""
        self.ensure_one()
        if self.state != "released":
            raise UserError(
                self.env._("A draft needs no correction: please change it directly.")
            )
        if self.correction_id:
            return self.correction_id.get_formview_action()
        correction = self.copy(
            {"name": self.name, "number": self.number, "corrects_id": self.id}
        )
        self.statement_ids._copy_to(correction)
        return correction.get_formview_action()

    def action_print(self):
        """Print the paper: a draft as it would be, a released one as it was."""
        return self.env.ref(
            "quartier_management.quartier_committee_paper_report"
        ).report_action(self)

    def _print_document(self):
        """Return the printed paper as the value of a binary field."""
        report = self.env.ref("quartier_management.quartier_committee_paper_report")
        content = report._quartier_document(report.sudo(), self, {})
        return base64.b64encode(content)

    def _document_content(self):
        """Return the released document, bytes."""
        return base64.b64decode(self.document)
