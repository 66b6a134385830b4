from odoo import fields, models


class ResPartner(models.Model):
    """What the network knows about a contact."""

    _inherit = "res.partner"

    quartier_actor_type_id = fields.Many2one(
        "quartier.actor.type",
        string="Actor Type",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        domain="['|', ('kind', '=', False),"
        " ('kind', '=', is_company and 'organisation' or 'person')]",
    )
    quartier_network_stage = fields.Selection(
        [
            ("identified", "Identified"),
            ("contacted", "Contacted"),
            ("met", "Met"),
            ("cooperating", "Cooperating"),
            ("dormant", "Dormant"),
        ],
        string="Network Stage",
        tracking=True,
        index="btree_not_null",
        help="How close the cooperation with this actor is.",
    )
    quartier_topic_ids = fields.Many2many("quartier.topic", string="Fields of Action")
