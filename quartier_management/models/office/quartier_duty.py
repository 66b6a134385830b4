from odoo import fields, models


class QuartierDuty(models.Model):
    """One of the standing duties of an office; their order is that of the report."""

    _name = "quartier.duty"
    _description = "Standing Duty"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    description = fields.Text(translate=True)
    quartier_ids = fields.Many2many(
        "quartier.quartier",
        string="Neighbourhoods",
        help="Empty: a duty of every neighbourhood office.",
    )
    active = fields.Boolean(default=True)
