from odoo import models


class MailActivityPlan(models.Model):
    """Coordinators write the plans of volunteers, and make no others out of them."""

    _name = "mail.activity.plan"
    _inherit = ("mail.activity.plan", "quartier.team.mixin")
    _quartier_team_fields = ("res_model",)
