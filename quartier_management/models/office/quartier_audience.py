from odoo import fields, models


class QuartierAudience(models.Model):
    """Whom an offer is for: children, families, older people, everyone …"""

    _name = "quartier.audience"
    _description = "Audience"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex(
        "((name->>'en_US'))", "An audience of this name already exists."
    )
