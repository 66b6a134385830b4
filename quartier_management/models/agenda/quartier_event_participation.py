from odoo import fields, models


class QuartierEventParticipation(models.Model):
    """A contact takes part in an event, in a role."""

    _name = "quartier.event.participation"
    _description = "Participation in an Event"
    _inherit = ("quartier.participation.mixin",)
    _quartier_part_of = "event_id"
    _quartier_team_fields = ("event_id", "partner_id")

    event_id = fields.Many2one(
        "calendar.event",
        required=True,
        index=True,
        ondelete="cascade",
    )
    start = fields.Datetime(related="event_id.start", string="Date")
    quartier_id = fields.Many2one(
        related="event_id.quartier_id", string="Neighbourhood", store=True, index=True
    )
    category_id = fields.Many2one(related="event_id.quartier_category_id")

    _partner_uniq = models.Constraint(
        "UNIQUE (event_id, partner_id)", "This actor already takes part in the event."
    )
