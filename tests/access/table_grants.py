"""The table of rights of the addon for funding; see ``table.py`` for the letters.

Nobody sees an application who neither works in its office with a role for funding nor
reads all of them for the treasury.
"""

from .table import parse

COLUMNS = (
    ("employee", None),
    ("reader", None),
    ("manager", True),
    ("admin", None),
    ("finance", None),
    ("grant_user", True),
    ("grant_user", False),
    ("grant_manager", True),
    ("grant_manager", False),
    ("portal", None),
)

TABLE = """
#                         emp- read- ma-  ad-  fi-   grant_user  grant_man.  por-
#                         loy. er    na.  min  nance own  oth    own  oth    tal
# -- shared lists
rule_set                  x--- x---  x--- x--- R---  R--- R---   RWCD RWCD   x---
cost_kind                 x--- x---  x--- x--- R---  R--- R---   RWCD RWCD   x---
program                   x--- x---  x--- x--- R---  RWC- RWC-   RWCD RWCD   x---
program_section           x--- x---  x--- x--- R---  RWCD RWCD   RWCD RWCD   x---
program_document          x--- x---  x--- x--- R---  RWCD RWCD   RWCD RWCD   x---
call                      x--- x---  x--- x--- R---  RWCD RWCD   RWCD RWCD   x---

# -- applications
grant                     x--- x---  x--- x--- R---  RWC- h---   RWCD h---   x---
budget_line               x--- x---  x--- x--- R---  RWCD h---   RWCD h---   x---
funding_line              x--- x---  x--- x--- R---  RWCD h---   RWCD h---   x---
grant_section             x--- x---  x--- x--- R---  RWCD h---   RWCD h---   x---
grant_document            x--- x---  x--- x--- R---  RWCD h---   RWCD h---   x---
grant_version             x--- x---  x--- x--- R---  R--- h---   R--- h---   x---
grant_question            x--- x---  x--- x--- R---  R--- h---   R--- h---   x---

# -- awarded money
grant_award               x--- x---  x--- x--- R---  R--- h---   R--- h---   x---
grant_award_line          x--- x---  x--- x--- R---  R--- h---   R--- h---   x---
grant_condition           x--- x---  x--- x--- R---  RWCD h---   RWCD h---   x---
grant_change              x--- x---  x--- x--- R---  RWCD h---   RWCD h---   x---
grant_change_line         x--- x---  x--- x--- R---  RWCD h---   RWCD h---   x---
grant_work                x--- x---  x--- x--- R---  RWCD h---   RWCD h---   x---
grant_drawdown            x--- x---  x--- x--- R---  RWCD h---   RWCD h---   x---
grant_repayment           x--- x---  x--- x--- R---  RWC- h---   RWC- h---   x---
grant_repayment_line      x--- x---  x--- x--- R---  R--- h---   R--- h---   x---

# -- the timeline follows from the others; what it notes for itself is the system's
grant_deadline            x--- x---  x--- x--- R---  R--- h---   R--- h---   x---
call_deadline             x--- x---  x--- x--- R---  R--- R---   R--- R---   x---
deadline_notice           x--- x---  x--- x--- x---  x--- x---   x--- x---   x---
deadline_feed             x--- x---  x--- x--- x---  x--- x---   x--- x---   x---

# -- deletions: nobody writes their record
grant_erasure_log         x--- x---  x--- x--- R---  x--- x---   R--- h---   x---

# -- proof of use: its lines are the system's
grant_income              x--- x---  x--- x--- R---  RWCD h---   RWCD h---   x---
grant_item                x--- x---  x--- x--- R---  RWCD h---   RWCD h---   x---
grant_proof               x--- x---  x--- x--- R---  RWCD h---   RWCD h---   x---
grant_proof_line          x--- x---  x--- x--- R---  RW-- h---   RW-- h---   x---
grant_proof_statement     x--- x---  x--- x--- R---  RWCD h---   RWCD h---   x---
grant_proof_cell          x--- x---  x--- x--- R---  RWCD RWCD   RWCD RWCD   x---

# -- signatures
grant_step                h--- h---  h--- h--- R---  R--- h---   R--- h---   x---

# -- vouchers: finance books for all offices; what is confirmed nobody writes
voucher                   x--- x---  x--- x--- RWCD  RWCD h---   RWCD h---   x---
share                     x--- x---  x--- x--- RWCD  RWCD h---   RWCD h---   x---
# scans come in by a method alone
scan                      x--- x---  x--- x--- RW-D  RW-D h---   RW-D h---   x---
# lists are their uploader's alone, here somebody else's
voucher_import            x--- x---  x--- x--- h-C-  h-C- h-C-   h-C- h-C-   x---
voucher_import_column     x--- x---  x--- x--- h---  h--- h---   h--- h---   x---
voucher_import_line       x--- x---  x--- x--- h---  h--- h---   h--- h---   x---
"""

GRANTS = parse(TABLE, COLUMNS)
