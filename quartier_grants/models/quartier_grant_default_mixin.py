from odoo import api, models


class QuartierGrantDefaultMixin(models.AbstractModel):
    """A form that is not filled in with what its user cannot see.

    Core shows the name behind a many2one without asking for rights: a guessed id among
    the defaults of a context would tell it.
    """

    _name = "quartier.grant.default.mixin"
    _description = "Takes No Default That Is out of Sight"

    @api.model
    def default_get(self, fields_list):
        defaults = super().default_get(fields_list)
        if self.env.su:
            return defaults
        guarded = self.env.registry["quartier.grant.closed.mixin"]
        for name, value in list(defaults.items()):
            field = self._fields.get(name)
            if not value or not field or field.type != "many2one":
                continue
            comodel = self.env[field.comodel_name]
            if isinstance(comodel, guarded):
                if not comodel.browse(value)._filtered_access("read"):
                    del defaults[name]
        return defaults
