from odoo import api, fields, models

from .financing import exact, money


class QuartierGrantFundingLine(models.Model):
    """A line of the financing plan: who pays how much."""

    _name = "quartier.grant.funding.line"
    _description = "Financing"
    _inherit = ("quartier.grant.part.mixin",)
    _order = "grant_id, sequence, id"

    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("grant", "Grant Asked for"),
            ("own_cash", "Own Money"),
            ("own_work", "Own Work"),
            ("third_party", "Third Parties"),
            ("donation", "Donations"),
            ("other_grant", "Other Public Grants"),
            ("income", "Income"),
        ],
        required=True,
        default="own_cash",
    )
    name = fields.Char(string="From Whom", help="Giver, association, budget item …")
    hours = fields.Float(help="Own work: hours that volunteers give.")
    hourly_rate = fields.Monetary(
        compute="_compute_hourly_rate",
        store=True,
        readonly=False,
        precompute=True,
        help="What the funder counts for an hour; proposed by the rule set.",
    )
    currency_id = fields.Many2one(related="grant_id.currency_id")
    amount = fields.Monetary(
        compute="_compute_amount", store=True, readonly=False, precompute=True
    )
    confirmed = fields.Boolean(help="There is a promise in writing.")
    year = fields.Integer(help="In which the money is there.")

    approved_amount = fields.Monetary(
        string="Approved",
        readonly=True,
        copy=False,
        help="By the award letter that counts.",
    )

    _amount_check = models.Constraint(
        "CHECK (amount BETWEEN 0 AND 1000000000)",
        "Please check the amount: it lies between 0 and one billion.",
    )
    _hours_check = models.Constraint(
        "CHECK (hours BETWEEN 0 AND 1000000 AND hourly_rate BETWEEN 0 AND 10000)",
        "Please check hours and rate of the own work.",
    )
    _year_check = models.Constraint(
        "CHECK (year IS NULL OR year = 0 OR year BETWEEN 2000 AND 2100)",
        "Please enter the year with four digits.",
    )

    @api.depends("name", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for line in self:
            line.display_name = line.name or kinds.get(line.kind, "")

    @api.depends("kind", "grant_id.program_id")
    def _compute_hourly_rate(self):
        for line in self:
            rule_set = line.grant_id.program_id.rule_set_id
            if line.kind == "own_work" and not line.hourly_rate:
                line.hourly_rate = rule_set._find_rule("own_work_rate").value

    @api.depends("kind", "hours", "hourly_rate")
    def _compute_amount(self):
        for line in self:
            if line.kind == "own_work" and line.hours:
                # the rate has cents once it is stored
                rate = money(line.hourly_rate)
                line.amount = float(money(exact(line.hours) * rate))
