"""The same invoice, or the shares of one, in several processes at once.

In a database of their own, because what they do is committed.
"""

import os
import unittest
from contextlib import ExitStack

from quartier_dev import addons, databases
from quartier_dev.bench import fixture, rooms, vouchers
from quartier_dev.bench.worker import Worker
from quartier_dev.paths import own_addons

DATABASE = f"quartier_voucher_race_{os.getpid()}"
RACERS = 3
ROUNDS = 4


class TestVoucherRace(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(databases.drop, DATABASE)
        addons.create(DATABASE, demo=False)
        stack = cls.enterClassContext(ExitStack())
        cls.workers = [
            stack.enter_context(Worker(DATABASE)) for _racer in range(RACERS)
        ]
        cls.workers[0].ask(fixture.create_roles, own=own_addons())
        # grants of their own: two bookings on one grant wait for each other anyway
        cls.cases = [cls.workers[0].result(vouchers.new_case) for _ in range(RACERS)]
        cls.case = cls.cases[0]

    def _new(self, number, **values):
        return self.workers[0].result(
            vouchers.new_voucher, "office", case=self.case, number=number, **values
        )

    def _together(self, work, *arguments):
        workers = self.workers[: len(arguments)]
        return rooms.together(workers, work, list(arguments))

    def _result(self, work, **arguments):
        return self.workers[0].result(work, **arguments)

    def _book(self, number):
        own = [{"case": case, "number": number} for case in self.cases]
        return self._together(vouchers.book_after_all, *own)

    def _check_sums(self):
        grant, lines, counted = self._result(vouchers.sums, case=self.case)
        self.assertEqual((grant, lines), (counted, counted))

    def test_an_invoice_is_booked_once(self):
        for turn in range(ROUNDS):
            answers = self._book(f"EINMAL-{turn}")
            self.assertEqual(answers.count("won"), 1, answers)
            for answer in answers:
                if answer != "won":
                    self.assertIn("booked already", answer)
            count = self._result(vouchers.count_papers, number=f"EINMAL-{turn}")
            self.assertEqual(count, 1)

    def test_two_shares_above_the_whole(self):
        """Each of 60 percent is possible, two of them are not."""
        for turn in range(ROUNDS):
            voucher = self._new(f"TEILE-{turn}")
            own = {"case": self.case, "voucher": voucher, "amount": 60}
            answers = self._together(vouchers.share_after_all, *[own] * RACERS)
            self.assertEqual(answers.count("won"), 1, answers)
            for answer in answers:
                if answer != "won":
                    self.assertIn("lower a share", answer)
            state = self._result(vouchers.outcome, voucher=voucher)
            self.assertEqual(state, ["draft", 60])

    def test_changed_while_it_is_confirmed(self):
        for turn in range(ROUNDS):
            voucher = self._new(f"BEIDES-{turn}", amounts=[50])
            answers = self._together(
                vouchers.change_or_confirm_after_all,
                {"voucher": voucher, "confirm": True},
                {"voucher": voucher, "confirm": False},
            )
            self.assertEqual(answers.count("won"), 1, answers)
            state = self._result(vouchers.outcome, voucher=voucher)
            self.assertIn(state, (["confirmed", 50], ["draft", 0]))
            self._check_sums()

    def test_confirmed_at_once(self):
        """Different vouchers of one grant: its sums miss none of them."""
        for turn in range(ROUNDS):
            ids = [self._new(f"S-{turn}-{n}", amounts=[0.01]) for n in range(RACERS)]
            own = [{"voucher": voucher} for voucher in ids]
            answers = self._together(vouchers.confirm_after_all, *own)
            self.assertEqual(answers, ["won"] * RACERS)
            self._check_sums()

    def test_race_is_real(self):
        """Without the index all of them book: looking first does not help."""
        self.addCleanup(self._result, vouchers.create_index, number="DOPPELT")
        self._result(vouchers.drop_index)
        self.assertEqual(self._book("DOPPELT"), ["won"] * RACERS)
