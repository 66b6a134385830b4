"""Which papers count on a day: arithmetic without the ORM."""

from datetime import date
from typing import NamedTuple


class Paper(NamedTuple):
    """What somebody has shown.

    :param tuple pair: ids of person and type of proof
    :param form: of a proof; None for a certificate of conduct
    :param day: from which it counts; None: since always
    :param until: the last day on which it is valid; empty: as long as it is kept
    :param begun: the day on which the work began with a first briefing
    :param event: id of the only event for which a sheet was signed
    """

    pair: tuple
    form: str | None
    day: date | None
    until: date | None
    begun: date | None
    event: int | None

    def counts(self, day, events):
        """Tell whether it counts on a day, at one of these events."""
        if self.event and self.event in events:
            return True
        begun = self.day is None or self.day <= day
        return self.form != "sheet" and begun and (not self.until or self.until >= day)


class Papers(NamedTuple):
    """All that some people have shown."""

    rows: list

    def on(self, day, events=()):
        """Return what people have on a day, as pairs of ids of person and type.

        A follow-up briefing counts once the work began with a first one (§ 43 IfSG).

        :param date day: by the office's clock
        :param events: ids of the events at which the work is done
        :rtype: set[tuple[int, int]]
        """
        begun = {
            row.pair
            for row in self.rows
            if row.form == "first" and row.begun and row.begun <= day
        }
        return {
            row.pair
            for row in self.rows
            if row.counts(day, events)
            and (row.form != "follow_up" or row.pair in begun)
        }
