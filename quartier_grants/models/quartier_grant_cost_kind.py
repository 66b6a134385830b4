from odoo import fields, models


class QuartierGrantCostKind(models.Model):
    _name = "quartier.grant.cost.kind"
    _description = "Kind of Cost"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    inventory = fields.Boolean(
        string="Items for the Inventory",
        help="What is bought with it may have to be listed and bound to the purpose.",
    )
