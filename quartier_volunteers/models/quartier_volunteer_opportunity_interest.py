from odoo import fields, models

from .quartier_volunteer import COORDINATOR


class QuartierVolunteerOpportunity(models.Model):
    """Who came for an opportunity by the public board."""

    _inherit = "quartier.volunteer.opportunity"

    interested_count = fields.Integer(
        string="Interested",
        compute="_compute_interested_count",
        groups=COORDINATOR,
    )

    def _compute_interested_count(self):
        counts = dict(
            self.env["quartier.volunteer.interest"]._read_group(
                [("opportunity_id", "in", self.ids)], ["opportunity_id"], ["__count"]
            )
        )
        for opportunity in self:
            opportunity.interested_count = counts.get(opportunity._origin, 0)

    def action_view_interests(self):
        """Open who came for the opportunity by the public board."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_volunteers.quartier_volunteer_interest_action"
        )
        action["domain"] = [("opportunity_id", "=", self.id)]
        action["context"] = {}
        return action
