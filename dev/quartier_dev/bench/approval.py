"""Signing a paper, and the list of what waits for somebody.

"One signature" compares it with a bare write of a tracked field. "Worklist" opens the
first page of 2,000 steps that are open, as the signatory does; the comparison reads as
many activities, which core's own list of things to do would.
"""

from functools import partial

from .fixture import pair
from .measure import Figure, interleave

SIZE = 2_000
SIGNING = 400
GOAL_SIGNATURE = 3

LIMIT_SIGNING = "checks on locked rows, the end of the to-do, the note in the document"
LIMIT_LIST = "names of signatories and requesters"


def run(size):
    with pair() as (ours, _bare):
        ours.ask(fill, count=size, signing=SIGNING)
        samples = interleave(
            partial(ours.time, sign, "reader"),
            partial(ours.time, track, "manager"),
            seconds=15,
            most=SIGNING // 2,
        )
        yield Figure(
            "one signature", "of two", *samples, LIMIT_SIGNING, goal=GOAL_SIGNATURE
        )
        samples = interleave(
            partial(ours.time, worklist, "reader"),
            partial(ours.time, activities, "reader"),
        )
        queries = ours.result(count_queries, "reader")
        variant = f"{size:,} open steps, {queries} queries (at most 30)"
        yield Figure("worklist", variant, *samples, LIMIT_LIST)


def fill(env, count, signing):
    """Two rules, papers to sign, and open steps that wait for the reader."""
    users = env["res.users"]
    reader = users.search([("login", "=", "reader")])
    manager = users.search([("login", "=", "manager")])
    office = manager.quartier_ids[:1]
    rules = [(reader, 10), (users.search([("login", "=", "administrator")]), 20)]
    for user, order in rules:
        env["quartier.approval.rule"].create(
            {
                "name": user.login,
                "document": "quartier.committee.paper",
                "user_ids": user.ids,
                "sequence": order,
            }
        )
    papers = env["quartier.committee.paper"].with_user(manager)
    papers = papers.create(
        [
            {
                "quartier_id": office.id,
                "date_from": "2024-09-01",
                "date_to": "2024-11-30",
                "statement_ids": [(0, 0, {"text": "Bericht"})],
            }
            for _number in range(signing)
        ]
    )
    papers.action_request_approval()
    asked = papers.sudo().approval_step_ids
    for step in asked.filtered(lambda step: step.state == "open"):
        step._tell()
    first = papers[0].approval_step_ids[0]
    (vals,) = first.sudo().copy_data()
    vals.update(state="open", paper_id=papers[0].id, opened_on=first.opened_on)
    env["quartier.approval.step"].sudo().create([vals] * (count - signing))


def sign(env):
    steps = env["quartier.approval.step"]
    step = steps.search(
        [("for_me", "=", True), ("activity_ids", "!=", False)], limit=1, order="id"
    )
    step.action_approve()
    env.flush_all()


def track(env):
    paper = env["quartier.committee.paper"].search([], limit=1, order="id desc")
    paper.number = f"{int((paper.number or '1/24').split('/')[0]) % 9000 + 1}/24"
    env.flush_all()
    env.cr.precommit.run()


SPECIFICATION = {
    "document_name": {},
    "name": {},
    "quartier_id": {"fields": {"display_name": {}}},
    "requested_by_id": {"fields": {"display_name": {}}},
    "opened_on": {},
    "due_on": {},
    "signatory_ids": {"fields": {"display_name": {}}},
    "state": {},
}


def worklist(env):
    env["quartier.approval.step"].web_search_read(
        [("for_me", "=", True)], SPECIFICATION, limit=80
    )


def count_queries(env):
    before = env.cr.sql_log_count
    worklist(env)
    return env.cr.sql_log_count - before


def activities(env):
    specification = {
        "summary": {},
        "res_name": {},
        "date_deadline": {},
        "user_id": {"fields": {"display_name": {}}},
    }
    env["mail.activity"].web_search_read(
        [("user_id", "=", env.uid)], specification, limit=80
    )
