from odoo import api, fields, models


class ResPartner(models.Model):
    """From the address to the neighbourhood."""

    _inherit = "res.partner"

    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        compute="_compute_quartier_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="set null",
        tracking=True,
        help="Found through the street directory when the address changes. You may"
        " choose another one; it stays until the address changes again.",
        prefetch="quartier",
    )

    @api.depends("street", "zip", "city")
    def _compute_quartier_id(self):
        found = self.env["quartier.street"]._find_quartiers(
            [(partner.street, partner.zip, partner.city) for partner in self]
        )
        for partner, quartier_id in zip(self, found, strict=True):
            partner.quartier_id = quartier_id

    @api.model
    def _quartier_assign_by_address(self):
        """Look the addresses up again that have no neighbourhood yet.

        For contacts that are older than the street directory; a neighbourhood that
        was found or chosen already stays.

        :return: the contacts that got a neighbourhood
        """
        partners = self.search([("quartier_id", "=", False), ("street", "!=", False)])
        self.env.add_to_compute(self._fields["quartier_id"], partners)
        return partners.filtered("quartier_id")
