"""Samples of ours and of the comparison, taken so that no noise decides."""

import statistics
import time
from dataclasses import dataclass
from typing import NamedTuple


class Sample(NamedTuple):
    """How long a piece of work took, in milliseconds.

    ``processor`` counts Odoo's process and its database connections without parallel
    workers. It hardly depends on what else the machine does, as ``wall`` does.
    """

    wall: float
    processor: float

    def each(self, count):
        """The same for one of ``count`` like parts."""
        return Sample(self.wall / count, self.processor / count)


@dataclass
class Figure:
    """A line of a report; lines of the same name are its variants.

    ``ours[i]`` and ``comparison[i]`` are samples from the same round, taken one right
    after the other. ``limit`` says what keeps the ratio from being smaller. Not to
    exceed (None: the figure only informs): ``goal`` by the ratio, ``most`` by ours.
    """

    name: str
    variant: str
    ours: list[Sample]
    comparison: list[Sample]
    limit: str
    goal: float | None = None
    most: float | None = None

    @property
    def ratios(self):
        """Of the time that passed, for each round: what disturbs one disturbs both."""
        pairs = zip(self.ours, self.comparison, strict=True)
        return [ours.wall / comparison.wall for ours, comparison in pairs]

    @property
    def ratio(self):
        return statistics.median(self.ratios)

    @property
    def processor_ratio(self):
        pairs = zip(self.ours, self.comparison, strict=True)
        return statistics.median(
            ours.processor / comparison.processor for ours, comparison in pairs
        )


def interleave(ours, comparison, seconds=10, least=7, most=201):
    """Take samples of both in turns, A B B A …; returns two lists.

    :param ours, comparison: functions without argument that return a sample
    :param seconds: when to stop, but after ``least`` and at most ``most`` rounds
    """
    sides = ((ours, []), (comparison, []))
    for take, _samples in sides:
        take()  # warms up
    started = time.monotonic()
    rounds = 0
    while rounds < least or (rounds < most and time.monotonic() < started + seconds):
        for take, samples in sides if rounds % 2 else reversed(sides):
            samples.append(take())
        rounds += 1
    return tuple(samples for _take, samples in sides)


def quartiles(values):
    """Lower and upper quartile: between them lies the middle half."""
    lower, _median, upper = statistics.quantiles(values, n=4, method="inclusive")
    return lower, upper
