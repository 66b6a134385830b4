from odoo import fields, models
from odoo.tools import SQL

from .quartier_volunteer_assignment import ON_DUTY


class QuartierVolunteerCoverage(models.Model):
    """How many people a shift needs, has and lacks: a query, no table.

    Not stored with the shift: everybody who signs up at the same time would write the
    same row, and most of them have to start anew.
    """

    _name = "quartier.volunteer.coverage"
    _description = "Staffing of a Shift"
    _auto = False
    _rec_name = "shift_id"
    _order = "start, id"

    shift_id = fields.Many2one("quartier.volunteer.shift", readonly=True)
    quartier_id = fields.Many2one(
        "quartier.quartier", string="Neighbourhood", readonly=True
    )
    company_id = fields.Many2one("res.company", readonly=True)
    event_id = fields.Many2one("calendar.event", readonly=True)
    opportunity_id = fields.Many2one("quartier.volunteer.opportunity", readonly=True)
    kind_id = fields.Many2one(
        "quartier.volunteer.kind", string="Kind of Work", readonly=True
    )
    start = fields.Datetime(readonly=True)
    needed = fields.Integer(readonly=True)
    places = fields.Integer(readonly=True)
    confirmed = fields.Integer(readonly=True)
    offered = fields.Integer(readonly=True)
    waiting = fields.Integer(string="On the Waiting List", readonly=True)
    requested = fields.Integer(string="To Decide", readonly=True)
    missing = fields.Integer(
        readonly=True, help="How many more are needed at least; nobody in the past."
    )
    hours = fields.Float(
        string="Hours Planned", readonly=True, help="Of all who have a place."
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT s.id, s.id AS shift_id, s.quartier_id, s.company_id, s.event_id,
                   s.opportunity_id, s.kind_id, s.start,
                   s.min_count AS needed, s.max_count AS places,
                   COALESCE(a.confirmed, 0) AS confirmed,
                   COALESCE(a.offered, 0) AS offered,
                   COALESCE(a.waiting, 0) AS waiting,
                   COALESCE(a.requested, 0) AS requested,
                   CASE WHEN s.stop > %s
                        THEN GREATEST(s.min_count - COALESCE(a.confirmed, 0), 0)
                        ELSE 0 END AS missing,
                   CASE WHEN s.standing THEN 0
                        ELSE COALESCE(a.confirmed, 0)
                             * EXTRACT(EPOCH FROM s.stop - s.start) / 3600
                   END AS hours
              FROM quartier_volunteer_shift s
              LEFT JOIN (
                   SELECT shift_id,
                          count(*) FILTER (WHERE state IN %s) AS confirmed,
                          count(*) FILTER (WHERE state = 'offered') AS offered,
                          count(*) FILTER (WHERE state = 'waitlisted') AS waiting,
                          count(*) FILTER (WHERE state = 'requested') AS requested
                     FROM quartier_volunteer_assignment
                    GROUP BY shift_id
                   ) a ON a.shift_id = s.id
             WHERE s.active AND s.cancelled_on IS NULL
            """,
            fields.Datetime.now(),
            ON_DUTY,
        )
