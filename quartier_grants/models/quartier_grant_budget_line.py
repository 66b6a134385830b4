from odoo import api, fields, models

from .financing import exact, money


class QuartierGrantBudgetLine(models.Model):
    """A line of the cost plan: so much of this at that price."""

    _name = "quartier.grant.budget.line"
    _description = "Cost"
    _inherit = ("quartier.grant.part.mixin",)
    _order = "grant_id, sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(string="What", required=True)
    kind_id = fields.Many2one(
        "quartier.grant.cost.kind",
        string="Kind of Cost",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_kind(),
    )
    quantity = fields.Float(default=1, digits=(12, 2), required=True)
    unit = fields.Char(help="Hours, pieces, square metres, flat rate …")
    price = fields.Monetary(string="Unit Price")
    price_is_gross = fields.Boolean(string="Price with Tax", default=True)
    tax_rate = fields.Float(string="Value Added Tax", digits=(5, 2), default=19)
    currency_id = fields.Many2one(related="grant_id.currency_id")
    amount_net = fields.Monetary(string="Net", compute="_compute_amount", store=True)
    amount_gross = fields.Monetary(
        string="Gross", compute="_compute_amount", store=True
    )
    amount = fields.Monetary(
        string="Counts",
        compute="_compute_amount",
        store=True,
        help="Gross, or net where input tax is deducted.",
    )
    eligible = fields.Boolean(default=True, help="The funder takes it into account.")
    year = fields.Integer(
        compute="_compute_year",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
        help="In which the money is spent.",
    )
    note = fields.Char(string="Remark", help="Offer, estimate, calculation …")
    own_work = fields.Boolean(
        help="Done by volunteers: in the proof of use their hours count, not vouchers."
    )

    approved_amount = fields.Monetary(
        string="Approved",
        readonly=True,
        copy=False,
        help="By the award letter that counts.",
    )

    _price_check = models.Constraint(
        "CHECK (price BETWEEN 0 AND 1000000000 AND quantity BETWEEN 0 AND 1000000000"
        " AND amount_gross BETWEEN 0 AND 1000000000)",
        "Please check quantity and price: a cost lies between 0 and one billion.",
    )
    _tax_check = models.Constraint(
        "CHECK (tax_rate BETWEEN 0 AND 100)",
        "Value added tax lies between 0 and 100 percent.",
    )
    _year_check = models.Constraint(
        "CHECK (year IS NULL OR year = 0 OR year BETWEEN 2000 AND 2100)",
        "Please enter the year with four digits.",
    )

    @api.model
    def _default_kind(self):
        return self.env["quartier.grant.cost.kind"].search([], limit=1)

    @api.depends("grant_id.date_from")
    def _compute_year(self):
        """Propose the year in which the measure begins."""
        for line in self:
            begin = line.grant_id.date_from
            line.year = line.year or (begin.year if begin else 0)

    @api.depends(
        "quantity",
        "price",
        "price_is_gross",
        "tax_rate",
        "grant_id.deducts_input_tax",
    )
    def _compute_amount(self):
        """Round each line half-up to cents, so that the lines add up to the total."""
        for line in self:
            typed = money(exact(line.quantity) * exact(line.price))
            factor = 1 + exact(line.tax_rate) / 100
            if line.price_is_gross:
                gross, net = typed, money(typed / factor)
            else:
                gross, net = money(typed * factor), typed
            line.amount_gross, line.amount_net = float(gross), float(net)
            counts = net if line.grant_id.deducts_input_tax else gross
            line.amount = float(counts)
