from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .people_common import PeopleCommon

# the nights in which the clock changes, and days around; UTC
FIRST = datetime(2030, 3, 29)
NOW = datetime(2030, 3, 1, 9)
DAYS = st.integers(-40, 30).map(lambda days: FIRST.date() + timedelta(days=days))
SHIFTS = st.lists(
    st.tuples(
        st.sampled_from((0, 1, 2, 3, 212, 213)),  # days after the first
        st.integers(0, 47),  # half hours
        st.sampled_from((1, 4, 8, 17, 30, 60)),  # half hours that it lasts
        st.booleans(),  # asks for papers
        st.sampled_from((False, False, False, True)),  # standing
        st.booleans(),  # for the event
        st.booleans(),  # the other kind of work
    ),
    min_size=2,
    max_size=5,
)
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "age_class": st.sampled_from((False, "14_15", "16_17", "18_26", "18_plus")),
            "age_valid_until": st.one_of(st.none(), DAYS),
            "allowed_from": st.sampled_from((0, 9.5)),
            "allowed_until": st.sampled_from((0, 17.25)),
            "supervisor_name": st.sampled_from((False, "Frau Ott")),
            "state": st.sampled_from(("active", "paused", "onboarding", "ended")),
            "paused_until": st.one_of(st.none(), DAYS),
            "guardian_how": st.sampled_from((False, "paper", "page")),
            "guardian_until": st.sampled_from((12.0, 24.0)),
        }
    ),
    min_size=1,
    max_size=3,
)
ABSENCES = st.lists(st.tuples(st.integers(0, 2), DAYS, st.integers(0, 9)), max_size=4)
PAPERS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(("first_aid", "first", "begun", "follow_up", "sheet")),
        DAYS,
        st.one_of(st.none(), DAYS),
    ),
    max_size=6,
)
TAKEN = st.sets(st.tuples(st.integers(0, 4), st.integers(0, 2)), max_size=5)


@tagged("standard", "post_install", "-at_install")
class TestVolunteerObstacleProperty(PeopleCommon):
    """Many shifts at once are judged as each alone, however they lie."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.infection.sudo().sheet_allowed = True
        cls.other = cls.kind.copy({"name": "Fahrdienst", "min_age": 16})
        cls.event = cls.env["calendar.event"].create(
            {
                "name": "Fest",
                "start": FIRST,
                "stop": FIRST + timedelta(hours=5),
                "quartier_id": cls.west.id,
            }
        )
        cls.people = cls.env["quartier.volunteer"].browse(
            cls._new_volunteer(f"Person {number}", age_class=False).id
            for number in range(3)
        )

    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(SHIFTS, PEOPLE, ABSENCES, PAPERS, TAKEN)
    def test_many_as_one(self, shifts, people, absences, papers, taken):
        savepoint = self.cr.savepoint()
        try:
            with freeze_time(NOW):
                made = self._shifts(shifts)
                persons = self._people(people, absences, papers)
                self._put(made, persons, taken)
                self._compare(made, persons)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def _put(self, shifts, people, taken):
        """Give these people places, whatever stands against it."""
        self.env["quartier.volunteer.assignment"].create(
            [
                {
                    "shift_id": shifts[number].id,
                    "volunteer_id": people[person].id,
                    "state": "confirmed",
                    "seat": person + 1,
                }
                for number, person in taken
                if number < len(shifts) and person < len(people)
            ]
        )

    def _compare(self, shifts, people):
        self.env.invalidate_all()
        together = shifts._refusals_all(people)
        checks = shifts._obstacle_checks()
        obstacles = shifts._judge(people, checks)
        for shift in shifts:
            self.env.invalidate_all()
            self.assertEqual(together[shift], shift._refusals(people))
            self.assertEqual(obstacles[shift], shift._obstacles(people))
            for person in people:
                self.assertEqual(
                    together[shift][person], shift._refusals(person)[person]
                )
        for person in people:
            mine = person.assignment_ids.shift_id
            matches = (shifts - mine)._match_all(person)
            for shift in shifts - mine:
                self.assertEqual(matches[shift], shift._match(person)[person])

    def _shifts(self, rows):
        made = self.env["quartier.volunteer.shift"]
        for day, begin, length, papers, standing, event, other in rows:
            start = FIRST + timedelta(days=day, minutes=30 * begin)
            made += self.env["quartier.volunteer.shift"].create(
                {
                    "name": f"Schicht {len(made)}",
                    "quartier_id": self.west.id,
                    "kind_id": (self.other if other else self.kind).id,
                    "start": start,
                    "stop": start + timedelta(minutes=30 * length),
                    "standing": standing,
                    "max_count": 3,
                    "event_id": self.event.id if event and not standing else False,
                    "proof_type_ids": [
                        Command.set((self.first_aid + self.infection).ids)
                        if papers
                        else Command.clear()
                    ],
                }
            )
        return made

    def _people(self, rows, absences, papers):
        made = self.people[: len(rows)]
        for number, values in enumerate(rows):
            made[number].sudo().write(
                {
                    **values,
                    "wished_hours": 5,
                    "wished_per": ("week", "month", "once")[number],
                    "guardian_kind_ids": [Command.set(self.kind.ids)],
                }
            )
        for number, first, days in absences:
            if number < len(made):
                self.env["quartier.volunteer.absence"].create(
                    {
                        "volunteer_id": made[number].id,
                        "date_from": first,
                        "date_to": first + timedelta(days=days),
                    }
                )
        for number, form, day, until in papers:
            if number < len(made):
                self._paper(made[number], form, day, until)
        return made

    def _paper(self, person, form, day, until):
        first_aid = form == "first_aid"
        self._prove(
            self.first_aid if first_aid else self.infection,
            day,
            person,
            form={"first_aid": "first", "begun": "first"}.get(form, form),
            begun_on=day + timedelta(days=3) if form == "begun" else False,
            event_id=self.event.id if form == "sheet" else False,
            **({"valid_until": until} if until and form != "sheet" else {}),
        )

    def test_rules_of_many_days(self):
        rules = self.env["quartier.rule"]
        rows = [
            ("2030-01-01", "2030-01-31"),
            ("2030-02-10", "2030-02-20"),
            ("2030-02-21", False),
        ]
        rules.create(
            [
                {
                    "name": first,
                    "key": "attack_rule",
                    "value": 1,
                    "date_from": first,
                    "date_to": last,
                    "source": "x",
                }
                for first, last in rows
            ]
        )
        days = [date(2029, 12, 1) + timedelta(days=number) for number in range(120)]
        together = rules._find_rules("attack_rule", days)
        for day in days:
            self.assertEqual(together[day], rules._find_rule("attack_rule", day))
            expected = [
                first
                for first, last in rows
                if first <= str(day) and (not last or str(day) <= last)
            ]
            self.assertEqual(together[day].mapped("name"), expected)
