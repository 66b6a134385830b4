from odoo import fields, models


class QuartierGrantProgramDecide(models.TransientModel):
    """Asks for the reason of a go or no-go."""

    _name = "quartier.grant.program.decide"
    _description = "Go or No-Go"
    _rec_name = "decision"

    program_id = fields.Many2one(
        "quartier.grant.program", required=True, readonly=True, ondelete="cascade"
    )
    decision = fields.Selection([("go", "Go"), ("no_go", "No-Go")], required=True)
    reason = fields.Text(required=True)

    def action_decide(self):
        self.ensure_one()
        self.program_id.action_decide(self.decision, self.reason)
        return {"type": "ir.actions.act_window_close"}
