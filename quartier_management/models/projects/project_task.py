from odoo import api, fields, models


class ProjectTask(models.Model):
    _name = "project.task"
    _inherit = ("project.task", "quartier.team.mixin")
    # a task below another one follows it into its project
    _quartier_team_fields = ("project_id", "parent_id")
    # assignees may write a task, but only the team brings one into its project
    _quartier_team_operation = "create"

    quartier_id = fields.Many2one(
        related="project_id.quartier_id", string="Neighbourhood"
    )

    @api.model_create_multi
    def create(self, vals_list):
        tasks = super().create(vals_list)
        tasks._quartier_check_burdened({})
        return tasks

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        if self._quartier_changes_team(vals):
            # before it is gone: only the team takes a task out of its project, either
            self._quartier_of_teams().check_access(self._quartier_team_operation)
        elif "dependent_ids" not in vals:
            return super().write(vals)
        burdened = {task: task._quartier_burdened() for task in self}
        result = super().write(vals)
        self._quartier_check_burdened(burdened)
        return result

    def _quartier_of_teams(self):
        # sudo: only asks which tasks belong to a team, the check itself follows
        return self.sudo().filtered("project_id.quartier_id").with_env(self.env)

    def _quartier_burdened(self):
        """Return the tasks of teams that change with this one without being written:
        the task that it is a part of, and those that wait for it."""
        # sudo: the tasks may be out of sight, the check itself follows
        task = self.sudo()
        return (
            (task.parent_id + task.dependent_ids)
            .with_env(self.env)
            ._quartier_of_teams()
        )

    def _quartier_check_burdened(self, before):
        """Check that users hang their tasks only on tasks which they may edit.

        :param dict before: for each task those on which it hung until now
        :raise AccessError: another team's task would change
        """
        if self.env.su:
            return
        added = self.browse()
        for task in self:
            added |= task._quartier_burdened() - before.get(task, self.browse())
        added.check_access("write")

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
