from odoo import fields, models
from odoo.exceptions import UserError


class QuartierRoomRequestReply(models.TransientModel):
    """What the office writes back before or instead of promising a room."""

    _name = "quartier.room.request.reply"
    _description = "Reply to a Request for a Room"

    request_ids = fields.Many2many("quartier.room.request", required=True)
    kind = fields.Selection(
        [("question", "Question"), ("declined", "Decline")], required=True
    )
    text = fields.Text(required=True)

    def action_send(self):
        self.ensure_one()
        text = (self.text or "").strip()
        if not text:
            raise UserError(
                self.env._("Please write what is to be told to whoever asked.")
            )
        if self.kind == "declined":
            self.request_ids._decline(" ".join(text.split()))
        else:
            for request in self.request_ids:
                request._ask(text)
        return {"type": "ir.actions.act_window_close"}
