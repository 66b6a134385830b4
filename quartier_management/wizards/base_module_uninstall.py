from odoo import api, fields, models


class BaseModuleUninstall(models.TransientModel):
    _inherit = "base.module.uninstall"

    quartier_confidential_count = fields.Integer(
        string="Confidential Persons", compute="_compute_quartier_confidential_count"
    )

    @api.depends("module_ids")
    def _compute_quartier_confidential_count(self):
        for wizard in self:
            names = wizard._get_modules().mapped("name")
            # sudo: a number without names, so that the warning is complete
            wizard.quartier_confidential_count = "quartier_management" in names and (
                self.env["res.partner"]
                .sudo()
                .search_count([("quartier_confidential", "=", True)])
            )
