from odoo import api, fields, models


class QuartierGrantPartMixin(models.AbstractModel):
    """A line, text or document of an application.

    It can be changed as long as the application can, and whoever changes it voids the
    signatures of the whole.
    """

    _name = "quartier.grant.part.mixin"
    _description = "Part of an Application"
    _inherit = (
        "quartier.grant.closed.mixin",
        "quartier.grant.noted.mixin",
        "quartier.team.mixin",
    )
    _quartier_team_fields = ("grant_id",)

    grant_id = fields.Many2one(
        "quartier.grant",
        string="Application",
        required=True,
        index=True,
        ondelete="cascade",
    )

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        if not self.env.su:
            parts.grant_id._check_editable()
        parts.grant_id._part_changed()
        return parts

    def write(self, vals):
        grants = self.grant_id
        if not self.env.su:
            grants._check_editable()
        result = super().write(vals)
        if not self.env.su:
            (self.grant_id - grants)._check_editable()
        (grants | self.grant_id)._part_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_handed_in(self):
        if not self.env.su:
            self.grant_id._check_editable()

    def unlink(self):
        grants = self.grant_id
        result = super().unlink()
        grants.exists()._part_changed()
        return result

    def _signed_values(self, names):
        """Return what is signed of these parts.

        :param names: of fields
        :rtype: list[dict]
        """

        def value(part, name):
            field = part._fields[name]
            return part[name].id if field.type == "many2one" else part[name]

        return [
            {"id": part.id, **{name: value(part, name) for name in names}}
            for part in self.sorted("id")
        ]
