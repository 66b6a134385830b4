from datetime import datetime, timedelta
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL

from .quartier_volunteer import WORKING
from .quartier_volunteer_assignment import OCCUPYING, ON_DUTY

REST_RULE = "volunteer_rest_hours"
# by the office's clock; until then the night belongs to the day before
DAY_BEGINS = timedelta(hours=4)


class Duty(NamedTuple):
    """A shift that somebody has a place in; moments are naive, UTC."""

    volunteer_id: int
    shift_id: int
    name: str
    start: datetime
    stop: datetime
    quartier_id: int


class QuartierVolunteerShift(models.Model):
    """Whether somebody may take a shift: small checks, each a finished sentence."""

    _inherit = "quartier.volunteer.shift"

    def _obstacles(self, volunteers):
        """Say all that stands against these people taking the shift.

        :param volunteers: any number of ``quartier.volunteer``
        :return: finished sentences for each of them, none where nothing does
        :rtype: dict[quartier.volunteer, list[str]]
        """
        self.ensure_one()
        return self._judge(volunteers, self._obstacle_checks())[self]

    def _refusals(self, volunteers):
        """Say the same without asking whether there is a place, which is decided when
        somebody takes it."""
        self.ensure_one()
        return self._refusals_all(volunteers)[self]

    def _refusals_all(self, volunteers):
        """Say the same of any number of shifts, in no more queries.

        :rtype: dict[quartier.volunteer.shift, dict[quartier.volunteer, list[str]]]
        """
        checks = self._obstacle_checks()
        return self._judge(
            volunteers, [check for check in checks if check != self._check_full]
        )

    def _judge(self, volunteers, checks):
        obstacles = {shift: {row: [] for row in volunteers} for shift in self}
        volunteers._fetch_facts()
        for check in checks if self and volunteers else ():
            for shift, volunteer, text in check(volunteers):
                obstacles[shift][volunteer].append(text)
        return obstacles

    def _obstacle_checks(self):
        """Hook: each check takes volunteers and yields ``(shift, volunteer, text)``.

        A check asks for all of them, and for all shifts, in one query.
        """
        return [
            self._check_over,
            self._check_status,
            self._check_full,
            self._check_absent,
            self._check_duties,
        ]

    def _check_over(self, volunteers):
        for shift in self:
            if problem := shift._tell_over():
                for volunteer in volunteers:
                    yield shift, volunteer, problem

    def _check_status(self, volunteers):
        labels = dict(volunteers._fields["state"]._description_selection(self.env))
        for shift in self:
            day = shift._day()
            for volunteer in volunteers:
                back = volunteer.paused_until
                returned = volunteer.state == "paused" and back and back < day
                if volunteer.state not in WORKING and not returned:
                    text = self.env._("Status is “%s”.", labels[volunteer.state])
                    yield shift, volunteer, text
                if volunteer.quartier_id != shift.quartier_id:
                    yield shift, volunteer, self.env._("Belongs to another office.")

    def _check_full(self, volunteers):
        free, leaving = self._free_seats(), self._substitutes_wanted()
        full = self.filtered(lambda shift: not (free[shift] or leaving[shift]))
        # sudo: asks who has a place, which is told of nobody but themselves
        assignments = self.env["quartier.volunteer.assignment"].sudo()
        seated = {
            (shift.id, volunteer.id)
            for shift, volunteer in assignments._read_group(
                [("shift_id", "in", full.ids), ("state", "in", OCCUPYING)],
                ["shift_id", "volunteer_id"],
            )
        }
        text = self.env._("All places are taken: there is the waiting list.")
        for shift in full:
            for volunteer in volunteers:
                if (shift.id, volunteer.id) not in seated:
                    yield shift, volunteer, text

    def _check_absent(self, volunteers):
        days = {shift: shift._days() for shift in self if not shift.standing}
        if not days:
            return
        # sudo: that somebody is away is no more than what the sentence says
        rows = self.env["quartier.volunteer.absence"].sudo()
        rows = rows.search_fetch(
            [
                ("volunteer_id", "in", volunteers.ids),
                ("kind", "=", "away"),
                ("date_from", "<=", max(last for _first, last in days.values())),
                ("date_to", ">=", min(first for first, _last in days.values())),
            ],
            ["volunteer_id", "date_from", "date_to"],
            order="date_to, id",
        )
        for shift, (first, last) in days.items():
            # the last one counts
            until = {
                row.volunteer_id.id: row.date_to
                for row in rows
                if row.date_from <= last and row.date_to >= first
            }
            for volunteer_id, day in until.items():
                text = self.env._("Has no time until %s.", shift._tell_day(day))
                yield shift, volunteers.browse(volunteer_id), text

    def _check_duties(self, volunteers):
        """Other shifts at the same time, or too close for a night's rest."""
        dated = self.filtered(lambda shift: not shift.standing)
        rests = dated._rests()
        duties = dated._duties(volunteers, max(rests.values(), default=timedelta()))
        for shift in dated:
            for duty in duties:
                if text := shift._tell_conflict(duty, rests[shift]):
                    yield shift, volunteers.browse(duty.volunteer_id), text

    def _tell_conflict(self, duty, rest):
        """Say why a shift and something else that somebody does exclude each other.

        :param Duty duty: what the person has to do
        :param timedelta rest: between the work of two days
        """
        if duty.shift_id == self.id:
            return None
        known = duty.quartier_id == self.quartier_id.id
        name = duty.name if known else self.env._("a shift elsewhere")
        if duty.start < self.stop and duty.stop > self.start:
            return self.env._("Has “%s” at the same time.", name)
        if not self._lacks_rest(duty.start, duty.stop, rest):
            return None
        return self.env._(
            "Has less than %(hours)g hours of rest: “%(name)s” is from"
            " %(start)s to %(stop)s.",
            hours=rest / timedelta(hours=1),
            name=name,
            start=self._tell_moment(duty.start),
            stop=self._tell_moment(duty.stop),
        )

    def _lacks_rest(self, start, stop, rest):
        """Tell whether a duty lies on another day, but too close.

        Several shifts a day are one day's work.
        """
        if self._workday(start) == self._workday(self.start):
            return False
        gap = self.start - stop if stop <= self.start else start - self.stop
        return gap < rest

    def _workday(self, moment):
        local = self.quartier_id._localize(moment).replace(tzinfo=None)
        return (local - DAY_BEGINS).date()

    def _rests(self):
        """Return how long the rest between the work of two days is, for each shift.

        :rtype: dict[quartier.volunteer.shift, timedelta]
        """
        days = {shift: shift._day() for shift in self}
        rules = self.env["quartier.rule"]._find_rules(REST_RULE, days.values())
        return {
            shift: timedelta(hours=rules[day].value if rules[day] else 0)
            for shift, day in days.items()
        }

    def _duties(self, volunteers, rest):
        """Find what people have to do around these shifts, in one query.

        :rtype: list[Duty]
        """
        if not self:
            return []
        self.env["quartier.volunteer.assignment"].flush_model()
        self.env["quartier.volunteer.shift"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                SELECT a.volunteer_id, s.id, s.name, s.start, s.stop, s.quartier_id
                  FROM quartier_volunteer_assignment a
                  JOIN quartier_volunteer_shift s ON s.id = a.shift_id
                 WHERE a.volunteer_id = ANY(%s) AND a.state IN %s
                   AND s.standing IS NOT TRUE AND s.start < %s AND s.stop > %s
                 ORDER BY s.start, s.id
                """,
                volunteers.ids,
                ON_DUTY,
                max(self.mapped("stop")) + rest,
                min(self.mapped("start")) - rest,
            )
        )
        return [Duty(*row) for row in self.env.cr.fetchall()]

    def _day(self):
        """Return the office's day on which the shift begins."""
        return self.quartier_id._localize(self.start).date()

    def _days(self):
        """Return the first and the last day of a shift by the office's clock."""
        stop = self.stop - timedelta(seconds=1)
        return self._day(), self.quartier_id._localize(stop).date()
