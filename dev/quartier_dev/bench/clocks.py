"""The clocks of drawn money, against a bare SQL statement that adds up the vouchers.

1,000 grants with three drawdowns and 200 shares of vouchers each. The comparison finds
out in one statement what is used of each drawdown, first drawn first used, without
rights; ours is what the web client asks for: the first page of the list, all of them on
one page with use and days left, and the portfolio with its sums.
"""

from datetime import date, timedelta
from functools import partial

from .fixture import pair
from .measure import Figure, interleave

SIZE = 1_000
GOAL = 1.5
DRAWN = (6000, 5000, 4000)
SHARES = 200

LIMIT_LIST = "reading of each record through the ORM, with its rights and names"
LIMIT_SUMS = "sums are stored with the grant: no voucher is read"

SPECIFICATION = {
    "grant_id": {"fields": {"display_name": {}}},
    "number": {},
    "paid_on": {},
    "paid_amount": {},
    "used_amount": {},
    "left_amount": {},
    "use_by": {},
    "days_left": {},
    "use_state": {},
    "state": {},
}
PORTFOLIO = ["awarded_amount:sum", "drawn_amount:sum", "unspent_amount:sum"]

CLOCKS = """
    WITH paid AS (
         SELECT l.quartier_grant_id AS grant_id, sum(l.quartier_eligible) AS amount
           FROM account_analytic_line l
           JOIN quartier_grant_voucher v ON v.id = l.quartier_voucher_id
          WHERE v.state = 'confirmed' AND v.paid_on IS NOT NULL
          GROUP BY l.quartier_grant_id
    ), drawn AS (
         SELECT d.*, sum(paid_amount) OVER (
                PARTITION BY grant_id ORDER BY paid_on, number) AS so_far
           FROM quartier_grant_drawdown d WHERE state = 'paid'
    )
    SELECT d.id, g.name, d.number, d.paid_on, d.paid_amount, d.use_by,
           d.use_by - current_date AS days_left,
           least(d.paid_amount, greatest(d.so_far - coalesce(
               p.amount * g.awarded_amount / nullif(g.approved_cost, 0), 0), 0)) AS left
      FROM drawn d
      JOIN quartier_grant g ON g.id = d.grant_id
      LEFT JOIN paid p ON p.grant_id = g.id
     ORDER BY d.grant_id DESC, d.number DESC
"""
SUMS = """
    WITH paid AS (
         SELECT l.quartier_grant_id AS grant_id, sum(l.quartier_eligible) AS amount
           FROM account_analytic_line l
           JOIN quartier_grant_voucher v ON v.id = l.quartier_voucher_id
          WHERE v.state = 'confirmed' AND v.paid_on IS NOT NULL
          GROUP BY l.quartier_grant_id
    ), drawn AS (
         SELECT grant_id, sum(paid_amount) AS amount
           FROM quartier_grant_drawdown WHERE state = 'paid' GROUP BY grant_id
    )
    SELECT g.program_id, count(*), sum(g.awarded_amount), sum(d.amount),
           sum(greatest(d.amount
               - p.amount * g.awarded_amount / nullif(g.approved_cost, 0), 0))
      FROM quartier_grant g
      LEFT JOIN drawn d ON d.grant_id = g.id
      LEFT JOIN paid p ON p.grant_id = g.id
     GROUP BY g.program_id
"""


def run(size):
    with pair() as (ours, _bare):
        ours.ask(fill, count=size)
        for name, work, statement, limit in (
            ("list of drawdowns as it opens", page, CLOCKS, LIMIT_LIST),
            ("all drawdowns in one list", listing, CLOCKS, LIMIT_LIST),
            ("sums of the portfolio", portfolio, SUMS, LIMIT_SUMS),
        ):
            queries = ours.result(count_queries, "administrator", name=work.__name__)
            samples = interleave(
                partial(ours.time, work, "administrator"),
                partial(ours.time, aggregate, "administrator", statement=statement),
            )
            variant = f"{size:,} grants, {queries} queries (at most 40)"
            yield Figure(name, variant, *samples, limit, goal=GOAL)


def fill(env, count):
    """Grants of which two drawdowns are used, and the third in part."""
    env["res.users"].search([("login", "=", "administrator")]).group_ids += env.ref(
        "quartier_grants.group_grant_finance"
    )
    grants = new_grants(env, count)
    today = date.today()
    drawdowns = env["quartier.grant.drawdown"].create(
        [
            {
                "grant_id": grant.id,
                "amount": amount,
                "state": "paid",
                "requested_on": today - timedelta(days=200 - 80 * number),
                "paid_on": today - timedelta(days=190 - 80 * number),
                "paid_amount": amount,
            }
            for grant in grants
            for number, amount in enumerate(DRAWN)
        ]
    )
    for drawdown in drawdowns:
        drawdown._note_use_by()
    new_shares(env, grants)
    grants._settle()


def new_grants(env, count):
    office = env["quartier.quartier"].search([], limit=1)
    office.company_id.currency_id = env.ref("base.EUR")
    kind = env.ref("quartier_grants.cost_kind_material")
    programs = env["quartier.grant.program"].create(
        [
            {
                "name": f"Programm {number}",
                "rate": 80,
                "rule_set_id": env.ref("quartier_grants.rule_set_nrw").id,
            }
            for number in range(2)
        ]
    )
    grants = env["quartier.grant"].create(
        [
            {
                "name": f"Maßnahme {number}",
                "quartier_id": office.id,
                "program_id": programs[number % 2].id,
                "budget_line_ids": [
                    (0, 0, {"name": "Posten", "price": 20000, "kind_id": kind.id})
                ],
                "awarded_amount": 16000,
                "state": "running",
            }
            for number in range(count)
        ]
    )
    grants.budget_line_ids.approved_amount = 20000
    return grants


def new_shares(env, grants):
    """Write the shares of 15,000 € a grant past the ORM: they are not measured."""
    vouchers = env["quartier.grant.voucher"].create(
        [
            {
                "quartier_id": grant.quartier_id.id,
                "payee": "Malerbetrieb",
                "number": f"B-{grant.id}",
                "invoice_date": date.today(),
                "paid_on": date.today(),
                "gross": 15000,
                "state": "confirmed",
            }
            for grant in grants
        ]
    )
    env.flush_all()
    env.cr.execute(
        """
        INSERT INTO account_analytic_line (name, date, amount, company_id, currency_id,
                    quartier_grant_id, quartier_voucher_id, quartier_eligible)
        SELECT 'Anteil', current_date, -75, g.company_id, g.currency_id,
               g.id, v.voucher_id, 75
          FROM unnest(%s, %s) AS v (grant_id, voucher_id)
          JOIN quartier_grant g ON g.id = v.grant_id
         CROSS JOIN generate_series(1, %s)
        """,
        [grants.ids, vouchers.ids, SHARES],
    )
    env.cr.execute("ANALYZE account_analytic_line")
    env.invalidate_all()


def page(env):
    env["quartier.grant.drawdown"].web_search_read([], SPECIFICATION, limit=80)


def listing(env):
    env["quartier.grant.drawdown"].web_search_read([], SPECIFICATION, limit=5_000)


def portfolio(env):
    env["quartier.grant"].formatted_read_group([], ["program_id"], PORTFOLIO)


def count_queries(env, name):
    """Count what one of the works of this module asks the database."""
    before = env.cr.sql_log_count
    globals()[name](env)
    return env.cr.sql_log_count - before


def aggregate(env, statement):
    env.cr.execute(statement)
    env.cr.fetchall()
