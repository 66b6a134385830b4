from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from . import drawing
from .financing import money
from .quartier_grant_drawdown_state import DRAWABLE

# what changes the interest
_FACTS = ("kind", "amount", "interest_from", "interest_until")


class QuartierGrantRepayment(models.Model):
    """What the funder wants back: heard, demanded, then paid or objected to."""

    _name = "quartier.grant.repayment"
    _description = "Repayment"
    _inherit = (
        "quartier.grant.closed.mixin",
        "quartier.grant.noted.mixin",
        "quartier.team.mixin",
        "mail.thread",
        "mail.activity.mixin",
    )
    _order = "hearing_on desc, id desc"
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
    currency_id = fields.Many2one(related="grant_id.currency_id")
    kind = fields.Selection(
        [
            ("unspent", "Not Used in Time"),
            ("not_eligible", "Costs Not Eligible"),
            ("less_cost", "Costs Fell"),
            ("condition", "Condition Broken"),
        ],
        string="Ground of the Claim",
        required=True,
        default="unspent",
        tracking=True,
    )
    hearing_on = fields.Date(
        string="Heard on",
        required=True,
        default=fields.Date.context_today,
        tracking=True,
        help="The day on which the funder's first letter about it was received.",
    )
    answer_by = fields.Date(string="Answer until", tracking=True)
    reason = fields.Text(help="What the funder says, and what the office answers.")
    amount = fields.Monetary(
        string="To Be Paid Back",
        tracking=True,
        help="0: the funder demands interest alone.",
    )
    interest_from = fields.Date(
        help="First day that bears interest. Money not used in time bears it from its"
        " payout on.",
    )
    interest_until = fields.Date(
        compute="_compute_interest_until",
        store=True,
        readonly=False,
        precompute=True,
        help="Last day that counts for what is not used yet.",
    )
    line_ids = fields.One2many(
        "quartier.grant.repayment.line",
        "repayment_id",
        string="Interest, Row by Row",
        readonly=True,
    )
    interest_amount = fields.Monetary(
        string="Calculated Interest", readonly=True, copy=False
    )
    interest_note = fields.Char(string="About the Interest", readonly=True, copy=False)

    _amount_check = models.Constraint(
        "CHECK (amount BETWEEN 0 AND 1000000000)",
        "Please check the amount: it lies between 0 and one billion.",
    )

    @api.depends("grant_id.name", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for repayment in self:
            repayment.display_name = (
                self.env._(
                    "Repayment: %(grant)s (%(kind)s)",
                    grant=repayment.grant_id.name,
                    kind=kinds.get(repayment.kind, ""),
                )
                if repayment.grant_id
                else self.env._("New repayment")
            )

    @api.depends("hearing_on")
    def _compute_interest_until(self):
        for repayment in self:
            repayment.interest_until = repayment.hearing_on

    @api.constrains("grant_id", "amount")
    def _check_drawn(self):
        for repayment in self:
            drawn = repayment.grant_id.drawn_amount
            if money(repayment.amount) > money(drawn):
                raise ValidationError(
                    self.env._(
                        "%(drawn)s were drawn: more than that cannot be paid back.",
                        drawn=repayment.grant_id._amount_text(drawn),
                    )
                )

    @api.constrains("hearing_on", "answer_by")
    def _check_days(self):
        for repayment in self:
            grant, award = repayment.grant_id, repayment.grant_id._first_award()
            if findings := grant._day_obstacles(
                repayment.hearing_on, award.notified_on
            ):
                raise ValidationError("\n".join(findings))
            if repayment.answer_by and repayment.answer_by < repayment.hearing_on:
                raise ValidationError(
                    self.env._("The answer cannot be due before the hearing.")
                )

    @api.constrains("interest_from", "interest_until")
    def _check_interest_days(self):
        for repayment in self:
            first, last = repayment.interest_from, repayment.interest_until
            if first and last and last < first:
                raise ValidationError(
                    self.env._("Interest cannot end before it begins to run.")
                )
            today = repayment.quartier_id._today()
            if last and last > today + relativedelta(years=1):
                raise ValidationError(
                    self.env._(
                        "Interest is calculated for one year ahead at most. Please"
                        " check the last day."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        repayments = super().create(vals_list)
        if not self.env.su:
            repayments._begin()
        return repayments

    def _begin(self):
        """The grant is being claimed back from now on."""
        for repayment in self:
            grant = repayment.grant_id._lock(DRAWABLE)
            grant.state = "repayment"
            repayment._calculate()
            repayment._remind(
                repayment.answer_by, self.env._("Answer the funder's hearing")
            )

    def write(self, vals):
        if not self.env.su:
            self._check_hearing(vals)
        result = super().write(vals)
        if not self.env.su and not vals.keys().isdisjoint(_FACTS):
            self._calculate()
        if not self.env.su and "answer_by" in vals:
            for repayment in self:
                repayment._remind(
                    repayment.answer_by, self.env._("Answer the funder's hearing")
                )
        return result

    def _check_hearing(self, vals):
        # sudo: status and grant alone are read
        for repayment in self.sudo():
            if repayment.state != "hearing":
                raise UserError(
                    self.env._(
                        "What the funder has demanded is not changed. Please use the"
                        " buttons for what came after it."
                    )
                )
            if vals.get("grant_id", repayment.grant_id.id) != repayment.grant_id.id:
                raise UserError(
                    self.env._(
                        "A repayment stays with its grant. Please drop it and enter"
                        " another one."
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("What the funder wrote is kept. Please drop the repayment.")
        )

    # -- interest

    def action_calculate(self):
        """Calculate anew, after vouchers or base rates were entered."""
        self.check_access("write")
        self._check_hearing({})
        self._calculate()
        return True

    def _calculate(self):
        """Note the interest row by row, or why it cannot be calculated."""
        # sudo: rows are noted by the system; the right to the repayment was checked
        for repayment in self.sudo():
            rows, note = [], False
            try:
                rows, note = repayment._interest_rows()
            except drawing.NoBaseRate as missing:
                note = self.env._(
                    "The base rate of %s is not entered under Configuration › Rules;"
                    " the interest cannot be calculated.",
                    repayment.grant_id._day_text(missing.on),
                )
            repayment.line_ids.unlink()
            repayment.line_ids._note_all([repayment._line_vals(row) for row in rows])
            repayment.invalidate_recordset(["line_ids"])
            repayment.interest_amount = float(sum(row.interest for row in rows))
            repayment.interest_note = note

    def _interest_rows(self):
        """Return the rows of interest, and what has to be said about them.

        :rtype: tuple[list[drawing.InterestRow], str]
        """
        grant, until = self.grant_id, self.interest_until or self.hearing_on
        over = grant._award_rule_set()._find_rule("interest_over_base", until)
        if not over:
            return [], self.env._(
                "The programme's rules do not say what interest is demanded."
            )
        where = self.env._(
            "%(over)s percentage points above the base rate (%(where)s)",
            over=f"{over.value:g}",
            where=over._quartier_grant_source(),
        )
        base_rates = self.env["quartier.grant.drawdown"]._base_rates()
        if self.kind == "unspent":
            before = grant._demanded_until(leave_out=self)
            return grant._late_rows(base_rates, over.value, until, before), where
        if not self.interest_from:
            return [], self.env._("Please enter from which day on interest runs.")
        return drawing.interest(
            money(self.amount), self.interest_from, until, base_rates, over.value
        ), where

    def _line_vals(self, row):
        origin = row.segment and row.segment.payout.reference
        is_drawdown = getattr(origin, "_name", None) == "quartier.grant.drawdown"
        return {
            "repayment_id": self.id,
            "drawdown_id": origin.id if is_drawdown else False,
            "amount": float(row.amount),
            "date_from": row.first,
            "date_to": row.last,
            "days": row.days,
            "days_in_year": row.days_in_year,
            "base_rate": float(row.base),
            "rate": float(row.rate),
            "interest": float(row.interest),
        }
