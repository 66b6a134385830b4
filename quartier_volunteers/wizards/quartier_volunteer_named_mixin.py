from odoo import api, models


class QuartierVolunteerNamedMixin(models.AbstractModel):
    """A dialog that names only what its user may read.

    Core shows the names behind relations without asking for rights.
    """

    _name = "quartier.volunteer.named.mixin"
    _description = "Dialog That Names Records"

    # relations whose names are shown
    _named_fields = ()

    @api.model_create_multi
    def create(self, vals_list):
        dialogs = super().create(vals_list)
        dialogs._check_named()
        return dialogs

    def write(self, vals):
        result = super().write(vals)
        self._check_named()
        return result

    def onchange(self, values, field_names, fields_spec):
        # an unsaved dialog may name records by a guessed id
        self.new(values, origin=self)._check_named()
        return super().onchange(values, field_names, fields_spec)

    def _check_named(self):
        for name in self._named_fields:
            self[name]._origin.check_access("read")
