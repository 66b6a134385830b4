from odoo import api, fields, models


class QuartierGrantProofDecide(models.TransientModel):
    """Asks for what the next status of a proof needs."""

    _name = "quartier.grant.proof.decide"
    _description = "Next Status of a Proof of Use"
    _rec_name = "step"

    proof_id = fields.Many2one(
        "quartier.grant.proof", required=True, readonly=True, ondelete="cascade"
    )
    step = fields.Selection(
        [
            ("submit", "Submitted"),
            ("examine", "Examined"),
            ("back", "Back into Work"),
        ],
        required=True,
        readonly=True,
    )
    day = fields.Date(string="On", default=fields.Date.context_today)
    how = fields.Selection(selection="_selection_how", string="Handed In by")
    receipt = fields.Char(help="Number or note of the confirmation.")
    currency_id = fields.Many2one(related="proof_id.currency_id")
    amount = fields.Monetary(
        string="Costs Accepted",
        compute="_compute_amount",
        # not even a guessed id tells what was spent elsewhere
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    file = fields.Binary(string="Letter or Confirmation")
    file_name = fields.Char()
    text = fields.Text(string="In Words")

    @api.model
    def _selection_how(self):
        return self.env["quartier.grant.proof"]._selection_how()

    @api.depends("proof_id")
    def _compute_amount(self):
        for wizard in self:
            wizard.amount = wizard.proof_id.eligible_total

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards.proof_id.check_access("read")
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self.proof_id.check_access("read")
        return result

    def action_decide(self):
        """Do it, or say all that stands against it."""
        self.ensure_one()
        proof = self.proof_id
        if self.step == "submit":
            proof.action_submit(
                self.day, self.how, self.receipt, self.file, self.file_name
            )
        elif self.step == "examine":
            proof.action_examine(
                self.day, self.amount, self.text, self.file, self.file_name
            )
        else:
            proof.action_back(self.text)
        return {"type": "ir.actions.act_window_close"}
