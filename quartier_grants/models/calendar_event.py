from markupsafe import Markup

from odoo import api, fields, models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    quartier_publicity = fields.Html(
        string="To Be Printed",
        compute="_compute_quartier_publicity",
        help="What the funder wants on posters and invitations of this event.",
    )

    @api.depends("quartier_project_id", "start", "quartier_id")
    def _compute_quartier_publicity(self):
        conditions = self.env["quartier.grant.condition"]
        duties = conditions._publicity_of(self.quartier_project_id).grouped(
            lambda row: row.grant_id.project_id
        )
        for event in self:
            mine = duties.get(event.quartier_project_id.sudo(), conditions)
            if mine and event.start and event.quartier_id:
                mine = mine._applies_on(event.quartier_id._localize(event.start).date())
            event.quartier_publicity = (
                Markup("").join(
                    Markup("<p class='mb-1'><strong>%s</strong><br/>%s</p>") % line
                    for line in mine._publicity_lines()
                )
                or False
            )
