from odoo import api, fields, models


class QuartierGrantRepaymentDecide(models.TransientModel):
    """Asks for what the next status of a repayment needs."""

    _name = "quartier.grant.repayment.decide"
    _description = "Next Status of a Repayment"
    _rec_name = "step"

    repayment_id = fields.Many2one(
        "quartier.grant.repayment", required=True, readonly=True, ondelete="cascade"
    )
    step = fields.Selection(
        [
            ("notice", "Notice"),
            ("object", "Objection"),
            ("paid", "Paid Back"),
            ("drop", "Dropped"),
        ],
        required=True,
        readonly=True,
    )
    day = fields.Date(string="On", default=fields.Date.context_today)
    currency_id = fields.Many2one(related="repayment_id.currency_id")
    amount = fields.Monetary(
        string="Amount Demanded",
        compute="_compute_amounts",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    interest = fields.Monetary(
        string="Interest Demanded",
        compute="_compute_amounts",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    pay_by = fields.Date(string="Pay until")
    reference = fields.Char(string="Reference of the Notice")
    file = fields.Binary(string="Letter")
    file_name = fields.Char()
    text = fields.Text(string="Reason")

    @api.depends("repayment_id")
    def _compute_amounts(self):
        """Begin with what was expected, or with what the last notice demanded.

        With the user's own rights: not even a guessed id tells what is claimed.
        """
        for wizard in self:
            repayment = wizard.repayment_id
            known = repayment.notice_on
            wizard.amount = repayment.demanded_amount if known else repayment.amount
            wizard.interest = (
                repayment.demanded_interest if known else repayment.interest_amount
            )

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards.repayment_id.check_access("read")
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self.repayment_id.check_access("read")
        return result

    def action_decide(self):
        """Do it, or say all that stands against it."""
        self.ensure_one()
        repayment = self.repayment_id
        if self.step == "notice":
            repayment.action_notice(
                self.day,
                self.amount,
                self.interest,
                self.pay_by,
                self.reference,
                self.file,
                self.file_name,
            )
        elif self.step == "object":
            repayment.action_object(self.day)
        elif self.step == "paid":
            repayment.action_paid(self.day)
        else:
            repayment.action_drop(self.text)
        return {"type": "ir.actions.act_window_close"}
