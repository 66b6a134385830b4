from odoo import fields, models


class QuartierEventCancel(models.TransientModel):
    """Asks why events are cancelled."""

    _name = "quartier.event.cancel"
    _description = "Cancel Events"

    event_ids = fields.Many2many("calendar.event", string="Events", required=True)
    reason = fields.Char(
        required=True, help="Everyone who sees the event reads the reason."
    )

    def action_cancel(self):
        """Cancel the events for the given reason."""
        self.ensure_one()
        self.event_ids.action_quartier_cancel(self.reason)
