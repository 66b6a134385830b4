from odoo import api, fields, models


class QuartierSeriesParticipation(models.Model):
    """A contact provides a regular offer, in a role; its dates name it as well."""

    _name = "quartier.series.participation"
    _description = "Participation in a Regular Offer"
    _inherit = ("quartier.participation.mixin",)
    _quartier_part_of = "series_id"
    _quartier_team_fields = ("series_id", "partner_id")

    series_id = fields.Many2one(
        "quartier.series", required=True, index=True, ondelete="cascade"
    )
    quartier_id = fields.Many2one(
        related="series_id.quartier_id", string="Neighbourhood", store=True, index=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows.series_id._share_participations()
        return rows

    def write(self, vals):
        before = {row: row.partner_id for row in self}
        result = super().write(vals)
        if "partner_id" in vals:
            for row in self:
                row.series_id._forget_participation(before[row] - row.partner_id)
            self.series_id._share_participations()
        if not vals.keys().isdisjoint(("role", "note")):
            for row in self:
                rows = row.series_id._dates_participations(row.partner_id)
                rows.write({"role": row.role, "note": row.note})
        return result

    def unlink(self):
        gone = [(row.series_id, row.partner_id) for row in self]
        result = super().unlink()
        for series, partner in gone:
            series._forget_participation(partner)
        return result

    _partner_uniq = models.Constraint(
        "UNIQUE (series_id, partner_id)", "This actor already provides the offer."
    )
