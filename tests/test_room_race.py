"""The same room, or the same request for it, in several processes at once.

In a database of their own, because what they do is committed.
"""

import os
import unittest
from contextlib import ExitStack

from quartier_dev import addons, databases
from quartier_dev.bench import fixture, rooms
from quartier_dev.bench.worker import Worker
from quartier_dev.paths import own_addons

DATABASE = f"quartier_race_{os.getpid()}"
RACERS = 4
ROUNDS = 5


class TestRoomRace(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(databases.drop, DATABASE)
        addons.create(DATABASE, ["quartier_management"], demo=False)
        stack = cls.enterClassContext(ExitStack())
        cls.workers = [
            stack.enter_context(Worker(DATABASE)) for _racer in range(RACERS)
        ]
        cls.workers[0].ask(fixture.create_roles, own=own_addons())
        cls.room = cls.workers[0].result(rooms.new_room, "manager", name="Saal")

    def _race(self, first_day):
        days = range(first_day, first_day + ROUNDS)
        return [rooms.one_round(self.workers, self.room, day) for day in days]

    def _doubles(self):
        return self.workers[0].result(rooms.double_bookings, room=self.room)

    def test_race_is_real(self):
        """Without the constraint all of them book: looking first does not help."""
        with rooms.nullified(self.workers[0]):
            for answers in self._race(0):
                self.assertEqual(answers, ["won"] * RACERS)
            self.assertGreater(self._doubles(), 0)
        self.assertEqual(self._doubles(), 0)

    def test_one_winner(self):
        for answers in self._race(100):
            self.assertEqual(answers.count("won"), 1, answers)
            for answer in answers:
                self.assertTrue(rooms.is_readable(answer), answer)
        self.assertEqual(self._doubles(), 0)

    def _together(self, work, arguments):
        return rooms.together(self.workers, work, arguments)

    def test_one_decision(self):
        """One approves, another declines: whoever is second reads that it is over."""
        for day in range(200, 200 + ROUNDS):
            request = self.workers[0].result(rooms.new_request, room=self.room, day=day)
            answers = self._together(
                rooms.confirm_after_all, [{"request": request}] * RACERS
            )
            self.assertEqual(answers, ["won"] * RACERS)
            state = self.workers[0].result(rooms.outcome, request=request)
            self.assertEqual(state, ["open", 0, 1])
            answers = self._together(
                rooms.decide_after_all,
                [
                    {"request": request, "approve": number % 2 == 0}
                    for number in range(RACERS)
                ],
            )
            self.assertEqual(answers.count("won"), 1, answers)
            for answer in answers:
                if answer != "won":
                    self.assertIn("cannot be decided", answer)
            approved = answers.index("won") % 2 == 0
            state = self.workers[0].result(rooms.outcome, request=request)
            self.assertEqual(
                state, ["approved", 1, 0] if approved else ["declined", 0, 0]
            )
