"""Edges of the network, compared without the ORM."""

from datetime import date
from typing import NamedTuple


class Edge(NamedTuple):
    """A relation by its ends and its days.

    :ivar kind: id of its kind
    :ivar ends: ids of both contacts, in order unless it reads the same both ways
    :ivar first, last: days, both included; open ends are ``date.min`` and ``date.max``
    """

    kind: int
    ends: tuple
    first: date
    last: date

    @classmethod
    def of(cls, kind, ends, mutual, first, last):
        """Return the edge; open ends may be given as anything false."""
        ends = tuple(sorted(ends)) if mutual else tuple(ends)
        return cls(kind, ends, first or date.min, last or date.max)

    @property
    def is_loop(self):
        return self.ends[0] == self.ends[1]

    def overlaps(self, other):
        """Return whether both say the same of a common day."""
        return (
            self[:2] == other[:2]
            and self.first <= other.last
            and other.first <= self.last
        )
