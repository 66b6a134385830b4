from odoo import api, fields, models

from .work_time import rounded_hours


class QuartierVolunteerHours(models.Model):
    """Time that somebody gave: from check-in, shift or own report.

    What it was for is taken over from the shift and can be chosen for own reports.
    """

    _name = "quartier.volunteer.hours"
    _description = "Hours"
    _inherit = ("quartier.noted.mixin", "quartier.team.mixin")
    _order = "date desc, id desc"
    _quartier_team_fields = ("volunteer_id",)

    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, index=True, ondelete="restrict"
    )
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        compute="_compute_quartier_id",
        store=True,
        index=True,
        precompute=True,
    )
    assignment_id = fields.Many2one(
        "quartier.volunteer.assignment",
        index="btree_not_null",
        ondelete="set null",
        domain="[('volunteer_id', '=', volunteer_id)]",
    )
    date = fields.Date(
        required=True, default=lambda self: self._default_date(), index=True
    )
    start = fields.Datetime(string="Came", readonly=True, copy=False)
    stop = fields.Datetime(string="Left", readonly=True, copy=False)
    break_minutes = fields.Integer(string="Break (Minutes)")
    hours = fields.Float(
        required=True,
        compute="_compute_hours",
        store=True,
        readonly=False,
        precompute=True,
        help="Rounded as the office's settings say, where it comes from a shift.",
    )
    name = fields.Char(
        string="What Was Done",
        required=True,
        help="Without names of others: the person can read it.",
    )
    kind_id = fields.Many2one(
        "quartier.volunteer.kind",
        string="Kind of Work",
        index="btree_not_null",
        ondelete="restrict",
        compute="_compute_purpose",
        store=True,
        readonly=False,
        precompute=True,
    )
    event_id = fields.Many2one(
        "calendar.event",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('quartier_id', '=', quartier_id)]",
        compute="_compute_purpose",
        store=True,
        readonly=False,
        precompute=True,
    )
    opportunity_id = fields.Many2one(
        "quartier.volunteer.opportunity",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('quartier_id', '=', quartier_id)]",
        compute="_compute_purpose",
        store=True,
        readonly=False,
        precompute=True,
    )
    organisation_id = fields.Many2one(
        related="opportunity_id.partner_id",
        string="Organisation",
        store=True,
        index="btree_not_null",
        help="Where the work was done; empty: the office itself.",
    )
    project_id = fields.Many2one(
        "project.project",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('quartier_id', '=', quartier_id)]",
        compute="_compute_project_id",
        store=True,
        readonly=False,
        precompute=True,
        help="For which project they count, also towards its funders.",
    )
    topic_ids = fields.Many2many(
        "quartier.topic",
        string="Topics",
        compute="_compute_for_whom",
        store=True,
        readonly=False,
    )
    audience_ids = fields.Many2many(
        "quartier.audience",
        string="Audiences",
        compute="_compute_for_whom",
        store=True,
        readonly=False,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("approved", "Approved"),
            ("rejected", "Rejected"),
            ("locked", "Locked"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
    )
    origin = fields.Selection(
        [("check_in", "Check-in"), ("shift", "Shift"), ("report", "Own Report")],
        readonly=True,
        copy=False,
        default="report",
    )
    reason = fields.Char(readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_on = fields.Datetime(readonly=True, copy=False)
    lock_note = fields.Char(
        string="Locked by", readonly=True, copy=False, help="Why nobody changes them."
    )

    _hours_check = models.Constraint(
        "CHECK (hours > 0 AND hours <= 24)", "Please check the hours: up to 24 a day."
    )
    _break_check = models.Constraint(
        "CHECK (break_minutes BETWEEN 0 AND 1440)", "Please check the break."
    )
    _assignment_uniq = models.UniqueIndex(
        "(assignment_id) WHERE assignment_id IS NOT NULL AND state <> 'rejected'",
        "The hours of this assignment are there already.",
    )
    _volunteer_date = models.Index("(volunteer_id, date)")

    @api.model
    def _default_date(self):
        office = self.env.user.quartier_ids[:1]
        return office._today() if office else fields.Date.context_today(self)

    @api.depends("volunteer_id.quartier_id")
    def _compute_quartier_id(self):
        """What was approved was given to the office of that time, which may have
        reported it: it stays there when the person is handed over."""
        for row in self:
            kept = row.state in ("approved", "locked") and row._origin.quartier_id
            row.quartier_id = kept or row.volunteer_id.quartier_id

    @api.depends("start", "stop", "break_minutes")
    def _compute_hours(self):
        for row in self:
            if row.start and row.stop:
                row.hours = rounded_hours(
                    row.start,
                    row.stop,
                    row.break_minutes,
                    int(row.quartier_id.volunteer_rounding or 1),
                )
            else:
                row.hours = row.hours

    @api.depends("assignment_id")
    def _compute_purpose(self):
        """What the shift was for; what was chosen by hand stays where there is none."""
        for row in self:
            shift = row.assignment_id.shift_id
            row.event_id = shift.event_id or row.event_id
            row.opportunity_id = shift.opportunity_id or row.opportunity_id
            row.kind_id = shift.kind_id or row.kind_id or row.opportunity_id.kind_id

    @api.depends("event_id")
    def _compute_project_id(self):
        for row in self:
            row.project_id = row.event_id.quartier_project_id or row.project_id

    @api.depends("event_id", "opportunity_id", "project_id", "kind_id")
    def _compute_for_whom(self):
        """Propose topics and target groups, unless somebody chose some."""
        for row in self:
            event = row.event_id
            row.topic_ids = row.topic_ids or (
                event.quartier_topic_ids
                or row.opportunity_id.topic_ids
                or row.project_id.quartier_topic_ids
                or row.kind_id.topic_ids
            )
            row.audience_ids = row.audience_ids or event.quartier_audience_ids

    @api.depends("volunteer_id", "date", "hours")
    def _compute_display_name(self):
        for row in self:
            row.display_name = self.env._(
                "%(person)s, %(day)s, %(hours)s h",
                person=row.volunteer_id.display_name,
                day=row._tell_day(row.date) if row.date else "",
                hours=row._tell_hours(row.hours),
            )
