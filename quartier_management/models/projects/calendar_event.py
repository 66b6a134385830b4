from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    quartier_project_id = fields.Many2one(
        "project.project",
        string="Project",
        index="btree_not_null",
        ondelete="set null",
        domain="[('quartier_id', '=?', quartier_id)]",
    )

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        if "default_quartier_project_id" in self.env.context or any(
            vals.get("quartier_project_id") for vals in vals_list
        ):
            events._quartier_check_project_access()
        return events

    def write(self, vals):
        links = bool(vals.get("quartier_project_id"))
        result = super().write(vals)
        if links:
            self._quartier_check_project_access()
        return result

    def _quartier_check_project_access(self):
        """Whoever reads the event sees its project's name, so that only those who may
        read a project link it: otherwise guessed ids would show names.

        No constraint: the ORM runs those with ``sudo()``.
        """
        if projects := self.quartier_project_id:
            projects.check_access("read")

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
