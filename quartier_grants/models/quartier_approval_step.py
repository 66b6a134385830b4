from odoo import api, fields, models


class QuartierApprovalStep(models.Model):
    _name = "quartier.approval.step"
    _inherit = ("quartier.approval.step", "quartier.grant.closed.mixin")
    _grant_paths = ("grant_id", "drawdown_id.grant_id")
    # who was told of a signature that is late
    _noted_when_closed = frozenset(("told_on", "reminded_on", "escalated_to_ids"))

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
