from odoo import fields, models


class QuartierGrantDecide(models.TransientModel):
    """Asks for what the next status of an application needs."""

    _name = "quartier.grant.decide"
    _description = "Next Status of an Application"
    _inherit = ("quartier.grant.wizard.mixin",)
    _rec_name = "step"

    step = fields.Selection(
        [
            ("submit", "Handed In"),
            ("further_request", "Further Request"),
            ("answer", "Answer"),
            ("award", "Award"),
            ("waive", "Objection Waived"),
            ("refuse", "Refusal by the Funder"),
            ("withdraw", "Withdraw"),
        ],
        required=True,
        readonly=True,
    )
    day = fields.Date(string="On", default=fields.Date.context_today)
    how = fields.Selection(selection="_selection_how", string="Handed In by")
    receipt = fields.Char(help="Number or note of the confirmation.")
    file = fields.Binary(string="Confirmation of Receipt")
    file_name = fields.Char()
    text = fields.Text()
    due_on = fields.Date(string="Answer until")
    currency_id = fields.Many2one(related="grant_id.currency_id")
    amount = fields.Monetary(
        string="Amount Awarded",
        compute="_compute_amount",
        # not even a guessed id tells what is asked for elsewhere
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )

    def _selection_how(self):
        field = self.env["quartier.grant"]._fields["submitted_how"]
        return field._description_selection(self.env)

    def _compute_amount(self):
        for wizard in self:
            wizard.amount = wizard.grant_id.requested_amount

    def action_decide(self):
        """Do it, or say all that stands against it."""
        self.ensure_one()
        getattr(self, f"_{self.step}")()
        return {"type": "ir.actions.act_window_close"}

    def _submit(self):
        self.grant_id.action_submit(
            self.day, self.how, self.receipt, self.file, self.file_name
        )

    def _further_request(self):
        self.grant_id.action_further_request(self.text, self.due_on)

    def _answer(self):
        self.grant_id.action_answer(self.text)

    def _award(self):
        self.grant_id.action_award(self.day, self.amount)

    def _waive(self):
        self.grant_id.action_waive(self.day)

    def _refuse(self):
        self.grant_id.action_refuse(self.day, self.text)

    def _withdraw(self):
        self.grant_id.action_withdraw(self.text)
