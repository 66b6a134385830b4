from odoo import models


class MailActivityPlanTemplate(models.Model):
    """An activity stays in plans that its user may write."""

    _name = "mail.activity.plan.template"
    _inherit = ("mail.activity.plan.template", "quartier.team.mixin")
    _quartier_team_fields = ("plan_id",)
