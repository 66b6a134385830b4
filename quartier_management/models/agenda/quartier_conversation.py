from odoo import fields, models


class QuartierConversation(models.Model):
    _inherit = "quartier.conversation"

    event_id = fields.Many2one(
        "calendar.event",
        string="At the Event",
        index="btree_not_null",
        ondelete="set null",
        help="Where you met. The event itself then does not count as another contact.",
    )
