from odoo import fields, models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    quartier_project_id = fields.Many2one(
        "project.project",
        string="Project",
        index="btree_not_null",
        ondelete="set null",
        domain="[('quartier_id', '=?', quartier_id)]",
    )
