from odoo import fields, models
from odoo.fields import Domain


class QuartierQuartier(models.Model):
    _inherit = "quartier.quartier"

    event_count = fields.Integer(string="Events", compute="_compute_event_count")
    next_event_id = fields.Many2one("calendar.event", compute="_compute_next_event")
    next_event_start = fields.Datetime(
        string="Next Event on", compute="_compute_next_event"
    )

    def _compute_event_count(self):
        counts = dict(
            self.env["calendar.event"]._read_group(
                [("quartier_id", "in", self.ids)], ["quartier_id"], ["__count"]
            )
        )
        for quartier in self:
            quartier.event_count = counts.get(quartier, 0)

    def _compute_next_event(self):
        events = self.env["calendar.event"]
        coming = Domain("stop", ">=", fields.Datetime.now()) & Domain(
            "quartier_cancelled_on", "=", False
        )
        # a handful of offices, and one indexed row each: no query covers them at once
        for quartier in self:
            quartier.next_event_id = events.search(
                coming & Domain("quartier_id", "=", quartier.id),
                order="start",
                limit=1,
            )
            quartier.next_event_start = quartier.next_event_id.start

    def action_view_events(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.calendar_event_action"
        )
        action["domain"] = [("quartier_id", "=", self.id)]
        action["context"] = {"default_quartier_id": self.id}
        return action
