"""What a committee paper speaks of, and in which words."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import pytz

from odoo.models import BaseModel


@dataclass(frozen=True)
class Period:
    """The days that a paper reports, and those it looks ahead to.

    :ivar first, last: the days reported, both included
    :ivar outlook: last day of what is planned beyond; not before ``last``
    :ivar tz: the office's time zone, by whose clock days begin
    :ivar today: the day in the office when the paper is drafted
    :ivar project_id: of the one ``project.project`` that is reported; ``None``: all the
        office does
    """

    first: date
    last: date
    outlook: date
    tz: str
    today: date
    project_id: int | None = None

    def utc(self, day):
        """Return the beginning of a day in the office, naive and in UTC."""
        midnight = pytz.timezone(self.tz).localize(datetime.combine(day, time.min))
        return midnight.astimezone(pytz.utc).replace(tzinfo=None)

    def day(self, moment):
        """Return the day in the office of a moment that is naive and in UTC."""
        return pytz.utc.localize(moment).astimezone(pytz.timezone(self.tz)).date()

    @property
    def bounds(self):
        """First moment reported and first moment no more looked ahead to, in UTC."""
        return self.utc(self.first), self.utc(self.outlook + timedelta(days=1))


class Sentence(NamedTuple):
    """A statement as the records of today would make it.

    :ivar key: names it, so that the next draft finds it again, e.g. ``project:7``
    :ivar section: ``code`` of the section it belongs to
    :ivar text: in the language of the office; lines that begin with ``- `` are a list
    :ivar records: what it was drawn from
    :ivar duty: ``quartier.duty`` under which it is reported, or an empty one
    """

    key: str
    section: str
    text: str
    records: BaseModel
    duty: BaseModel
