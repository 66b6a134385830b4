from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    quartier_project_id = fields.Many2one(
        "project.project",
        string="Project",
        index="btree_not_null",
        ondelete="set null",
        domain="[('quartier_id', '=', quartier_id)]",
    )

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_quartier_project_id")
        self._quartier_check_project_access(
            {vals.get("quartier_project_id", default) for vals in vals_list}
        )
        return super().create(vals_list)

    def write(self, vals):
        self._quartier_check_project_access({vals.get("quartier_project_id")})
        return super().write(vals)

    @api.model
    def _quartier_check_project_access(self, project_ids):
        """Whoever reads the event sees its project's name, so that only those who may
        read a project link it: otherwise guessed ids would show names.

        No constraint: the ORM runs those with ``sudo()``.
        """
        if project_ids := list(filter(None, project_ids)):
            self.env["project.project"].browse(project_ids).check_access("read")

    @api.constrains("quartier_project_id", "quartier_id")
    def _check_quartier_project(self):
        for event in self.filtered("quartier_project_id"):
            if event.quartier_project_id.quartier_id != event.quartier_id:
                raise ValidationError(
                    self.env._(
                        "“%(event)s” and its project belong to different"
                        " neighbourhoods. Please choose a project of the same one.",
                        event=event.name,
                    )
                )
