"""The last place of a shift, and the hours of a day, in several processes at once.

In a database of their own, because what they do is committed.
"""

import os
import unittest
from contextlib import ExitStack

from quartier_dev import addons, databases
from quartier_dev.bench import fixture, rooms, volunteer_hours, volunteers
from quartier_dev.bench.worker import Worker
from quartier_dev.paths import own_addons

DATABASE = f"quartier_volunteer_race_{os.getpid()}"
RACERS = 8
ROUNDS = 3


class TestVolunteerRace(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(databases.drop, DATABASE)
        addons.create(DATABASE, demo=False)
        stack = cls.enterClassContext(ExitStack())
        cls.workers = [
            stack.enter_context(Worker(DATABASE)) for _racer in range(RACERS)
        ]
        cls.workers[0].ask(fixture.create_roles, own=own_addons())
        cls.case = cls._result(volunteers.new_case)
        cls.people = cls._result(volunteers.new_racers, case=cls.case, count=RACERS)
        cls.days = iter(range(1000))

    @classmethod
    def _result(cls, work, login=None, **arguments):
        return cls.workers[0].result(work, login, **arguments)

    def _shift(self, places=1):
        return self._result(
            volunteers.race_shift, case=self.case, day=next(self.days), places=places
        )

    def _race(self):
        return volunteers.one_round(
            self.workers, self.case, self.people, next(self.days)
        )

    def test_race_is_real(self):
        """Without the index all of them are confirmed: looking does not help."""
        self.addCleanup(self._result, volunteers.create_index)
        self._result(volunteers.drop_index)
        states, answers = self._race()
        self.assertEqual(answers, ["won"] * RACERS)
        self.assertGreater(states.count("confirmed"), 1, states)

    def test_last_place(self):
        for _turn in range(ROUNDS):
            states, answers = self._race()
            self.assertEqual(answers, ["won"] * RACERS)
            self.assertEqual(states, ["confirmed"] + ["waitlisted"] * (RACERS - 1))

    def test_list_is_offered_in_order(self):
        shift = self._shift()
        arguments = [{"shift": shift, "volunteer": row} for row in self.people]
        rooms.together(self.workers, volunteers.sign_up_after_all, arguments)
        queue = self._result(volunteers.queue, shift=shift)
        for turn in range(3):
            self._result(
                volunteers.withdraw, "office", shift=shift, volunteer=queue[turn]
            )
            states = self._result(volunteers.states, shift=shift)
            following = [states[str(row)] for row in queue[turn + 1 :]]
            waiting = ["waitlisted"] * (RACERS - turn - 2)
            self.assertEqual(following, ["offered", *waiting])

    def test_places_are_lowered_meanwhile(self):
        """Whoever comes first: nobody sits beyond the last place."""
        for _turn in range(ROUNDS * 2):
            shift = self._shift(places=2)
            one, two, *_rest = self.people
            self._result(volunteers.sign_up, "office", shift=shift, volunteer=one)
            [joined, lowered] = volunteers.side_by_side(
                self.workers,
                (volunteers.sign_up_after_all, {"shift": shift, "volunteer": two}),
                (volunteers.lower_after_all, {"shift": shift, "places": 1}),
            )
            places, seats = self._result(volunteers.places_of, shift=shift)
            self.assertEqual(joined, "won")
            self.assertLessEqual(max(seats), places)
            self.assertEqual(len(seats), len(set(seats)))
            if lowered == "won":
                self.assertEqual((places, seats), (1, [1]))
            else:
                self.assertIn("Please take", lowered)
                self.assertEqual((places, seats), (2, [1, 2]))

    def test_place_becomes_free_while_somebody_joins_the_list(self):
        for _turn in range(ROUNDS):
            shift = self._shift()
            one, two, *_rest = self.people
            self._result(volunteers.sign_up, "office", shift=shift, volunteer=one)
            volunteers.side_by_side(
                self.workers,
                (volunteers.sign_up_after_all, {"shift": shift, "volunteer": two}),
                (volunteers.withdraw_after_all, {"shift": shift, "volunteer": one}),
            )
            self._result(volunteers.pass_on)
            states = self._result(volunteers.states, shift=shift)
            self.assertIn(states[str(two)], ("offered", "confirmed"))

    def test_two_clicks_on_one_offer(self):
        shift = self._shift()
        one, two, *_rest = self.people
        for person in (one, two):
            self._result(volunteers.sign_up, "office", shift=shift, volunteer=person)
        self._result(volunteers.withdraw, "office", shift=shift, volunteer=one)
        arguments = [{"shift": shift, "volunteer": two}] * 2
        answers = rooms.together(
            self.workers[:2], volunteers.accept_after_all, arguments
        )
        self.assertEqual(answers, ["won", "won"])
        states = self._result(volunteers.states, shift=shift)
        self.assertEqual(states[str(two)], "confirmed")

    def _report(self, names, guarded=True):
        """Have somebody report 14 hours of today as often as there are names."""
        person = self.people[0]
        day = self._result(volunteer_hours.day, volunteer=person)
        self.addCleanup(self._result, volunteer_hours.forget, volunteer=person)
        answers = rooms.together(
            self.workers[: len(names)],
            volunteer_hours.report_after_all,
            [
                {
                    "volunteer": person,
                    "day": day,
                    "hours": 14,
                    "name": name,
                    "guarded": guarded,
                }
                for name in names
            ],
        )
        return answers, self._result(volunteer_hours.given, volunteer=person)

    def test_a_day_has_24_hours(self):
        """Whoever comes second is told what is there already."""
        answers, given = self._report(["Theke", "Kasse", "Abbau"])
        self.assertEqual(given, [[14, "submitted"]])
        self.assertEqual(answers.count("won"), 1)
        for answer in answers:
            if answer != "won":
                self.assertIn("28 hours", answer)

    def test_race_for_a_day_is_real(self):
        answers, given = self._report(["Theke", "Kasse", "Abbau"], guarded=False)
        self.assertEqual(answers, ["won"] * 3)
        self.assertGreater(len(given), 1)

    def test_the_same_report_twice_is_one(self):
        answers, given = self._report(["Theke", "Theke"])
        self.assertEqual(answers, ["won", "won"])
        self.assertEqual(given, [[14, "submitted"]])

    def test_hours_of_a_day_that_is_being_closed(self):
        """Whoever comes second is told so; nothing stands open on a closed day."""
        person, office = self.people[0], self.case["office"]
        day = self._result(volunteer_hours.day, volunteer=person, ago=1)
        report = {"volunteer": person, "day": day, "hours": 2, "name": "Theke"}
        for _turn in range(ROUNDS * 2):
            reported, closed = rooms.together(
                self.workers[:2],
                volunteer_hours.report_or_close,
                [report, {"close": {"office": office, "day": day}}],
            )
            given = self._result(volunteer_hours.given, volunteer=person)
            if reported == "won":
                self.assertEqual(given, [[2, "submitted"]])
                self.assertIn("not decided", closed)
            else:
                self.assertEqual((given, closed), ([], "won"))
                self.assertIn("closed", reported)
            self._result(volunteer_hours.reopen, office=office)
            self._result(volunteer_hours.forget, volunteer=person)
