from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    quartier_event_participation_ids = fields.One2many(
        "quartier.event.participation", "partner_id", string="Events as Actor"
    )
    quartier_event_count = fields.Integer(
        string="Neighbourhood Events", compute="_compute_quartier_event_count"
    )

    def _compute_quartier_event_count(self):
        counts = dict(
            self.env["quartier.event.participation"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.quartier_event_count = counts.get(partner, 0)

    def action_view_quartier_events(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.calendar_event_action"
        )
        action["domain"] = [("quartier_participation_ids.partner_id", "=", self.id)]
        action["context"] = {
            "default_quartier_participation_ids": [(0, 0, {"partner_id": self.id})]
        }
        return action

    @api.constrains("meeting_ids")
    def _check_quartier_meetings(self):
        """The other side of an event's attendees."""
        self.meeting_ids._check_quartier_confidential()

    @api.model
    def _quartier_exposing_fields(self):
        return [
            *super()._quartier_exposing_fields(),
            ("calendar.event", "partner_ids"),
        ]
