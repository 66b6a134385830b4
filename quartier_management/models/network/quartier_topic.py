from odoo import fields, models


class QuartierTopic(models.Model):
    _inherit = "quartier.topic"

    unneeded_actor_type_ids = fields.Many2many(
        "quartier.actor.type",
        string="Actor Types not Needed",
        help="Nobody of these types is missing in this field of action.",
    )
