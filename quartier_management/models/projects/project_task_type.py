from odoo import models


class ProjectTaskType(models.Model):
    """Stages of a neighbourhood's projects are written by its team (record rule)."""

    _name = "project.task.type"
    _inherit = ("project.task.type", "quartier.team.mixin")
    _quartier_team_fields = ("project_ids", "user_id")

    def _quartier_of_teams(self):
        # sudo: only asks which stages belong to a team, the check itself follows
        return self.sudo().filtered("project_ids.quartier_id").with_env(self.env)
