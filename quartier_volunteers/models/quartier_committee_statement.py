from odoo import fields, models


class QuartierCommitteeStatement(models.Model):
    """Statements drawn from hours lead to them: for those who look after volunteers."""

    _inherit = "quartier.committee.statement"

    volunteer_hours_ids = fields.Many2many(
        "quartier.volunteer.hours",
        string="Hours",
        groups="quartier_volunteers.group_volunteer_coordinator",
    )

    def _source_fields(self):
        return {
            **super()._source_fields(),
            "quartier.volunteer.hours": "volunteer_hours_ids",
        }
