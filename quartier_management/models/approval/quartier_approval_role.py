from odoo import fields, models


class QuartierApprovalRole(models.Model):
    """An office that signs, whoever holds it: head of section, treasury …"""

    _name = "quartier.approval.role"
    _description = "Signing Role"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    user_ids = fields.Many2many(
        "res.users", string="Held by", domain="[('share', '=', False)]"
    )
    active = fields.Boolean(default=True)
