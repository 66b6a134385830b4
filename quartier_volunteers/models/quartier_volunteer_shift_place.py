from typing import NamedTuple

from odoo import fields, models

from .quartier_volunteer_assignment import ON_DUTY
from .quartier_volunteer_assignment_place import SHOWN
from .quartier_volunteer_place_consent import PURPOSE


class PlaceShift(NamedTuple):
    """A shift at an organisation.

    :ivar figures: how many have a place, in words; empty once it is over
    :ivar missing: how many more are needed at least, in words
    :ivar free: how many places are left otherwise, in words
    :ivar rest: what may be said of all at once, see ``_place_rest``
    """

    id: int
    opportunity_id: int
    opportunity: str
    role: str
    when: str
    where: str
    note: str
    standing: bool
    cancelled: bool
    over: bool
    figures: str
    missing: str
    free: str
    people: tuple
    rest: str


class QuartierVolunteerShift(models.Model):
    """What an organisation reads of a shift, and what is noted of what it says."""

    _inherit = "quartier.volunteer.shift"

    def _place_rows(self):
        """Return what an organisation reads of these shifts, as the system.

        :rtype: list[PlaceShift]
        """
        free = self._free_seats()
        assignments = self._place_assignments()
        reachable = assignments.volunteer_id.partner_id._quartier_may(PURPOSE)
        hours = assignments._place_hours()
        people = {}
        for row in assignments:
            people.setdefault(row.shift_id, []).append(
                row._place_person(row.volunteer_id.partner_id in reachable, hours)
            )
        taken = assignments.filtered(lambda row: row.state in ON_DUTY)
        counts = {shift: len(rows) for shift, rows in taken.grouped("shift_id").items()}
        return [
            shift._place_row(
                len(free[shift]), counts.get(shift, 0), people.get(shift, ())
            )
            for shift in self
        ]

    def _place_row(self, free, taken, people):
        over = self.stop <= fields.Datetime.now()
        closed = over or self.cancelled_on
        missing = 0 if closed else max(self.min_count - taken, 0)
        free = 0 if closed or missing else free
        return PlaceShift(
            id=self.id,
            opportunity_id=self.opportunity_id.id,
            opportunity=self.opportunity_id.name,
            role=self.name,
            when=self._when(),
            where=self._where(),
            note=self.note or "",
            standing=self.standing,
            cancelled=bool(self.cancelled_on),
            over=over,
            figures="" if over else self._place_figures(taken),
            missing=self.env._("At least %s more needed", missing) if missing else "",
            free=self.env._("%s more possible", free) if free else "",
            people=tuple(people),
            rest=self._place_rest_action(people),
        )

    def _place_day(self):
        """Return the day whose rules are told: of what goes on, today."""
        day = self._work_day()
        return max(day, self.quartier_id._today()) if self.standing else day

    def _place_figures(self, taken):
        return self.env._(
            "%(taken)s of %(places)s confirmed", taken=taken, places=self.max_count
        )

    def _place_rest_action(self, people):
        """Say what can be said of several people at once, if anything."""
        for action in ("came", "did"):
            rest = [
                row for row in people if row.state != "missed" and action in row.actions
            ]
            if len(rest) > 1:
                return action
        return ""

    def _place_assignments(self):
        """Return who is shown: nobody of what does not take place, nobody whom another
        office looks after by now, and of what has no times who goes on only: it lasts
        for years."""
        rows = self.env["quartier.volunteer.assignment"].search(
            [
                ("shift_id", "in", self.ids),
                ("shift_id.cancelled_on", "=", False),
                ("state", "in", tuple(SHOWN)),
                ("volunteer_id.state", "!=", "anonymised"),
                "|",
                ("shift_id.standing", "=", False),
                ("state", "not in", ("done", "no_show")),
            ]
        )
        rows = rows.filtered(
            lambda row: row.volunteer_id.quartier_id == row.shift_id.quartier_id
        )
        return rows.sorted(lambda row: row.volunteer_id.partner_id.name or "")

    def _place_log(self, action, count, user):
        """Note with the shift who said it: without names, as all of the office read
        shifts, and coordinators alone who takes part."""
        self = self.with_context(lang=self.quartier_id.lang)
        texts = {
            "came": self.env._("The organisation says: %s came.", count),
            "did": self.env._("The organisation says: %s were there.", count),
            "missed": self.env._("The organisation says: %s did not come.", count),
        }
        self._message_log(body=texts[action], author_id=user.partner_id.id)
