from odoo import api, fields, models


class QuartierGrantRecordLine(models.TransientModel):
    _name = "quartier.grant.record.line"
    _description = "Line of an Award Letter to Record"

    cost_record_id = fields.Many2one("quartier.grant.record", ondelete="cascade")
    funding_record_id = fields.Many2one(
        "quartier.grant.record", string="Record of the Financing", ondelete="cascade"
    )
    budget_line_id = fields.Many2one(
        "quartier.grant.budget.line", string="Cost", readonly=True, ondelete="cascade"
    )
    funding_line_id = fields.Many2one(
        "quartier.grant.funding.line",
        string="Money from",
        readonly=True,
        ondelete="cascade",
    )
    kind = fields.Selection(related="funding_line_id.kind")
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    planned_amount = fields.Monetary(
        string="Applied for", compute="_compute_planned_amount"
    )
    amount = fields.Monetary(string="Approved")

    def _compute_currency_id(self):
        for line in self:
            part = line.budget_line_id or line.funding_line_id
            line.currency_id = part.currency_id or self.env.company.currency_id

    def _compute_planned_amount(self):
        for line in self:
            part = line.budget_line_id or line.funding_line_id
            line.planned_amount = part.amount

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_parts()
        return lines

    def write(self, vals):
        result = super().write(vals)
        self._check_parts()
        return result

    def _check_parts(self):
        """Core shows the name behind a many2one without asking for rights."""
        self.budget_line_id.check_access("read")
        self.funding_line_id.check_access("read")
