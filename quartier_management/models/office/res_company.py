from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    quartier_state_id = fields.Many2one(
        "res.country.state",
        string="Land",
        domain="[('country_id.code', '=', 'DE')]",
        default=lambda self: self.env.ref("base.state_de_nw", raise_if_not_found=False),
        help="The federal state whose public and school holidays apply.",
    )

    @api.constrains("quartier_state_id")
    def _check_quartier_state(self):
        for state in self.quartier_state_id:
            if state.country_id.code != "DE":
                raise ValidationError(
                    self.env._(
                        "Holidays are known for the German Länder only, not for"
                        " %(state)s. Please choose one of them.",
                        state=state.display_name,
                    )
                )
