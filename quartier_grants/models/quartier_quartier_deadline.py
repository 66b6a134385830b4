from odoo import api, fields, models
from odoo.fields import Domain

FUNDING = "quartier_grants.group_grant_user,quartier_grants.group_grant_finance"


class QuartierQuartier(models.Model):
    """What is due of an office's grants, for whoever may see them."""

    _inherit = "quartier.quartier"

    grant_due_count = fields.Integer(
        string="Due This Month", compute="_compute_grant_due", groups=FUNDING
    )
    grant_overdue_count = fields.Integer(
        string="Overdue", compute="_compute_grant_due", groups=FUNDING
    )

    @api.depends_context("uid")
    def _compute_grant_due(self):
        """In one query, under the reader's own rights."""
        month_end = fields.Date.end_of(fields.Date.context_today(self), "month")
        due = Domain("state", "=", "open") & Domain("date", "<=", month_end)
        groups = self.env["quartier.grant.deadline"]._read_group(
            Domain("quartier_id", "in", self.ids)
            & (due | Domain("state", "=", "overdue")),
            ["quartier_id", "state"],
            ["__count"],
        )
        counts = {(office, state): count for office, state, count in groups}
        for office in self:
            office.grant_due_count = counts.get((office, "open"), 0)
            office.grant_overdue_count = counts.get((office, "overdue"), 0)

    def action_view_grant_due(self):
        return self._open_deadlines("due_month")

    def action_view_grant_overdue(self):
        return self._open_deadlines("overdue")

    def _open_deadlines(self, name):
        """Open the list with one of its filters."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_grants.quartier_grant_deadline_action"
        )
        views = action["views"]
        # what was counted, one by one
        action["views"] = sorted(views, key=lambda view: view[1] != "list")
        action["domain"] = [("quartier_id", "=", self.id)]
        action["context"] = {f"search_default_{name}": 1}
        return action
