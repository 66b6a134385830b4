from odoo import fields, models


class ProjectProject(models.Model):
    _inherit = "project.project"

    quartier_grant_count = fields.Integer(
        string="Grant Applications",
        compute="_compute_quartier_grant_count",
        groups="quartier_grants.group_grant_finance,quartier_grants.group_grant_user",
    )

    def _compute_quartier_grant_count(self):
        counts = dict(
            self.env["quartier.grant"]._read_group(
                [("project_id", "in", self.ids)], ["project_id"], ["__count"]
            )
        )
        for project in self:
            project.quartier_grant_count = counts.get(project, 0)

    def action_view_quartier_grants(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_grants.quartier_grant_action"
        )
        action["domain"] = [("project_id", "=", self.id)]
        action["context"] = {
            "default_project_id": self.id,
            "default_quartier_id": self.quartier_id.id,
            "default_name": self.name,
        }
        return action
