from odoo import models


class CalendarRecurrence(models.Model):
    """A series is written by the team of its events (record rule)."""

    _name = "calendar.recurrence"
    _inherit = ("calendar.recurrence", "quartier.team.mixin")
    _quartier_team_fields = ("base_event_id",)
