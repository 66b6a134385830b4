from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    quartier_substitute_ids = fields.One2many(
        "quartier.approval.substitute", "user_id", string="Substitutes for Signatures"
    )
