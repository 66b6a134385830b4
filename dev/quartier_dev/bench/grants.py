"""Listing applications with their plan totals, against the bare SQL aggregate.

1,000 applications with 20 costs and four parts of the financing each. The comparison
adds the lines up in one statement and reads the names beside them, without rights; ours
is what the web client asks for: the first page of the list, all of them on one page,
and the sums by programme and status as the pivot shows them.
"""

from functools import partial

from .fixture import pair
from .measure import Figure, interleave

SIZE = 1_000
GOAL = 1.5
COSTS = 20

LIMIT_LIST = "reading of each record through the ORM, with its rights and names"
LIMIT_PIVOT = "sums are stored with the application: nothing is added up but those"

SPECIFICATION = {
    "name": {},
    "program_id": {"fields": {"display_name": {}}},
    "quartier_id": {"fields": {"display_name": {}}},
    "deadline": {},
    "total_cost": {},
    "eligible_cost": {},
    "requested_amount": {},
    "own_amount": {},
    "gap": {},
    "state": {},
}
AGGREGATE = """
    SELECT g.id, g.name, p.name, q.name, g.deadline, g.state,
           costs.total, costs.eligible, money.asked, money.own, money.total
      FROM quartier_grant g
      JOIN quartier_grant_program p ON p.id = g.program_id
      JOIN quartier_quartier q ON q.id = g.quartier_id
      LEFT JOIN (
           SELECT grant_id, sum(amount) AS total,
                  sum(amount) FILTER (WHERE eligible) AS eligible
             FROM quartier_grant_budget_line GROUP BY grant_id
      ) costs ON costs.grant_id = g.id
      LEFT JOIN (
           SELECT grant_id, sum(amount) AS total,
                  sum(amount) FILTER (WHERE kind = 'grant') AS asked,
                  sum(amount) FILTER (WHERE kind IN ('own_cash', 'own_work')) AS own
             FROM quartier_grant_funding_line GROUP BY grant_id
      ) money ON money.grant_id = g.id
     WHERE g.active
     ORDER BY g.deadline, g.id DESC
"""
BY_PROGRAM = """
    SELECT g.program_id, g.state, count(DISTINCT g.id), sum(l.amount)
      FROM quartier_grant g JOIN quartier_grant_budget_line l ON l.grant_id = g.id
     WHERE g.active
     GROUP BY g.program_id, g.state
"""


def run(size):
    with pair() as (ours, _bare):
        ours.ask(fill, count=size)
        for name, work, statement, limit in (
            (f"list as it opens, of {size:,}", page, AGGREGATE, LIMIT_LIST),
            (f"all {size:,} in one list", listing, AGGREGATE, LIMIT_LIST),
            ("sums by programme and status", pivot, BY_PROGRAM, LIMIT_PIVOT),
        ):
            samples = interleave(
                partial(ours.time, work, "administrator"),
                partial(ours.time, aggregate, "administrator", statement=statement),
            )
            yield Figure(name, f"{COSTS} costs each", *samples, limit, goal=GOAL)


def fill(env, count):
    """Applications of two programmes, written as the office would."""
    env["res.users"].search([("login", "=", "administrator")]).group_ids += env.ref(
        "quartier_grants.group_grant_finance"
    )
    office = env["quartier.quartier"].search([], limit=1)
    kind = env.ref("quartier_grants.cost_kind_material")
    programs = env["quartier.grant.program"].create(
        [{"name": f"Programm {number}", "rate": 80} for number in range(2)]
    )
    env["quartier.grant"].create(
        [
            {
                "name": f"Antrag {number}",
                "quartier_id": office.id,
                "program_id": programs[number % 2].id,
                "budget_line_ids": [
                    (0, 0, {"name": f"Posten {line}", "price": 10, "kind_id": kind.id})
                    for line in range(COSTS)
                ],
                "funding_line_ids": [
                    (0, 0, {"kind": part, "amount": amount})
                    for part, amount in (
                        ("grant", 160),
                        ("own_cash", 20),
                        ("own_work", 10),
                        ("donation", 10),
                    )
                ],
            }
            for number in range(count)
        ]
    )


def page(env):
    env["quartier.grant"].web_search_read([], SPECIFICATION, limit=80)


def listing(env):
    env["quartier.grant"].web_search_read([], SPECIFICATION, limit=1_000)


def pivot(env):
    env["quartier.grant"].formatted_read_group(
        [], ["program_id", "state"], ["__count", "total_cost:sum"]
    )


def aggregate(env, statement):
    env.cr.execute(statement)
    env.cr.fetchall()
