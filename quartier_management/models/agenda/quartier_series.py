from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .series_rule import SeriesRule, moment

WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]
POLICIES = [("takes_place", "Takes place"), ("pauses", "Pauses"), ("ask", "Ask")]


class QuartierSeries(models.Model):
    """A regular offer. Its dates are plain events, see ``quartier_series_dates.py``."""

    _name = "quartier.series"
    _description = "Regular Offer"
    _inherit = ("mail.thread", "mail.activity.mixin", "quartier.team.mixin")
    _order = "quartier_id, weekday, hour_from, id"
    _quartier_team_fields = ("quartier_id", "room_id")

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._quartier_default(),
    )
    category_id = fields.Many2one("quartier.event.category", ondelete="restrict")
    color = fields.Integer(related="category_id.color")
    state = fields.Selection(
        [
            ("talks", "In talks"),
            ("planned", "Planned"),
            ("running", "Running"),
            ("paused", "Paused"),
            ("ended", "Ended"),
        ],
        required=True,
        default="talks",
        index=True,
        tracking=True,
        readonly=True,
        copy=False,
        group_expand=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        domain="[('share', '=', False)]",
        default=lambda self: self.env.user,
        tracking=True,
    )
    participation_ids = fields.One2many(
        "quartier.series.participation", "series_id", string="Providers", copy=True
    )
    topic_ids = fields.Many2many("quartier.topic", string="Fields of Action")
    room_id = fields.Many2one(
        "quartier.room",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        domain="[('quartier_id', '=', quartier_id)]",
    )
    attendance = fields.Integer(string="Expected")
    location = fields.Char(
        compute="_compute_location", store=True, readonly=False, precompute=True
    )

    frequency = fields.Selection(
        [("weekly", "Weekly"), ("monthly", "Monthly, on a weekday")],
        required=True,
        default="weekly",
    )
    interval = fields.Integer(
        string="Every", default=1, required=True, help="2: every other week or month."
    )
    weekday = fields.Selection(WEEKDAYS, required=True, default="0", tracking=True)
    nth = fields.Selection(
        [
            ("1", "first"),
            ("2", "second"),
            ("3", "third"),
            ("4", "fourth"),
            ("-1", "last"),
        ],
        string="Which of the Month",
        default="1",
        required=True,
    )
    hour_from = fields.Float(
        string="From Hour", default=10, required=True, tracking=True
    )
    hour_to = fields.Float(string="To Hour", default=12, required=True, tracking=True)
    rule_text = fields.Char(string="When", compute="_compute_rule_text")
    date_from = fields.Date(
        string="First Day", required=True, default=fields.Date.context_today
    )
    date_until = fields.Date(string="Last Day", tracking=True)
    public_holidays = fields.Selection(
        POLICIES, string="On Public Holidays", default="pauses", required=True
    )
    school_holidays = fields.Selection(
        POLICIES, string="In School Holidays", default="takes_place", required=True
    )

    published = fields.Boolean(tracking=True, copy=False)
    audience_ids = fields.Many2many("quartier.audience", string="Audiences")
    language_ids = fields.Many2many("quartier.language", string="Spoken Languages")
    barrier_free = fields.Boolean(
        string="Barrier-free", help="The place can be reached without steps."
    )
    cost = fields.Char(help="Empty: free of charge.")
    registration = fields.Char(
        help="How to register, e.g. “by phone until Monday”. Empty: simply come."
    )
    public_text = fields.Text()
    note = fields.Text(string="Internal Note")

    event_ids = fields.One2many("calendar.event", "quartier_series_id", string="Dates")
    event_count = fields.Integer(string="Number of Dates", compute="_compute_figures")
    question_count = fields.Integer(string="To Decide", compute="_compute_figures")
    next_start = fields.Datetime(string="Next Date", compute="_compute_figures")
    extended_until = fields.Date(readonly=True, copy=False)

    _attendance_check = models.Constraint(
        "CHECK (attendance >= 0)", "Expected people cannot be negative."
    )

    @api.depends("room_id", "quartier_id")
    def _compute_location(self):
        for series in self:
            if series.room_id:
                series.location = series.room_id._location_name()
            elif not series.location:
                series.location = False

    @api.depends("frequency", "interval", "weekday", "nth", "hour_from", "hour_to")
    @api.depends_context("lang")
    def _compute_rule_text(self):
        weekdays = dict(self._fields["weekday"]._description_selection(self.env))
        nths = dict(self._fields["nth"]._description_selection(self.env))
        for series in self:
            day = weekdays.get(series.weekday, "")
            if series.frequency == "monthly":
                day = f"{nths.get(series.nth, '')} {day}"
            count = series.interval
            if series.frequency == "monthly":
                every = (
                    self.env._("every month on the %s", day)
                    if count == 1
                    else self.env._(
                        "every %(count)s months on the %(day)s", count=count, day=day
                    )
                )
            else:
                every = (
                    self.env._("every %s", day)
                    if count == 1
                    else self.env._(
                        "every %(count)s weeks on %(day)s", count=count, day=day
                    )
                )
            hours = f"{_hour(series.hour_from)}–{_hour(series.hour_to)}"
            series.rule_text = f"{every}, {hours}"

    def _compute_figures(self):
        events = self.env["calendar.event"]
        mine = [("quartier_series_id", "in", self.ids)]
        counts = dict(events._read_group(mine, ["quartier_series_id"], ["__count"]))
        questions = dict(
            events._read_group(
                [*mine, ("quartier_question", "!=", False)],
                ["quartier_series_id"],
                ["__count"],
            )
        )
        coming = dict(
            events._read_group(
                [
                    *mine,
                    ("start", ">=", fields.Datetime.now()),
                    ("quartier_cancelled_on", "=", False),
                ],
                ["quartier_series_id"],
                ["start:min"],
            )
        )
        for series in self:
            series.event_count = counts.get(series, 0)
            series.question_count = questions.get(series, 0)
            series.next_start = coming.get(series)

    # Checked before the dates are planned, hence no constraints of the database.
    @api.constrains("interval", "hour_from", "hour_to", "date_from", "date_until")
    def _check_rule(self):
        for series in self:
            if not 1 <= series.interval <= 52:
                raise ValidationError(
                    self.env._("An offer takes place every 1 to 52 weeks or months.")
                )
            length = series.hour_to - series.hour_from
            if not (0 <= series.hour_from < 24 and 0 < length <= 24):
                raise ValidationError(
                    self.env._(
                        "“%s” must end after it begins, within 24 hours. Hours from 24"
                        " on are the next day: 26:00 means 2 o'clock.",
                        series.name,
                    )
                )
            if series.date_until and series.date_until < series.date_from:
                raise ValidationError(
                    self.env._("“%s” cannot end before it begins.", series.name)
                )

    @api.constrains("room_id", "quartier_id")
    def _check_room(self):
        for series in self:
            if series.room_id and series.room_id.quartier_id != series.quartier_id:
                raise ValidationError(
                    self.env._(
                        "“%(room)s” belongs to another neighbourhood than"
                        " “%(series)s”.",
                        room=series.room_id.name,
                        series=series.name,
                    )
                )

    def _rule(self):
        """Return the rule of days as a :class:`SeriesRule`."""
        self.ensure_one()
        return SeriesRule(
            weekday=int(self.weekday),
            first=self.date_from,
            interval=self.interval,
            nth=int(self.nth) if self.frequency == "monthly" else None,
        )

    def _times(self, day):
        """Return when the offer begins and ends on a day, in UTC."""
        self.ensure_one()
        zone = self.quartier_id.tz
        start = moment(day, self.hour_from, zone)
        stop = moment(day, self.hour_to, zone)
        if stop <= start:
            # it begins in the hour that the clock skips
            stop = start + timedelta(hours=self.hour_to - self.hour_from)
        return start, stop

    def _today(self):
        """Return the day it is in the office."""
        return self.quartier_id._localize(fields.Datetime.now()).date()

    def action_view_events(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.calendar_event_action"
        )
        action["domain"] = [("quartier_series_id", "=", self.id)]
        action["context"] = {
            "default_quartier_series_id": self.id,
            "default_quartier_id": self.quartier_id.id,
            "default_name": self.name,
            "default_quartier_category_id": self.category_id.id,
        }
        action["views"] = [
            (view_id, kind)
            for view_id, kind in sorted(
                action["views"], key=lambda view: view[1] != "list"
            )
        ]
        return action


def _hour(hour):
    minutes = round(hour * 60)
    return f"{minutes // 60 % 24}:{minutes % 60:02}"
