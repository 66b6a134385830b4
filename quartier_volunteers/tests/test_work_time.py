from datetime import datetime, timedelta
from unittest import TestCase

from ..models.work_time import clocked, rounded_hours

START = datetime(2026, 5, 4, 10)
STOP = START + timedelta(hours=2)


class TestWorkTime(TestCase):
    def test_rounding(self):
        for minutes, pause, step, hours in (
            (120, 0, 15, 2),
            (127, 0, 15, 2),
            (128, 0, 15, 2.25),
            (3, 0, 15, 0.25),
            (0, 0, 15, 0),
            (400, 30, 30, 6),
            (30, 30, 15, 0),
            (125, 0, 1, 125 / 60),
            (60 * 40, 0, 60, 24),
        ):
            with self.subTest(minutes=minutes, pause=pause, step=step):
                stop = START + timedelta(minutes=minutes)
                self.assertEqual(rounded_hours(START, stop, pause, step), hours)

    def test_a_click_counts_close_to_the_plan(self):
        early, late = START - timedelta(minutes=20), STOP + timedelta(minutes=50)
        next_day = STOP + timedelta(hours=20)
        for came, left, expected in (
            (None, None, (START, STOP, False)),
            (early, None, (early, STOP, True)),
            (early, late, (early, late, True)),
            (START, None, (START, STOP, True)),
            # the list was filled in afterwards
            (late, next_day, (START, STOP, False)),
            (early, next_day, (early, STOP, True)),
            (START - timedelta(hours=5), late, (START, late, True)),
        ):
            with self.subTest(came=came, left=left):
                self.assertEqual(clocked(START, STOP, came, left), expected)
