from odoo import models


class AccountAnalyticLine(models.Model):
    """Nothing is booked on the account of a closed grant, whatever app would."""

    _name = "account.analytic.line"
    _inherit = ("account.analytic.line", "quartier.grant.closed.mixin")
    _grant_paths = ("quartier_grant_id",)
