from odoo import api, fields, models
from odoo.tools import format_date


class QuartierGrantRepaymentLine(models.Model):
    """Interest of one amount for days with the same rate in the same year."""

    _name = "quartier.grant.repayment.line"
    _description = "Interest of a Repayment"
    _inherit = ("quartier.grant.closed.mixin", "quartier.grant.noted.mixin")
    _grant_paths = ("repayment_id.grant_id",)
    _order = "repayment_id, date_from, id"

    repayment_id = fields.Many2one(
        "quartier.grant.repayment",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    currency_id = fields.Many2one(related="repayment_id.currency_id")
    drawdown_id = fields.Many2one(
        "quartier.grant.drawdown",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: money that a credit note made free, or that is paid back.",
    )
    amount = fields.Monetary(readonly=True)
    date_from = fields.Date(string="First Day", required=True, readonly=True)
    date_to = fields.Date(string="Last Day", required=True, readonly=True)
    days = fields.Integer(readonly=True)
    days_in_year = fields.Integer(string="Days in the Year", readonly=True)
    base_rate = fields.Float(string="Base Rate (%)", digits=(8, 4), readonly=True)
    rate = fields.Float(string="Rate (%)", digits=(8, 4), readonly=True)
    interest = fields.Monetary(readonly=True)
    explanation = fields.Char(
        string="How It Is Calculated", compute="_compute_explanation"
    )

    @api.depends("amount", "date_from", "date_to", "rate", "interest")
    def _compute_explanation(self):
        for line in self:
            amount_text = line.repayment_id.grant_id._amount_text
            line.explanation = self.env._(
                "%(amount)s × %(rate)s percent × %(days)d of %(year)d days (%(first)s"
                " to %(last)s) = %(interest)s",
                amount=amount_text(line.amount),
                rate=f"{line.rate:g}",
                days=line.days,
                year=line.days_in_year,
                first=format_date(self.env, line.date_from),
                last=format_date(self.env, line.date_to),
                interest=amount_text(line.interest),
            )
