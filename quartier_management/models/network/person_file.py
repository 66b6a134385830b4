"""What the file about a person (Art. 15 GDPR) and their erasure are made of."""

from typing import Any, NamedTuple

# what becomes of a kind of record when its person is erased
DELETE = "delete"
ANONYMISE = "anonymise"
KEEP = "keep"


class Value(NamedTuple):
    """One detail.

    :ivar name: technical name of the field
    :ivar value: str, number, bool, date, datetime (UTC) or a list of str
    :ivar text: the value as people read it, by the office's clock
    """

    name: str
    label: str
    value: Any
    text: str


class Entry(NamedTuple):
    """One record.

    :ivar date: date or datetime (UTC) that it is about, or None
    :ivar when: the same in words
    """

    model: str
    id: int
    label: str
    values: list
    date: Any = None
    when: str = ""


class Section(NamedTuple):
    """Records of one kind.

    :ivar purpose: why they are kept, a sentence
    :ivar retention: for how long, a sentence; empty: as long as the contact
    :ivar withheld: number of records that whoever asks may not read: they belong to
        somebody else, who has to add them
    :ivar covers: ``(model, field)`` of the relations that were followed
    """

    key: str
    title: str
    purpose: str
    rows: list
    retention: str = ""
    withheld: int = 0
    covers: tuple = ()


class Step(NamedTuple):
    """What an erasure does with one kind of record.

    :ivar fate: ``DELETE``, ``ANONYMISE`` or ``KEEP``
    :ivar records: recordset with sudo; the preview counts what is changed then
    :ivar why: a sentence: why they are kept, or what is left of them
    :ivar apply: called without arguments to do it; None where nothing is done
    :ivar covers: ``(model, field)`` of the relations that are settled by this step
    """

    key: str
    title: str
    fate: str
    records: Any
    why: str = ""
    apply: Any = None
    covers: tuple = ()
