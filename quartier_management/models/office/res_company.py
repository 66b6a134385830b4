from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    quartier_state_id = fields.Many2one(
        "res.country.state",
        string="Land",
        domain="[('country_id.code', '=', 'DE')]",
        default=lambda self: self.env.ref("base.state_de_nw", raise_if_not_found=False),
        help="The federal state whose public and school holidays apply.",
    )
