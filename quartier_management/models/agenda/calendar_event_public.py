from odoo import fields, models


class CalendarEvent(models.Model):
    """What residents read of a published event."""

    _inherit = "calendar.event"

    quartier_audience_ids = fields.Many2many("quartier.audience", string="Audiences")
    quartier_language_ids = fields.Many2many(
        "quartier.language", string="Spoken Languages"
    )
    quartier_barrier_free = fields.Boolean(
        string="Barrier-free", help="The place can be reached without steps."
    )
    quartier_cost = fields.Char(string="Cost", help="Empty: free of charge.")
    quartier_registration = fields.Char(
        string="Registration",
        help="How to register, e.g. “by phone until Monday”. Empty: simply come.",
    )
    quartier_public_text = fields.Text(
        string="Public Text",
        help="What residents read about it on the web. The internal description is"
        " never published.",
    )

    def action_quartier_open_public(self):
        """Show what residents see of a published event."""
        self.ensure_one()
        # sudo: the neighbourhood's address is public
        return self.quartier_id.sudo()._open_public_page(f"termin/{self.id}")
