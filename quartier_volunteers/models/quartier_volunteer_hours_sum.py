from odoo import fields, models

from .quartier_volunteer_hours_guard import GIVEN

COORDINATOR = "quartier_volunteers.group_volunteer_coordinator"


class QuartierVolunteer(models.Model):
    """How much somebody gave, on the form."""

    _inherit = "quartier.volunteer"

    hours_given = fields.Float(
        compute="_compute_hours_given",
        groups=COORDINATOR,
        help="Approved or locked.",
    )

    def _compute_hours_given(self):
        sums = dict(
            self.env["quartier.volunteer.hours"]._read_group(
                [("volunteer_id", "in", self.ids), ("state", "in", GIVEN)],
                ["volunteer_id"],
                ["hours:sum"],
            )
        )
        for volunteer in self:
            volunteer.hours_given = sums.get(volunteer._origin, 0)

    def action_view_hours(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_volunteers.quartier_volunteer_hours_action"
        )
        action["domain"] = [("volunteer_id", "=", self.id)]
        action["context"] = {"default_volunteer_id": self.id}
        return action
