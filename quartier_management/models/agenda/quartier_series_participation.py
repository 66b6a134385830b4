from odoo import fields, models


class QuartierSeriesParticipation(models.Model):
    """A contact provides a regular offer, in a role; its dates name it as well."""

    _name = "quartier.series.participation"
    _description = "Participation in a Regular Offer"
    _inherit = ("quartier.participation.mixin",)
    _quartier_team_fields = ("series_id", "partner_id")

    series_id = fields.Many2one(
        "quartier.series", required=True, index=True, ondelete="cascade"
    )
    quartier_id = fields.Many2one(
        related="series_id.quartier_id", string="Neighbourhood", store=True, index=True
    )

    _partner_uniq = models.Constraint(
        "UNIQUE (series_id, partner_id)", "This actor already provides the offer."
    )
