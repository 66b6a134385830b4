"""What an audit folder is made of, before anything of it is read: no ORM."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Stored(NamedTuple):
    """A file as it lies in the filestore."""

    path: str


class Made(NamedTuple):
    """Bytes that a method of the grant returns when their turn comes.

    :ivar method: takes ``arguments``; it runs with the rights of who exports
    """

    method: str
    arguments: tuple = ()


@dataclass
class Entry:
    """A document of the folder, or one that should be there.

    :ivar section: key of its section
    :ivar title: what it is, in the office's language
    :ivar name: file name that is wanted, with suffix
    :ivar folder: a folder of its own within the section, or ""
    :ivar source: where its bytes come from; None: nothing was kept, ``gap`` says what
    :ivar size: bytes, 0 where they are not known before
    :ivar checksum: SHA-1 that the bytes should have, or ""
    :ivar path: in the archive; placed with the plan
    """

    section: str
    title: str
    name: str = ""
    day: date | None = None
    folder: str = ""
    source: Stored | Made | None = None
    size: int = 0
    checksum: str = ""
    gap: str = ""
    path: str = ""


@dataclass
class Line:
    """A line of the index: what became of an entry.

    :ivar problem: why it is missing or not as it was kept, or ""
    :ivar lost: it was kept once, and cannot be read as it was
    """

    number: int
    section: str
    title: str
    day: date | None
    path: str = ""
    size: int = 0
    sha256: str = ""
    problem: str = ""
    lost: bool = False


class Plan(NamedTuple):
    """What goes into a folder.

    :ivar sections: names of its sections by key, in order
    :ivar left_out: names of those that it goes without
    :ivar entries: of its sections, in order
    """

    sections: dict[str, str]
    left_out: list[str]
    entries: list[Entry]
