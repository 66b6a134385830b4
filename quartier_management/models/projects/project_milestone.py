from odoo import models


class ProjectMilestone(models.Model):
    """Milestones are written by the project's team (record rule)."""

    _name = "project.milestone"
    _inherit = ("project.milestone", "quartier.team.mixin")
    _quartier_team_fields = ("project_id",)

    def _quartier_of_teams(self):
        # sudo: only asks which milestones belong to a team, the check itself follows
        return self.sudo().filtered("project_id.quartier_id").with_env(self.env)
