from odoo import fields, models


class IrUiView(models.Model):
    _inherit = "ir.ui.view"

    type = fields.Selection(selection_add=[("quartier_timeline", "Month Overview")])

    def _get_view_info(self):
        info = {"quartier_timeline": {"icon": "fa fa-tasks"}}
        return info | super()._get_view_info()
