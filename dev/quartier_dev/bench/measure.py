"""Samples of ours and of the comparison, taken so that no noise decides."""

import statistics
import time
from dataclasses import dataclass

WARM_UP = 2


@dataclass
class Figure:
    """One line of a report.

    ``ours[i]`` and ``comparison[i]`` are milliseconds from the same round, taken one
    right after the other. ``name`` and ``limit`` are shared by its variants: ``limit``
    says what keeps the ratio from being smaller. ``goal`` is the ratio not to exceed
    (None: the figure only informs).
    """

    name: str
    variant: str
    ours: list
    comparison: list
    limit: str
    goal: float | None = None

    @property
    def ratios(self):
        pairs = zip(self.ours, self.comparison, strict=True)
        return [ours / comparison for ours, comparison in pairs]

    @property
    def ratio(self):
        """The median of the rounds: what disturbs a whole round disturbs both sides."""
        return statistics.median(self.ratios)

    @property
    def ratio_of_fastest(self):
        """Where noise can only slow down, the fastest rounds have the least of it."""
        return min(self.ours) / min(self.comparison)


def interleave(ours, comparison, seconds=8, least=7, most=201):
    """Take samples of both in turns, A B B A …; returns two lists.

    :param ours, comparison: functions without argument that return a sample
    :param seconds: when to stop, but after ``least`` and at most ``most`` rounds
    """
    sides = ((ours, []), (comparison, []))
    for take, _samples in sides * WARM_UP:
        take()
    started = time.monotonic()
    rounds = 0
    while rounds < least or (rounds < most and time.monotonic() < started + seconds):
        for take, samples in sides if rounds % 2 else reversed(sides):
            samples.append(take())
        rounds += 1
    return tuple(samples for _take, samples in sides)


def quartiles(samples):
    """Lower and upper quartile: between them lies the middle half of the samples."""
    lower, _median, upper = statistics.quantiles(samples, n=4, method="inclusive")
    return lower, upper
