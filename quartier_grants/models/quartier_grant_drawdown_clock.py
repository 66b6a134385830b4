from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date, formatLang

from . import drawing
from .financing import ZERO, money
from .quartier_grant_reminder import TODO

REMIND_DAYS = 14


class QuartierGrantDrawdown(models.Model):
    """The clock of drawn money: how much is unused, and how long it may be."""

    _inherit = "quartier.grant.drawdown"

    use_by = fields.Date(
        string="To Be Used by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Until then the money has to be spent, or it bears interest.",
    )
    use_by_source = fields.Char(
        string="Used by, According to", readonly=True, copy=False
    )
    used_amount = fields.Monetary(string="Used", readonly=True, copy=False)
    left_amount = fields.Monetary(
        string="Unspent", compute="_compute_left_amount", store=True, index=True
    )
    use_state = fields.Selection(
        [("open", "Not Used Up"), ("overdue", "Overdue"), ("used", "Used")],
        string="Use",
        compute="_compute_use_state",
        search="_search_use_state",
    )
    days_left = fields.Integer(compute="_compute_use_state")
    interest_amount = fields.Monetary(
        string="Interest at Risk",
        compute="_compute_interest",
        help="What the funder could demand today for money not used in time.",
    )
    interest_note = fields.Text(
        string="How the Interest Is Calculated", compute="_compute_interest"
    )
    reminded_for = fields.Date(
        readonly=True, copy=False, help="The day that was reminded of."
    )

    @api.depends("paid_amount", "used_amount", "state")
    def _compute_left_amount(self):
        for drawdown in self:
            paid = drawdown.paid_amount if drawdown.state == "paid" else 0
            drawdown.left_amount = paid - drawdown.used_amount if paid else 0

    @api.depends("left_amount", "use_by", "state")
    def _compute_use_state(self):
        today = fields.Date.context_today(self)
        for drawdown in self:
            drawdown.days_left = (
                (drawdown.use_by - today).days if drawdown.use_by else 0
            )
            if drawdown.state != "paid":
                drawdown.use_state = False
            elif not drawdown.left_amount:
                drawdown.use_state = "used"
            else:
                late = drawdown.use_by and drawdown.use_by < today
                drawdown.use_state = "overdue" if late else "open"

    def _search_use_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        paid = Domain("state", "=", "paid")
        late = Domain("use_by", "<", today)
        unspent = Domain("left_amount", ">", 0)
        domains = {
            "used": paid & Domain("left_amount", "=", 0),
            "overdue": paid & unspent & late,
            "open": paid & unspent & (~late | Domain("use_by", "=", False)),
            False: ~paid,
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    def _note_use_by(self):
        """Note until when the money has to be used, and where that comes from."""
        office = self.with_context(lang=self.quartier_id.lang)
        term, rule = office.grant_id._term(self.paid_on)
        if term:
            self.use_by = term.last_day(self.paid_on)
            self.use_by_source = self.env._(
                "%(term)s from %(day)s (%(where)s)",
                term=office._term_text(term),
                day=format_date(office.env, self.paid_on),
                where=rule._quartier_grant_source(),
            )

    def _note_used(self, used):
        """Spread what was used over these drawdowns of one grant, the first first.

        :param Decimal used: payments that the grant bears, and repayments
        """
        changed = self.browse()
        # what is used has no history; core would read all tracked fields
        for drawdown in self.with_context(tracking_disable=True):
            part = min(used, money(drawdown.paid_amount))
            if drawdown.used_amount != float(part):
                drawdown.used_amount = float(part)
                changed |= drawdown
            used -= part
        # nothing is left to be used: nobody needs to be reminded any more
        changed.filtered(lambda row: not row.left_amount).activity_unlink([TODO])

    def _compute_interest(self):
        """On read: it grows with each day."""
        rows, unknown = self._interest_rows(fields.Date.context_today(self))
        for drawdown in self:
            mine = rows.get(drawdown.id, [])
            drawdown.interest_amount = float(sum((row.interest for row in mine), ZERO))
            lines = [drawdown._interest_text(row) for row in mine]
            if drawdown.id in unknown:
                lines = [
                    self.env._(
                        "The base rate of %s is not entered under Configuration ›"
                        " Rules; the interest cannot be calculated.",
                        format_date(self.env, unknown[drawdown.id]),
                    )
                ]
            drawdown.interest_note = "\n".join(lines)

    def _interest_rows(self, until):
        """Return the interest on what was not used in time.

        :param date until: last day that counts for what is unspent
        :return: lists of :class:`drawing.InterestRow` by drawdown id, and the days
            whose base rate is not known
        """
        # sudo: whoever sees the drawdown sees its figures, which payments cause
        paid = self.sudo().filtered(lambda row: row.state == "paid" and row.use_by)
        segments = paid.grant_id._segments()
        base_rates = self._base_rates() if paid else []
        rows, unknown = {}, {}
        for drawdown in paid:
            grant = drawdown.grant_id
            rule_set = grant._award_rule_set()
            term, _rule = grant._term(drawdown.paid_on)
            over = rule_set._find_rule("interest_over_base", until)
            start = rule_set._find_rule("interest_from_month", drawdown.paid_on)
            if not term or not over:
                continue
            mine = [
                row for row in segments[grant.id] if row.payout.reference == drawdown
            ]
            try:
                rows[drawdown.id] = drawing.late_interest(
                    mine, term, base_rates, over.value, until, int(start.value) or 1
                )
            except drawing.NoBaseRate as missing:
                unknown[drawdown.id] = missing.on
        return rows, unknown

    @api.model
    def _base_rates(self):
        """Return the base rates as pairs of first day and percent (§ 247 BGB)."""
        rules = self.env["quartier.rule"].search([("key", "=", "base_rate")])
        return [(rule.date_from, rule.value) for rule in rules]

    def _interest_text(self, row):
        return self.env._(
            "%(amount)s from %(first)s to %(last)s: %(days)d days at %(rate)s percent"
            " (base rate %(base)s) = %(interest)s",
            amount=self._amount_text(row.amount),
            first=format_date(self.env, row.first),
            last=format_date(self.env, row.last),
            days=row.days,
            rate=formatLang(self.env, float(row.rate), digits=2),
            base=formatLang(self.env, float(row.base), digits=2),
            interest=self._amount_text(row.interest),
        )

    @api.model
    def _cron_remind(self):
        """Tell who is in charge once that drawn money has to be used soon."""
        today = fields.Date.context_today(self)
        due = self.search(
            Domain("state", "=", "paid")
            & Domain("left_amount", ">", 0)
            & Domain("use_by", "<=", today + timedelta(days=REMIND_DAYS))
        ).filtered(lambda row: row.reminded_for != row.use_by)
        self.env["mail.activity"].create(
            [vals for row in due if (vals := row._use_by_reminder())]
        )
        for day, rows in due.grouped("use_by").items():
            # sudo: the day of the reminder is the system's
            rows.sudo().write({"reminded_for": day})

    def _use_by_reminder(self):
        self.ensure_one()
        user = self.grant_id._in_charge()
        own = self.with_context(lang=user.lang)
        return self._reminder_vals(
            user,
            self.use_by,
            own.env._(
                "Use %(amount)s: %(drawdown)s",
                amount=own._amount_text(self.left_amount),
                drawdown=own.display_name,
            ),
        )
