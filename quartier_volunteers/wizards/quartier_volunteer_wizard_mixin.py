from odoo import api, fields, models


class QuartierVolunteerWizardMixin(models.AbstractModel):
    """A dialog about volunteers whom its user may change.

    Core shows the name behind a many2many without asking for rights.
    """

    _name = "quartier.volunteer.wizard.mixin"
    _description = "Dialog about Volunteers"

    volunteer_ids = fields.Many2many(
        "quartier.volunteer", string="Volunteers", required=True, readonly=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards.volunteer_ids.check_access("write")
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self.volunteer_ids.check_access("write")
        return result

    @api.onchange("volunteer_ids")
    def _onchange_volunteer_ids(self):
        """An unsaved dialog may name people by a guessed id."""
        self.volunteer_ids._origin.check_access("write")
