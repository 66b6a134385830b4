from odoo import fields, models


class QuartierQuartier(models.Model):
    _inherit = "quartier.quartier"

    project_count = fields.Integer(string="Projects", compute="_compute_project_count")

    def _compute_project_count(self):
        counts = dict(
            self.env["project.project"]._read_group(
                [("quartier_id", "in", self.ids)], ["quartier_id"], ["__count"]
            )
        )
        for quartier in self:
            quartier.project_count = counts.get(quartier, 0)

    def action_view_projects(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.project_project_action"
        )
        action["domain"] = [("quartier_id", "=", self.id)]
        action["context"] = {"default_quartier_id": self.id}
        return action
