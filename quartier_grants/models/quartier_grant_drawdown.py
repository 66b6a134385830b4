import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from . import drawing
from .financing import money


class QuartierGrantDrawdown(models.Model):
    """A request to the funder to pay out a part of the award."""

    _name = "quartier.grant.drawdown"
    _description = "Drawdown"
    _inherit = (
        "quartier.grant.closed.mixin",
        "quartier.grant.noted.mixin",
        "quartier.grant.reminder.mixin",
        "quartier.team.mixin",
        "quartier.approval.mixin",
        "mail.thread",
        "mail.activity.mixin",
    )
    _order = "grant_id desc, number desc"
    _quartier_team_fields = ("grant_id",)
    _mail_post_access = "read"

    grant_id = fields.Many2one(
        "quartier.grant",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('state', 'in', ('final', 'running', 'proof_work',"
        " 'proof_checked', 'proof_submitted', 'examined', 'repayment'))]",
    )
    quartier_id = fields.Many2one(related="grant_id.quartier_id", store=True)
    program_id = fields.Many2one(related="grant_id.program_id", store=True)
    number = fields.Integer(readonly=True, copy=False)
    currency_id = fields.Many2one(related="grant_id.currency_id")
    due_amount = fields.Monetary(
        string="Falls Due Soon",
        help="Eligible costs that have to be paid before the money must be used.",
    )
    proposed_amount = fields.Monetary(string="At Most", compute="_compute_proposal")
    proposal = fields.Text(string="How It Is Calculated", compute="_compute_proposal")
    amount = fields.Monetary(
        compute="_compute_amount",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
    )
    purpose = fields.Text(help="What the money is needed for.")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("signoff", "Signatures"),
            ("released", "Released"),
            ("requested", "Requested"),
            ("paid", "Paid Out"),
            ("cancelled", "Cancelled"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    approval_step_ids = fields.One2many(
        "quartier.approval.step", "drawdown_id", string="Sign-off", readonly=True
    )
    approval_needed = fields.Boolean(compute="_compute_approval_needed")
    edited_by_id = fields.Many2one(
        "res.users",
        string="Last Written by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        default=lambda self: self.env.user,
        help="Does not release it: four eyes.",
    )
    requested_on = fields.Date(readonly=True, copy=False, tracking=True)
    paid_on = fields.Date(
        string="Paid Out on", readonly=True, copy=False, index=True, tracking=True
    )
    paid_amount = fields.Monetary(
        string="Amount Paid Out", readonly=True, copy=False, tracking=True
    )
    cancel_reason = fields.Text(string="Reason", readonly=True, copy=False)

    _number_uniq = models.UniqueIndex(
        "(grant_id, number) WHERE number > 0", "Drawdowns of a grant are numbered."
    )
    _amount_check = models.Constraint(
        "CHECK (amount BETWEEN 0 AND 1000000000"
        " AND due_amount BETWEEN 0 AND 1000000000)",
        "Please check the amounts: they lie between 0 and one billion.",
    )
    _paid_check = models.Constraint(
        "CHECK (state <> 'paid' OR (paid_amount > 0 AND paid_amount <= amount"
        " AND paid_on >= requested_on))",
        "What is paid out lies above 0 and is not more than was requested.",
    )

    @api.depends("number", "grant_id.name")
    def _compute_display_name(self):
        for drawdown in self:
            drawdown.display_name = (
                self.env._(
                    "Drawdown %(number)d: %(grant)s",
                    number=drawdown.number,
                    grant=drawdown.grant_id.name,
                )
                if drawdown.number
                else self.env._("New drawdown")
            )

    @api.depends("grant_id", "amount")
    def _compute_approval_needed(self):
        for drawdown in self:
            drawdown.approval_needed = bool(
                drawdown.quartier_id and drawdown._approval_rules()
            )

    @api.depends("grant_id", "due_amount", "state")
    def _compute_proposal(self):
        for drawdown in self:
            grant = drawdown.grant_id
            if not grant:
                drawdown.proposed_amount, drawdown.proposal = 0, False
                continue
            highest, text = drawdown._propose()
            drawdown.proposed_amount, drawdown.proposal = float(highest), text

    @api.depends("grant_id", "due_amount")
    def _compute_amount(self):
        """Propose what may be drawn; a draft follows until somebody types an amount."""
        for drawdown in self:
            drawdown.amount = drawdown.proposed_amount

    def _propose(self):
        """Return the highest amount that may be drawn now, and why.

        :rtype: tuple[Decimal, str]
        """
        self.ensure_one()
        grant = self.grant_id
        plan, paid = grant._approved_plan(), money(grant.paid_amount)
        due = money(self.due_amount)
        committed = grant._committed_amount(leave_out=self._origin)
        left = max(plan.grant - committed, money(0))
        term, rule = grant._term(fields.Date.context_today(self))
        if not term:
            return left, self.env._(
                "Awarded %(award)s, drawn or requested %(drawn)s: %(left)s are left."
                " The programme's rules do not say how soon drawn money has to be"
                " used.",
                award=self._amount_text(plan.grant),
                drawn=self._amount_text(committed),
                left=self._amount_text(left),
            )
        kind = grant._award_financing()
        bears = drawing.grant_part(kind, plan, paid + due)
        highest = min(drawing.drawable(kind, plan, paid, due, committed), left)
        return highest, self.env._(
            "Paid so far %(paid)s, due before the money has to be used %(due)s. The"
            " grant bears %(bears)s of it (%(kind)s), %(drawn)s are drawn or requested:"
            " draw %(highest)s now and not more. Period for the use of what is drawn:"
            " %(term)s (%(where)s).",
            paid=self._amount_text(paid),
            due=self._amount_text(due),
            bears=self._amount_text(bears),
            kind=dict(
                grant.program_id._fields["financing"]._description_selection(self.env)
            ).get(kind, kind),
            drawn=self._amount_text(committed),
            highest=self._amount_text(highest),
            term=self._term_text(term),
            where=rule._quartier_grant_source(),
        )

    def _term_text(self, term):
        if term.months:
            return self.env._("%d months", term.months)
        return self.env._("%d weeks", term.weeks)

    def _amount_text(self, amount):
        """Return an amount with its currency, in the reader's language."""
        return formatLang(self.env, float(amount), currency_obj=self.currency_id)

    def _document_name(self):
        """File name of the printed drawdown, without suffix."""
        self.ensure_one()
        return re.sub(r"[^\w\- ]+", "", self.display_name).strip()

    def _in_office_language(self):
        self.ensure_one()
        return self.with_context(lang=self.quartier_id.lang)

    def action_print(self):
        report = self.env.ref("quartier_grants.quartier_grant_drawdown_report")
        return report.report_action(self)

    @api.model_create_multi
    def create(self, vals_list):
        drawdowns = super().create(vals_list)
        for grant, rows in drawdowns.grouped("grant_id").items():
            rows._number(grant)
        return drawdowns

    def _number(self, grant):
        """Count on; of two at once one is let through, and the other retries."""
        # sudo: numbers are the system's, and count what others entered as well
        rows, grant = self.sudo(), grant.sudo()
        # both write the same row first: a number that is there twice is no retry
        grant._approval_touch()
        grant.flush_recordset(["approval_stamp"])
        last = max((grant.drawdown_ids - rows).mapped("number"), default=0)
        for number, row in enumerate(rows.sorted("id"), last + 1):
            row.number = number

    def write(self, vals):
        if not self.env.su:
            self._check_draft()
            self._check_stays(vals)
        result = super().write(vals)
        if not self.env.su:
            # sudo: who wrote is noted; jobs and sums do not count, as in write_uid
            self.sudo().edited_by_id = self.env.user
        return result

    def _check_draft(self):
        # sudo: the status alone is read
        if any(row.state != "draft" for row in self.sudo()):
            raise UserError(
                self.env._(
                    "A drawdown is changed as a draft only. Please withdraw the"
                    " request for signatures, or cancel it and make a new one."
                )
            )

    def _check_stays(self, vals):
        if any(
            vals.get("grant_id", row.grant_id.id) != row.grant_id.id for row in self
        ):
            raise UserError(
                self.env._(
                    "A drawdown stays with its grant. Please delete the draft and make"
                    " a new one."
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        self._check_draft()
        # sudo: signatures that the user may not read count as well
        if self.sudo().approval_step_ids.filtered("decision"):
            raise UserError(
                self.env._("What somebody has signed is kept. Please cancel it.")
            )
