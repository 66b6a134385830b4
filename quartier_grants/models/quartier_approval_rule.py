from odoo import api, models


class QuartierApprovalRule(models.Model):
    _inherit = "quartier.approval.rule"

    @api.model
    def _selection_document(self):
        documents = super()._selection_document()
        return [
            *documents,
            ("quartier.grant", self.env._("Grant Application")),
            ("quartier.grant.drawdown", self.env._("Drawdown of a Grant")),
        ]
