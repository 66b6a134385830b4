from odoo import fields, models

from .quartier_volunteer_hours_guard import GIVEN

COORDINATOR = "quartier_volunteers.group_volunteer_coordinator"


class ProjectProject(models.Model):
    """How much was given to a project."""

    _inherit = "project.project"

    quartier_volunteer_hours = fields.Float(
        string="Voluntary Hours",
        compute="_compute_quartier_volunteer_hours",
        groups=COORDINATOR,
        help="Approved or locked.",
    )

    def _compute_quartier_volunteer_hours(self):
        sums = dict(
            self.env["quartier.volunteer.hours"]._read_group(
                [("project_id", "in", self.ids), ("state", "in", GIVEN)],
                ["project_id"],
                ["hours:sum"],
            )
        )
        for project in self:
            project.quartier_volunteer_hours = sums.get(project._origin, 0)

    def action_quartier_view_volunteer_hours(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_volunteers.quartier_volunteer_hours_action"
        )
        action["domain"] = [("project_id", "=", self.id)]
        action["context"] = {"default_project_id": self.id}
        return action
