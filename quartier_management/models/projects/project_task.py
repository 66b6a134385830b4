from odoo import api, fields, models


class ProjectTask(models.Model):
    _name = "project.task"
    _inherit = ("project.task", "quartier.team.mixin")
    _quartier_team_fields = ("project_id",)
    # assignees may write a task, but only the team brings one into its project
    _quartier_team_operation = "create"

    quartier_id = fields.Many2one(
        related="project_id.quartier_id", string="Neighbourhood"
    )

    @api.constrains("partner_id")
    def _check_quartier_confidential(self):
        self.partner_id._quartier_check_linkable(
            self.env._(
                "A confidential person cannot be a task's customer, because everyone"
                " who reads the task sees the name. Please enter the person under"
                " “Actors involved” of the project instead."
            )
        )
