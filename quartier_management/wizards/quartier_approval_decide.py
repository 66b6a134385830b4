from odoo import api, fields, models
from odoo.exceptions import UserError


class QuartierApprovalDecide(models.TransientModel):
    """Asks for what a decision needs: a reason, or date and number of a paper."""

    _name = "quartier.approval.decide"
    _description = "Decide on a Signature"
    _rec_name = "decision"

    step_id = fields.Many2one(
        "quartier.approval.step", required=True, readonly=True, ondelete="cascade"
    )
    decision = fields.Selection(
        [
            ("refuse", "Refuse"),
            ("return", "Return"),
            ("outside", "Record the Decision"),
        ],
        required=True,
        readonly=True,
    )
    reason = fields.Text()
    outside_date = fields.Date(string="Decided on")
    outside_number = fields.Char(string="Number of the Paper")

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        # core shows the name of a many2one without asking for rights
        wizards.step_id.check_access("read")
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self.step_id.check_access("read")
        return result

    def action_decide(self):
        """Decide, or say all that stands against it."""
        self.ensure_one()
        if self.decision == "refuse":
            self.step_id.action_refuse(self.reason)
        elif self.decision == "return":
            self.step_id.action_return(self.reason)
        elif self.decision == "outside":
            self.step_id.action_record_decision(self.outside_date, self.outside_number)
        else:
            raise UserError(self.env._("Please say how you decide."))
        return {"type": "ir.actions.act_window_close"}
