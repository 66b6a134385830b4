from odoo import api, fields, models


class QuartierApprovalStep(models.Model):
    _inherit = "quartier.approval.step"

    grant_id = fields.Many2one(
        "quartier.grant", readonly=True, index="btree_not_null", ondelete="cascade"
    )

    drawdown_id = fields.Many2one(
        "quartier.grant.drawdown",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )

    @api.model
    def _approval_links(self):
        return (*super()._approval_links(), "grant_id", "drawdown_id")
