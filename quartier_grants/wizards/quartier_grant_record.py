from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.financing import money


class QuartierGrantRecord(models.TransientModel):
    """Asks for an award letter, or for a change of it, with the approved plan.

    What is proposed is read with the user's own rights: a guessed id tells nothing.
    """

    _name = "quartier.grant.record"
    _description = "Record an Award Letter"
    _inherit = ("quartier.grant.wizard.mixin",)
    _rec_name = "reference"

    change_id = fields.Many2one(
        "quartier.grant.change", readonly=True, ondelete="cascade"
    )
    is_change = fields.Boolean(compute="_compute_is_change")
    reference = fields.Char(required=True)
    date = fields.Date(string="Dated", required=True)
    notified_on = fields.Date(
        string="Received on", required=True, default=fields.Date.context_today
    )
    currency_id = fields.Many2one(related="grant_id.currency_id")
    amount = fields.Monetary(
        string="Amount Awarded",
        compute="_compute_from_grant",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    date_from = fields.Date(
        string="Award Period from",
        compute="_compute_period",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    date_to = fields.Date(
        string="Award Period until",
        compute="_compute_period",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    waiver_on = fields.Date(
        string="Objection Waived on",
        help="If the city has told the funder that it does not object.",
    )
    file = fields.Binary(string="Letter")
    file_name = fields.Char()
    note = fields.Text()
    cost_ids = fields.One2many(
        "quartier.grant.record.line",
        "cost_record_id",
        string="Approved Costs",
        compute="_compute_lines",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    funding_ids = fields.One2many(
        "quartier.grant.record.line",
        "funding_record_id",
        string="Approved Financing",
        compute="_compute_lines",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    cost_total = fields.Monetary(string="Costs", compute="_compute_totals")
    funding_total = fields.Monetary(string="Financing", compute="_compute_totals")
    gap = fields.Monetary(string="Not Covered", compute="_compute_totals")

    @api.depends("grant_id")
    def _compute_is_change(self):
        for wizard in self:
            wizard.is_change = wizard.grant_id.state != "awarded"

    @api.depends("grant_id")
    def _compute_from_grant(self):
        for wizard in self:
            wizard.amount = wizard.grant_id.awarded_amount

    @api.depends("grant_id", "change_id")
    def _compute_period(self):
        for wizard in self:
            grant = wizard.grant_id
            wizard.date_from = grant.award_from or grant.date_from
            wizard.date_to = wizard.change_id.date_to or grant.award_to or grant.date_to

    @api.depends("grant_id", "change_id")
    def _compute_lines(self):
        """Propose what was applied for, or what counts so far; own money fills up."""
        for wizard in self:
            costs, funding = wizard._proposed_plan()
            wizard.cost_ids = wizard._line_commands("budget_line_id", costs)
            wizard.funding_ids = wizard._line_commands("funding_line_id", funding)

    def _line_commands(self, field, amounts):
        return [
            Command.clear(),
            *(
                Command.create({field: line.id, "amount": amount})
                for line, amount in amounts.items()
            ),
        ]

    def _proposed_plan(self):
        """Return the amounts to begin with.

        :return: two dicts, amounts of cost lines and of financing lines
        """
        grant = self.grant_id
        if grant.award_id:
            return (
                {
                    line: self.change_id._amount_of(line)
                    for line in grant.budget_line_ids
                },
                {line: line.approved_amount for line in grant.funding_line_ids},
            )
        funding = {line: line.amount for line in grant.funding_line_ids}
        missing = money(grant.requested_amount) - money(grant.awarded_amount)
        for line in grant.funding_line_ids.filtered(lambda line: line.kind == "grant"):
            less = min(money(line.amount), missing)
            funding[line] = float(money(line.amount) - less)
            missing -= less
        less = money(grant.requested_amount) - money(grant.awarded_amount)
        own = grant.funding_line_ids.filtered(lambda line: line.kind == "own_cash")[:1]
        if own:
            funding[own] = float(money(own.amount) + less)
        return {line: line.amount for line in grant.budget_line_ids}, funding

    @api.depends("cost_ids.amount", "funding_ids.amount")
    def _compute_totals(self):
        for wizard in self:
            wizard.cost_total = sum(wizard.cost_ids.mapped("amount"))
            wizard.funding_total = sum(wizard.funding_ids.mapped("amount"))
            wizard.gap = wizard.cost_total - wizard.funding_total

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards.change_id.check_access("read")
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self.change_id.check_access("read")
        return result

    def action_record(self):
        """Note the letter, or say all that stands against it."""
        self.ensure_one()
        costs = {line.budget_line_id: line.amount for line in self.cost_ids}
        funding = {line.funding_line_id: line.amount for line in self.funding_ids}
        self._check_lines(costs, funding)
        award = self.grant_id._record_award(
            {name: self[name] for name in self._letter_fields()}, costs, funding
        )
        if self.change_id:
            self.change_id._note_approved(award)
        return {"type": "ir.actions.act_window_close"}

    @api.model
    def _letter_fields(self):
        return [
            "reference",
            "date",
            "notified_on",
            "amount",
            "date_from",
            "date_to",
            "waiver_on",
            "file",
            "file_name",
            "note",
        ]

    def _check_lines(self, costs, funding):
        """Each line of the grant's own plan has to be there once."""
        grant = self.grant_id
        whole = (
            set(costs) == set(grant.budget_line_ids)
            and set(funding) == set(grant.funding_line_ids)
            and len(costs) == len(self.cost_ids)
            and len(funding) == len(self.funding_ids)
        )
        foreign = self.change_id and self.change_id.grant_id != grant
        if foreign or not whole:
            raise UserError(
                self.env._(
                    "The lines are not those of this grant's plan. Please open the"
                    " dialog again."
                )
            )
