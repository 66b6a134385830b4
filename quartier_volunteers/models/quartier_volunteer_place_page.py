from typing import NamedTuple

from odoo import fields, models

from .quartier_volunteer_assignment import ON_DUTY
from .quartier_volunteer_link import AFTERWARDS
from .quartier_volunteer_opportunity_state import PUBLIC
from .quartier_volunteer_shift_people import clock

# whose names an organisation reads, and what is said of them
SHOWN = {
    "confirmed": "coming",
    # they keep the duty, and why they look for somebody is their own business
    "substitute": "coming",
    "checked_in": "there",
    "done": "done",
    "no_show": "missed",
}


class PlacePerson(NamedTuple):
    """What an organisation may read of somebody who helps there.

    :ivar id: of the assignment
    :ivar state: one of the values of ``SHOWN``
    :ivar minor: what has to be kept to because somebody is under 18, a sentence
    :ivar actions: what may be said of them now, see ``_place_actions``
    """

    id: int
    name: str
    phone: str
    email: str
    state: str
    minor: str
    actions: tuple


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


class PlaceOpportunity(NamedTuple):
    """An opportunity at an organisation, with its shifts to come and of late.

    :ivar listed: whether there is anything to see of it
    :ivar office: the office and who is responsible
    """

    id: int
    name: str
    when: str
    place: str
    closed: bool
    listed: bool
    office: str
    phone: str
    email: str
    coming: tuple
    past: tuple


class QuartierVolunteerOpportunity(models.Model):
    """The one place that decides what an organisation reads of its volunteers."""

    _inherit = "quartier.volunteer.opportunity"

    def _place_rows(self):
        """Return what the pages show, in few queries for any number of people.

        :rtype: list[PlaceOpportunity]
        """
        shifts = self._place_shifts()
        rows = {}
        for row in shifts._place_rows():
            rows.setdefault(row.opportunity_id, []).append(row)
        return [
            opportunity._place_row(rows.get(opportunity.id, ())) for opportunity in self
        ]

    def _place_row(self, rows):
        office = self.quartier_id
        return PlaceOpportunity(
            id=self.id,
            name=self.name,
            when=self.when or "",
            place=self.place or "",
            closed=self.state == "closed",
            listed=bool(self.state in PUBLIC or rows),
            office=", ".join(filter(None, (office.name, self.user_id.name))),
            phone=office.phone or "",
            email=office.email or "",
            coming=tuple(row for row in rows if not row.over),
            past=tuple(row for row in rows if row.over)[::-1],
        )

    def _place_shifts(self):
        """Return the shifts to come, and those of the past days."""
        return self.env["quartier.volunteer.shift"].search(
            [
                ("opportunity_id", "in", self.ids),
                ("stop", ">", fields.Datetime.now() - AFTERWARDS),
            ]
        )


class QuartierVolunteerShift(models.Model):
    _inherit = "quartier.volunteer.shift"

    def _place_rows(self):
        """Return what an organisation reads of these shifts, as the system.

        :rtype: list[PlaceShift]
        """
        free = self._free_seats()
        assignments = self._place_assignments()
        reachable = assignments.volunteer_id.partner_id._quartier_may("volunteer_place")
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
        """Return who is shown: nobody of what does not take place, and nobody whom
        another office looks after by now."""
        rows = self.env["quartier.volunteer.assignment"].search(
            [
                ("shift_id", "in", self.ids),
                ("shift_id.cancelled_on", "=", False),
                ("state", "in", tuple(SHOWN)),
                ("volunteer_id.state", "!=", "anonymised"),
            ]
        )
        rows = rows.filtered(
            lambda row: row.volunteer_id.quartier_id == row.shift_id.quartier_id
        )
        return rows.sorted(lambda row: row.volunteer_id.partner_id.name or "")


class QuartierVolunteerAssignment(models.Model):
    _inherit = "quartier.volunteer.assignment"

    def _place_person(self, reachable, hours):
        """Return what an organisation reads of somebody.

        :param bool reachable: whether they agreed to pass phone and e-mail on
        :param dict hours: see ``_place_hours``
        """
        self.ensure_one()
        person = self.volunteer_id.partner_id
        return PlacePerson(
            id=self.id,
            name=person.name or "",
            phone=(reachable and person.phone) or "",
            email=(reachable and person.email) or "",
            state=SHOWN[self.state],
            minor=self._place_minor(hours),
            actions=self._place_actions(),
        )

    def _place_hours(self):
        """Return between which hours minors may help, ``{age class: {day: hours}}``:
        asked for once, however many they are."""
        days = {shift._place_day() for shift in self.shift_id}
        minors = self.volunteer_id.filtered("is_minor").grouped("age_class")
        return {key: rows[0]._class_hours_on(days) for key, rows in minors.items()}

    def _place_minor(self, hours):
        """Say what has to be kept to because somebody is under 18."""
        volunteer, shift = self.volunteer_id, self.shift_id
        if not volunteer.is_minor:
            return ""
        begin, end = volunteer._narrowed(
            *hours[volunteer.age_class][shift._place_day()]
        )
        return self.env._(
            "Under 18: only between %(begin)s and %(end)s, supervised by %(name)s.",
            begin=clock(begin),
            end=clock(end),
            name=volunteer.supervisor_name or self.env._("nobody yet, ask the office"),
        )
