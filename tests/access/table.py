"""Role × subject × operation × own or other office: the table.

Every later issue extends it: a line here and, for a new subject, a function of the same
name in ``subjects.py``. A subject without a line fails, and a line without a subject.

One letter for each operation, in the order read, write, create, delete:

===  ===========================================================================
R    found by every way of searching and counting, and readable
B    found, but core shows nothing but "Busy" of it
h    hidden: searching finds and counts nothing, reading by id raises AccessError
x    refused: even searching raises AccessError, because the model is closed
W    may write
C    may create
D    may delete
-    raises AccessError
===  ===========================================================================

"own" is a record of the user's own office, "oth" of the other one. ``both`` works in
both offices; the roles without "own" and "oth" belong to none, so that for them all
offices are alike.
"""

from typing import NamedTuple

COLUMNS = (
    ("employee", None),
    ("reader", None),
    ("office", True),
    ("office", False),
    ("manager", True),
    ("manager", False),
    ("both", True),
    ("admin", None),
    ("portal", None),
)

TABLE = """
#                         emp- read- office    manager   both  ad-  por-
#                         loy. er    own  oth  own  oth  own   min  tal
# -- office
quartier                  R--- R---  R--- R--- RW-- R--- R---  RWCD x---
duty                      R--- R---  R--- R--- RWC- RWC- R---  RWCD x---
topic                     R--- R---  R--- R--- RWC- RWC- R---  RWCD x---
audience                  R--- R---  R--- R--- RWC- RWC- R---  RWCD x---
language                  R--- R---  R--- R--- RWC- RWC- R---  RWCD x---
rule                      R--- R---  R--- R--- RWC- RWC- R---  RWCD x---
holiday                   R--- R---  R--- R--- RWCD RWCD R---  RWCD x---
street                    x--- R---  R--- R--- RWCD R--- R---  RWCD x---
position                  x--- R---  R--- R--- RWCD R--- R---  RWCD x---

# -- approval: signatures are given by buttons, and written by nobody
approval_role             x--- R---  R--- R--- R--- R--- R---  RWCD x---
approval_rule             x--- R---  R--- R--- R--- R--- R---  RWCD x---
approval_substitute       h--- h---  h--- h--- RWCD h--- h---  RWCD x---
approval_step             h--- R---  R--- R--- R--- R--- R---  R--- x---

# -- network: organisations are shared, residents belong to their office
actor_type                R--- R---  R--- R--- RWC- RWC- R---  RWCD x---
organisation              R--- RWCD  RWCD RWCD RWCD RWCD RWCD  RWCD h---
functional_contact        R--- RWCD  RWCD RWCD RWCD RWCD RWCD  RWCD h---
open_person               R--- RWCD  RWCD RWCD RWCD RWCD RWCD  RWCD h---
# whoever enters a resident of the other office's streets owns them, hence the C
resident                  h--- h---  RWCD h-C- RWCD h-C- RWCD  h--- h---
address_below_resident    h--- h---  RWCD h--- RWCD h--- RWCD  h--- h---
# relations are edited like the contacts that they join
relation_kind             x--- R---  R--- R--- RWC- RWC- R---  RWCD x---
relation                  x--- RWCD  RWCD RWCD RWCD RWCD RWCD  RWCD x---
relation_resident         x--- h---  RWCD h--- RWCD h--- RWCD  h--- x---
# what was said: for all readers, unless it is the team's or a resident's
conversation              x--- R---  RWCD R--- RWCD R--- RWCD  R--- x---
conversation_team_only    x--- h---  RWCD h--- RWCD h--- RWCD  h--- x---
conversation_resident     x--- h---  RWCD h--- RWCD h--- RWCD  h--- x---
# the search adds and the merge deletes
duplicate                 x--- RW--  RW-- RW-- RW-- RW-- RW--  RW-- x---
duplicate_resident        x--- h---  RW-- h--- RW-- h--- RW--  h--- x---
# lists are their uploader's alone, here the manager: nobody sees those of others
partner_import            x--- h-C-  h-C- h-C- RWCD h-C- h-C-  h-C- x---
partner_import_column     x--- h---  h--- h--- h--- h--- h---  h--- x---
partner_import_line       x--- h---  h--- h--- h--- h--- h---  h--- x---
consent_purpose           R--- R---  R--- R--- RWC- RWC- R---  RWCD x---
consent_text              R--- R---  R--- R--- RWC- RWC- R---  RWCD x---
# nobody changes what somebody decided
consent_actor             x--- R---  R-C- R-C- R-C- R-C- R-C-  R-C- x---
consent_resident          x--- h---  R-C- h--- R-C- h--- R-C-  h--- x---
consent_link              x--- x---  x--- x--- x--- x--- x---  x--- x---
# names nobody; written by the erasure alone
erasure_log               x--- x---  x--- x--- R--- h--- x---  R--- x---

# -- rooms: the team promises them; a person's use of a room is the office's to know
room                      R--- R---  R--- R--- RWCD R--- R---  R--- x---
room_layout               R--- R---  R--- R--- RWCD R--- R---  R--- x---
room_equipment            R--- R---  R--- R--- RWC- RWC- R---  RWCD x---
room_booking              x--- R---  RWCD R--- RWCD R--- RWCD  R--- x---
room_booking_resident     x--- h---  RWCD h--- RWCD h--- RWCD  h--- x---
# comes from the public page only, and is a resident's data
room_request              x--- x---  RW-- h--- RW-D h--- RW--  h--- x---

# -- agenda
event_of_nobody           RWCD RWCD  RWCD RWCD RWCD RWCD RWCD  RWCD h---
event_published           R--- R---  RWCD R--- RWCD R--- RWCD  R--- h---
event_unpublished         h--- R---  RWCD R--- RWCD R--- RWCD  R--- h---
event_private             h--- B---  B--- B--- B--- B--- B---  B--- h---
event_invited             R--- R---  RWCD R--- RWCD R--- RWCD  R--- R---
# core lets nobody enter a private event that somebody else organises
event_private_invited     R--- R---  RW-D R--- RW-D R--- RW-D  R--- R---
recurrence                R--- R---  RWCD R--- RWCD R--- RWCD  R--- x---
series                    x--- R---  RWC- R--- RWCD R--- RWC-  R--- x---
series_actor              x--- R---  RWCD R--- RWCD R--- RWCD  R--- x---
series_resident           x--- h---  RWCD h--- RWCD h--- RWCD  h--- x---
event_category            R--- R---  R--- R--- RWC- RWC- R---  RWCD x---
attendee_published        R--- R---  RWCD R--- RWCD R--- RWCD  R--- x---
attendee_unpublished      h--- R---  RWCD R--- RWCD R--- RWCD  R--- x---
event_actor_published     R--- R---  RWCD R--- RWCD R--- RWCD  R--- x---
event_actor_unpublished   h--- R---  RWCD R--- RWCD R--- RWCD  R--- x---
event_actor_private       h--- h---  h--- h--- h--- h--- h---  h--- x---
event_resident            h--- h---  RWCD h--- RWCD h--- RWCD  h--- x---

# -- projects: core decides who reads them
project                   R--- R---  RWC- R--- RWCD R--- RWC-  R--- h---
project_invited_only      h--- h---  h--- h--- h--- h--- h---  h--- h---
project_of_nobody         R--- R---  RWC- RWC- RWCD RWCD RWC-  RWCD h---
task                      R--- R---  RWCD R--- RWCD R--- RWCD  R--- h---
milestone                 R--- R---  RWCD R--- RWCD R--- RWCD  R--- h---
update                    R--- R---  RWCD R--- RWCD R--- RWCD  R--- x---
stage                     R--- R---  RWCD R--- RWCD R--- RWCD  R--- R---
project_actor             R--- R---  RWCD R--- RWCD R--- RWCD  R--- x---
project_resident          h--- h---  RWCD h--- RWCD h--- RWCD  h--- x---

# -- committee: nobody changes what is released
committee_section         x--- R---  R--- R--- R--- R--- R---  RWCD x---
paper                     x--- R---  RWC- R--- RWCD R--- RWC-  R--- x---
paper_released            x--- R---  R--- R--- R--- R--- R---  R--- x---
statement                 x--- R---  RWCD R--- RWCD R--- RWCD  R--- x---
statement_released        x--- R---  R--- R--- R--- R--- R---  R--- x---
"""


class Cell(NamedTuple):
    """What one role may do with a subject's records of its own or another office."""

    role: str
    own: bool | None  # None: the role has no office
    rights: str

    def may(self, operation):
        return operation in self.rights


def parse(text, columns=COLUMNS):
    """Read a table.

    :param columns: its roles, and whether the records are their own office's
    :return: for each subject its cells
    :rtype: dict[str, list[Cell]]
    """
    rows = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        subject, *cells = line.split()
        assert subject not in rows, f"{subject} is listed twice"
        rows[subject] = [
            Cell(role, own, rights)
            for (role, own), rights in zip(columns, cells, strict=True)
        ]
    return rows


RIGHTS = parse(TABLE)
