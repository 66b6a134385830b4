from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.tools import SQL


class QuartierVolunteerStatistics(models.Model):
    """Who gave time, how much, and who stays: a row for each approved entry.

    For the office's team alone, who may know each of the people. What others are told
    keeps the smallest number of the rule (see the committee paper).
    """

    _name = "quartier.volunteer.statistics"
    _description = "Statistics of Volunteers"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "volunteer_id"
    _depends = {
        "quartier.volunteer.hours": [
            "date",
            "event_id",
            "hours",
            "kind_id",
            "opportunity_id",
            "organisation_id",
            "project_id",
            "quartier_id",
            "state",
            "volunteer_id",
        ],
        "quartier.volunteer": ["age_class", "since"],
    }

    date = fields.Date(readonly=True)
    hours_id = fields.Many2one(
        "quartier.volunteer.hours", string="Entry", readonly=True
    )
    volunteer_id = fields.Many2one(
        "quartier.volunteer",
        string="Active People",
        readonly=True,
        aggregator="count_distinct",
    )
    quartier_id = fields.Many2one(
        "quartier.quartier", string="Neighbourhood", readonly=True
    )
    kind_id = fields.Many2one(
        "quartier.volunteer.kind", string="Kind of Work", readonly=True
    )
    organisation_id = fields.Many2one(
        "res.partner", string="Organisation", readonly=True
    )
    event_id = fields.Many2one("calendar.event", readonly=True)
    project_id = fields.Many2one("project.project", readonly=True)
    topic_ids = fields.Many2many(related="hours_id.topic_ids")
    audience_ids = fields.Many2many(related="hours_id.audience_ids")
    age_class = fields.Selection(
        lambda self: self.env["quartier.volunteer"]._fields["age_class"].selection,
        readonly=True,
    )
    hours = fields.Float(readonly=True)
    new_count = fields.Integer(
        string="New People", readonly=True, help="Gave time for the first time."
    )
    waiting_days = fields.Float(
        string="Days until the First Work",
        readonly=True,
        aggregator="avg",
        help="From the day of the interest, of those who gave time for the first time.",
    )
    base_id = fields.Many2one(
        "quartier.volunteer",
        string="Known after a Year",
        readonly=True,
        aggregator=None,
    )
    kept_id = fields.Many2one(
        "quartier.volunteer", string="Came Again", readonly=True, aggregator=None
    )
    retention = fields.Float(
        string="Stayed (%)",
        readonly=True,
        aggregator="avg",
        help="Of those who gave time, how many did so again in the twelve months after."
        " Known a year later.",
    )

    def _read_group_select(self, aggregate_spec, query):
        # people are counted once, whatever the rows are grouped by
        if aggregate_spec != "retention:avg":
            return super()._read_group_select(aggregate_spec, query)
        base = self._field_to_sql(self._table, "base_id", query)
        kept = self._field_to_sql(self._table, "kept_id", query)
        return SQL(
            "100.0 * COUNT(DISTINCT %s) / NULLIF(COUNT(DISTINCT %s), 0)", kept, base
        )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT given.id, given.id AS hours_id, given.date, given.volunteer_id,
                   given.quartier_id, given.kind_id, given.organisation_id,
                   given.event_id, given.project_id, person.age_class, given.hours,
                   CASE WHEN given.first THEN 1 ELSE 0 END AS new_count,
                   CASE WHEN given.first
                        THEN GREATEST(given.date - person.since, 0)
                    END AS waiting_days,
                   CASE WHEN given.is_old THEN given.volunteer_id END AS base_id,
                   CASE WHEN given.is_old AND given.again
                        THEN given.volunteer_id END AS kept_id,
                   NULL::float AS retention
              FROM (
                   SELECT hours.*,
                          ROW_NUMBER() OVER (
                              PARTITION BY hours.volunteer_id
                              ORDER BY hours.date, hours.id) = 1 AS first,
                          hours.date <= %(year_ago)s AS is_old,
                          COUNT(*) OVER (
                              PARTITION BY hours.volunteer_id ORDER BY hours.date
                              RANGE BETWEEN INTERVAL '1 day' FOLLOWING
                                        AND INTERVAL '1 year' FOLLOWING) > 0 AS again
                     FROM quartier_volunteer_hours hours
                    WHERE hours.state IN ('approved', 'locked')
              ) given
              JOIN quartier_volunteer person ON person.id = given.volunteer_id
            """,
            year_ago=fields.Date.context_today(self) - relativedelta(years=1),
        )
