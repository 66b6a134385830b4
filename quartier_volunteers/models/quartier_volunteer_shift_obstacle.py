from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from .quartier_volunteer import WORKING
from .quartier_volunteer_assignment import OCCUPYING, ON_DUTY

REST_RULE = "volunteer_rest_hours"
# by the office's clock; until then the night belongs to the day before
DAY_BEGINS = timedelta(hours=4)


class QuartierVolunteerShift(models.Model):
    """Whether somebody may take a shift: small checks, each a finished sentence."""

    _inherit = "quartier.volunteer.shift"

    def _obstacles(self, volunteers):
        """Say all that stands against these people taking the shift.

        :param volunteers: any number of ``quartier.volunteer``
        :return: finished sentences for each of them, none where nothing does
        :rtype: dict[quartier.volunteer, list[str]]
        """
        return self._judge(volunteers, self._obstacle_checks())

    def _refusals(self, volunteers):
        """Say the same without asking whether there is a place, which is decided when
        somebody takes it."""
        checks = self._obstacle_checks()
        return self._judge(
            volunteers, [check for check in checks if check != self._check_full]
        )

    def _judge(self, volunteers, checks):
        self.ensure_one()
        obstacles = {volunteer: [] for volunteer in volunteers}
        volunteers._fetch_facts()
        for check in checks if volunteers else ():
            for volunteer, text in check(volunteers):
                obstacles[volunteer].append(text)
        return obstacles

    def _obstacle_checks(self):
        """Hook: each check takes volunteers and yields ``(volunteer, text)``.

        A check asks for all of them in one query.
        """
        return [
            self._check_over,
            self._check_status,
            self._check_full,
            self._check_absent,
            self._check_duties,
        ]

    def _check_over(self, volunteers):
        if problem := self._tell_over():
            for volunteer in volunteers:
                yield volunteer, problem

    def _check_status(self, volunteers):
        labels = dict(volunteers._fields["state"]._description_selection(self.env))
        day = self._day()
        for volunteer in volunteers:
            back = volunteer.paused_until
            returned = volunteer.state == "paused" and back and back < day
            if volunteer.state not in WORKING and not returned:
                yield (
                    volunteer,
                    self.env._("Status is “%s”.", labels[volunteer.state]),
                )
            if volunteer.quartier_id != self.quartier_id:
                yield volunteer, self.env._("Belongs to another office.")

    def _check_full(self, volunteers):
        if self._free_seats()[self] or self._substitutes_wanted()[self]:
            return
        # sudo: asks who has a place, which is told of nobody but themselves
        assignments = self.env["quartier.volunteer.assignment"].sudo()
        seated = {
            volunteer.id
            for [volunteer] in assignments._read_group(
                [("shift_id", "=", self.id), ("state", "in", OCCUPYING)],
                ["volunteer_id"],
            )
        }
        text = self.env._("All places are taken: there is the waiting list.")
        for volunteer in volunteers:
            if volunteer.id not in seated:
                yield volunteer, text

    def _check_absent(self, volunteers):
        if self.standing:
            return
        first, last = self._days()
        # sudo: that somebody is away is no more than what the sentence says
        away = self.env["quartier.volunteer.absence"].sudo()
        rows = away._read_group(
            [
                ("volunteer_id", "in", volunteers.ids),
                ("kind", "=", "away"),
                ("date_from", "<=", last),
                ("date_to", ">=", first),
            ],
            ["volunteer_id"],
            ["date_to:max"],
        )
        for volunteer, until in rows:
            yield (
                volunteer.with_env(self.env),
                self.env._("Has no time until %s.", self._tell_day(until)),
            )

    def _check_duties(self, volunteers):
        """Other shifts at the same time, or too close for a night's rest."""
        if self.standing:
            return
        rest = self._rest()
        for volunteer_id, name, start, stop, office in self._duties(volunteers, rest):
            volunteer = volunteers.browse(volunteer_id)
            known = office == self.quartier_id.id
            name = name if known else self.env._("a shift elsewhere")
            if start < self.stop and stop > self.start:
                yield (
                    volunteer,
                    self.env._("Has “%s” at the same time.", name),
                )
            elif self._lacks_rest(start, stop, rest):
                yield (
                    volunteer,
                    self.env._(
                        "Has less than %(hours)g hours of rest: “%(name)s” is from"
                        " %(start)s to %(stop)s.",
                        hours=rest / timedelta(hours=1),
                        name=name,
                        start=self._tell_moment(start),
                        stop=self._tell_moment(stop),
                    ),
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

    def _rest(self):
        """Return how long the rest between the work of two days is.

        :rtype: timedelta
        """
        rule = self.env["quartier.rule"]._find_rule(REST_RULE, self._day())
        return timedelta(hours=rule.value if rule else 0)

    def _duties(self, volunteers, rest):
        """Find what people have to do around this shift, in one query.

        :return: rows of volunteer's id, name, start, stop and office's id
        """
        self.env["quartier.volunteer.assignment"].flush_model()
        self.env["quartier.volunteer.shift"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                SELECT a.volunteer_id, s.name, s.start, s.stop, s.quartier_id
                  FROM quartier_volunteer_assignment a
                  JOIN quartier_volunteer_shift s ON s.id = a.shift_id
                 WHERE a.volunteer_id = ANY(%s) AND a.state IN %s
                   AND s.id <> %s AND s.standing IS NOT TRUE
                   AND s.start < %s AND s.stop > %s
                 ORDER BY s.start, s.id
                """,
                volunteers.ids,
                ON_DUTY,
                self.id,
                self.stop + rest,
                self.start - rest,
            )
        )
        return self.env.cr.fetchall()

    def _day(self):
        """Return the office's day on which the shift begins."""
        return self.quartier_id._localize(self.start).date()

    def _days(self):
        """Return the first and the last day of a shift by the office's clock."""
        stop = self.stop - timedelta(seconds=1)
        return self._day(), self.quartier_id._localize(stop).date()
