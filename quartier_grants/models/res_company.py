from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    quartier_grant_closed_on = fields.Date(
        string="Vouchers Closed until",
        help="Vouchers of this day and earlier are neither confirmed nor cancelled.",
    )
