from odoo import models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    def action_quartier_record_conversation(self):
        """Open the short form for who takes part in the event."""
        self.ensure_one()
        office = self.quartier_id
        day = office._localize(self.start).date() if office else self.start.date()
        return self.env["quartier.conversation"]._open_short_form(
            {
                "event_id": self.id,
                "kind": "event",
                "date": min(day, office._today() if office else day),
                "quartier_id": office.id,
                "topic_ids": self.quartier_topic_ids.ids,
                "partner_ids": (
                    self.quartier_participation_ids.partner_id - office.partner_id
                ).ids,
            }
        )
