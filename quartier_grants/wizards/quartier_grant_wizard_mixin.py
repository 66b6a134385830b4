from odoo import api, fields, models


class QuartierGrantWizardMixin(models.AbstractModel):
    """A dialog about an application that its user may read.

    Core shows the name behind a many2one without asking for rights.
    """

    _name = "quartier.grant.wizard.mixin"
    _description = "Dialog about an Application"
    _inherit = ("quartier.grant.default.mixin",)

    grant_id = fields.Many2one(
        "quartier.grant",
        string="Application",
        required=True,
        readonly=True,
        ondelete="cascade",
    )

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards.grant_id.check_access("read")
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self.grant_id.check_access("read")
        return result
