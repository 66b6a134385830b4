from odoo import fields, models
from odoo.tools import SQL


class QuartierContact(models.Model):
    """Events held with somebody are contacts as well."""

    _inherit = "quartier.contact"
    _depends = {
        "quartier.conversation": ["event_id"],
        "calendar.event": [
            "active",
            "allday",
            "quartier_cancelled_on",
            "start",
            "start_date",
            "stop",
            "user_id",
        ],
        "quartier.event.participation": ["event_id", "partner_id", "quartier_id"],
        "quartier.quartier": ["partner_id", "tz"],
    }

    event_id = fields.Many2one("calendar.event", readonly=True)

    def _more_columns(self):
        return [*super()._more_columns(), "event_id"]

    def _contact_queries(self):
        """Events that are over, once for each participant; the office meets itself at
        none of them, and who recorded a conversation there is counted with that."""
        return [
            *super()._contact_queries(),
            SQL(
                """
                SELECT (row.id::bigint << 25) + 1 AS id,
                       CASE WHEN event.allday THEN event.start_date
                            ELSE (event.start AT TIME ZONE 'UTC'
                                  AT TIME ZONE office.tz)::date END AS date,
                       'event' AS kind, row.partner_id, row.quartier_id,
                       event.user_id, NULL::int AS conversation_id,
                       event.id AS event_id
                  FROM quartier_event_participation row
                  JOIN calendar_event event ON event.id = row.event_id
                  JOIN quartier_quartier office ON office.id = row.quartier_id
                 WHERE event.active
                   AND event.quartier_cancelled_on IS NULL
                   AND event.stop <= NOW() AT TIME ZONE 'UTC'
                   AND row.partner_id IS DISTINCT FROM office.partner_id
                   AND NOT EXISTS (
                       SELECT FROM quartier_conversation told
                         JOIN quartier_conversation_res_partner_rel taker
                           ON taker.quartier_conversation_id = told.id
                        WHERE told.event_id = event.id
                          AND taker.res_partner_id = row.partner_id)
                """
            ),
        ]
