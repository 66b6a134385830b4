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

    def _compute_partner_phone(self):
        hidden = self.filtered(lambda task: task.partner_id._quartier_hidden())
        hidden.partner_phone = False
        return super(ProjectTask, self - hidden)._compute_partner_phone()

    def message_new(self, msg_dict, custom_values=None):
        """A resident's mail becomes a task without customer instead of bouncing."""
        # sudo: the gateway asks about a sender whom its user may not read
        author = self.env["res.partner"].sudo().browse(msg_dict.get("author_id"))
        if author.quartier_confidential:
            custom_values = {**(custom_values or {}), "partner_id": False}
        return super().message_new(msg_dict, custom_values=custom_values)

    @api.constrains("partner_id")
    def _check_quartier_confidential(self):
        self.partner_id._quartier_check_linkable(
            self.env._(
                "A confidential person cannot be a task's customer, because everyone"
                " who reads the task sees the name. Please enter the person under"
                " “Actors involved” of the project instead."
            )
        )
