from odoo import fields, models


class QuartierProjectParticipation(models.Model):
    """A contact takes part in a project, in a role."""

    _name = "quartier.project.participation"
    _description = "Participation in a Project"
    _inherit = ("quartier.participation.mixin",)
    _quartier_part_of = "project_id"
    _quartier_team_fields = ("project_id", "partner_id")

    project_id = fields.Many2one(
        "project.project",
        required=True,
        index=True,
        ondelete="cascade",
    )
    quartier_id = fields.Many2one(
        related="project_id.quartier_id",
        string="Neighbourhood",
        store=True,
        index=True,
    )

    _partner_uniq = models.Constraint(
        "UNIQUE (project_id, partner_id)",
        "This actor already takes part in the project.",
    )
