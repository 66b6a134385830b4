"""What a handover dossier is made of."""

from datetime import date
from typing import NamedTuple


class Scope(NamedTuple):
    """What the dossier is about.

    :ivar colleague: ``res.users`` whose work is handed over; empty: that of all
    :ivar residents: whether confidential persons are named
    """

    colleague: object
    residents: bool


class Table(NamedTuple):
    """A section of the dossier, printed even if empty: then it says so.

    :ivar title: heading
    :ivar columns: heads of the columns
    :ivar rows: one text for each column
    :ivar empty: sentence that stands for no rows
    """

    title: str
    columns: tuple
    rows: list
    empty: str


class Deadline(NamedTuple):
    """Something that is due, from whichever wing.

    :ivar day: by when, in the office's time
    :ivar what: what has to be done
    :ivar who: names of the responsible
    """

    day: date
    what: str
    who: str
