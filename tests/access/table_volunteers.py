"""The table of rights of the addon for volunteers; see ``table.py`` for the letters.

Whoever works in an office without a role for volunteers knows which work there is, and
nobody who does it.
"""

from .table import parse

COLUMNS = (
    ("employee", None),
    ("reader", None),
    ("office", True),
    ("office", False),
    ("manager", True),
    ("admin", None),
    ("coordinator", True),
    ("coordinator", False),
    ("inspector", True),
    ("inspector", False),
    ("portal", None),
)

TABLE = """
#                         emp- read- office    ma-  ad-  coordinat. inspector  por-
#                         loy. er    own  oth  na.  min  own  oth   own  oth   tal
# -- shared lists
volunteer_skill           x--- x---  R--- R--- R--- R--- RWCD RWCD  R--- R---  x---
volunteer_proof_type      x--- x---  R--- R--- R--- R--- RWCD RWCD  R--- R---  x---
volunteer_kind            x--- x---  R--- R--- R--- R--- RWCD RWCD  R--- R---  x---

# -- people
volunteer                 x--- x---  x--- x--- x--- x--- RWCD h---  R--- h---  x---
volunteer_ability         x--- x---  x--- x--- x--- x--- RWCD h---  x--- x---  x---
volunteer_availability    x--- x---  x--- x--- x--- x--- RWCD h---  x--- x---  x---
volunteer_absence         x--- x---  x--- x--- x--- x--- RWCD h---  x--- x---  x---
volunteer_proof           x--- x---  x--- x--- x--- x--- RWCD h---  x--- x---  x---
# what was noted is deleted, but never changed
volunteer_inspection      x--- x---  x--- x--- x--- x--- x--- x---  R-CD h---  x---

# -- work
volunteer_opportunity     x--- x---  R--- h--- R--- h--- RWCD h---  R--- h---  x---
volunteer_shift           x--- x---  R--- h--- R--- h--- RWCD h---  R--- h---  x---
volunteer_assignment      x--- x---  x--- x--- x--- x--- RWCD h---  x--- x---  x---

# -- work: shifts of regular offers
volunteer_shift_template  x--- x---  R--- h--- R--- h--- RWCD h---  R--- h---  x---

# -- hours
volunteer_hours           x--- x---  x--- x--- x--- x--- RWCD h---  x--- x---  x---

# -- what comes from outside
volunteer_interest        x--- x---  x--- x--- x--- x--- R--D h---  x--- x---  x---
volunteer_call            x--- x---  x--- x--- x--- x--- R--- h---  x--- x---  x---
volunteer_link            x--- x---  x--- x--- x--- x--- x--- x---  x--- x---  x---
volunteer_signup          x--- x---  x--- x--- x--- x--- x--- x---  x--- x---  x---
# what was closed stays closed
volunteer_hours_closing   x--- x---  x--- x--- x--- x--- R-C- h---  x--- x---  x---
"""

VOLUNTEERS = parse(TABLE, COLUMNS)
