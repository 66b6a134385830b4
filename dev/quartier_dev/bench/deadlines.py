"""The timeline of all duties, against a bare SQL statement of the same rows.

1,000 grants with a condition each of three kinds, two drawdowns, an item, an interim
proof, the final one to come, and the end of the award period: ten rows a grant. The
comparison reads all of them in one statement, without rights, names or states; ours is
what the web client asks for: the overview as it opens, all grants on one page, the list
as it opens, and what is due on the start screen.
"""

from datetime import date, timedelta
from functools import partial

from .clocks import new_grants
from .fixture import pair
from .measure import Figure, interleave

SIZE = 1_000
QUERIES = 40

LIMIT_PAGE = "one query groups all rows of the rule's domain, a second reads the page"
LIMIT_ALL = "reading of each row through the ORM, its name and its mark"
LIMIT_COUNT = "all sources are read, to count a few rows"

SPECIFICATION = {
    "date": {},
    "display_name": {},
    "grant_id": {"fields": {"display_name": {}}},
    "program_id": {"fields": {"display_name": {}}},
    "user_id": {"fields": {"display_name": {}}},
    "clause": {},
    "amount": {},
    "state": {},
}
PENDING = [("state", "in", ("open", "overdue"))]
ROWS = """
    SELECT g.name, duty.due_on, duty.name, duty.clause
      FROM quartier_grant_condition duty JOIN quartier_grant g ON g.id = duty.grant_id
     UNION ALL
    SELECT g.name, paid.use_by, paid.number::varchar, paid.use_by_source
      FROM quartier_grant_drawdown paid JOIN quartier_grant g ON g.id = paid.grant_id
     UNION ALL
    SELECT g.name, proof.due_on, proof.kind, proof.clause
      FROM quartier_grant_proof proof JOIN quartier_grant g ON g.id = proof.grant_id
     UNION ALL
    SELECT g.name, item.binding_until, item.name, NULL
      FROM quartier_grant_item item JOIN quartier_grant g ON g.id = item.grant_id
     UNION ALL
    SELECT name, award_to, 'period', NULL FROM quartier_grant
     UNION ALL
    SELECT name, proof_due_on, 'final', NULL FROM quartier_grant
     ORDER BY 2
"""


def run(size):
    with pair() as (ours, _bare):
        ours.ask(fill, count=size)
        for name, work, limit in (
            ("the overview as it opens", page, LIMIT_PAGE),
            (f"all {size:,} grants in one overview", overview, LIMIT_ALL),
            ("the list as it opens", listing, LIMIT_PAGE),
            ("what is due on the start screen", start_screen, LIMIT_COUNT),
        ):
            queries = ours.result(count_queries, "administrator", name=work.__name__)
            samples = interleave(
                partial(ours.time, work, "administrator"),
                partial(ours.time, aggregate, "administrator"),
            )
            variant = f"{size:,} grants, {queries} queries (at most {QUERIES})"
            yield Figure(name, variant, *samples, limit)


def fill(env, count):
    """Grants with an award of this year, and what it brings, past the steps to it."""
    env["res.users"].search([("login", "=", "administrator")]).group_ids += env.ref(
        "quartier_grants.group_grant_finance"
    )
    grants, today = new_grants(env, count), date.today()
    awards = env["quartier.grant.award"].create(
        [
            {
                "grant_id": grant.id,
                "kind": "award",
                "reference": f"35.2-{grant.id}",
                "date": today,
                "notified_on": today,
                "rule_set_id": grant.program_id.rule_set_id.id,
                "amount": 16000,
                "date_from": today,
                "date_to": today + timedelta(days=grant.id % 300),
            }
            for grant in grants
        ]
    )
    for award in awards:
        award.grant_id.award_id = award
    for model, each, values in (
        ("condition", 3, {"name": "Bericht", "clause": "Nr. 6", "page": 4}),
        ("item", 1, {"name": "Bank", "acquired_on": today}),
        ("proof", 1, {"kind": "interim"}),
    ):
        env[f"quartier.grant.{model}"].create(
            [
                {**values, "grant_id": grant.id, **_day(model, grant.id, number)}
                for grant in grants
                for number in range(each)
            ]
        )
    env["quartier.grant.drawdown"].create(
        [
            {
                "grant_id": grant.id,
                "amount": 5000,
                "state": "paid",
                "requested_on": today - timedelta(days=40),
                "paid_on": today - timedelta(days=30),
                "paid_amount": 5000,
                "use_by": today + timedelta(days=30 * number - 20),
            }
            for grant in grants
            for number in range(2)
        ]
    )
    env.flush_all()
    for table in ("award", "condition", "drawdown", "item", "proof"):
        env.cr.execute(f"ANALYZE quartier_grant_{table}")
    env.cr.execute("ANALYZE quartier_grant")


def _day(model, identity, number):
    """Return the field that sets the date, spread over a year and a half."""
    if model == "item":
        return {"binding_until": date.today() + timedelta(days=400 + identity % 900)}
    day = date.today() + timedelta(days=(identity * 7 + number * 150) % 500 - 50)
    return {"due_on": day}


def page(env):
    env["quartier.grant.deadline"].load_timeline(PENDING)


def overview(env):
    env["quartier.grant.deadline"].load_timeline(PENDING, limit=1_000)


def listing(env):
    env["quartier.grant.deadline"].web_search_read(PENDING, SPECIFICATION, limit=80)


def start_screen(env):
    specification = {"grant_due_count": {}, "grant_overdue_count": {}}
    env["quartier.quartier"].web_search_read([], specification)


def count_queries(env, name):
    """Count what one of the works of this module asks the database."""
    before = env.cr.sql_log_count
    globals()[name](env)
    return env.cr.sql_log_count - before


def aggregate(env):
    env.cr.execute(ROWS)
    env.cr.fetchall()
