"""Confirming a voucher, and importing a list of them, against bare analytic lines.

One voucher is confirmed as a request would, and the sums of its grant noted: of one
that has drawn no money yet, and of one that has; the comparison creates an analytic
line in a database without the addons. The list is read, checked and turned into drafts
with a share each; the comparison creates as many analytic lines at once. The races are
those of tests/test_voucher_race.py.
"""

import base64
import io
from functools import partial
from itertools import count

from .fixture import pair
from .measure import Figure, interleave
from .rooms import attempt, wait_for_all

SIZE = 10_000
BATCH = 20
LINES = 10
ROUNDS = 2
SECONDS = 30

CONFIRM = "each record is read by a query of its own, and three or four rows written"
IMPORT = "three rows in the database for each of the list: its own, paper and share"

_numbers = count()


def run(size):
    with pair() as (ours, bare):
        case = ours.result(new_case)
        account = bare.result(new_account)
        drawn = ours.result(new_case)
        ours.ask(draw_money, case=drawn)
        for what, grant in (("nothing drawn", case), ("money drawn", drawn)):
            queries = ours.result(count_queries, "office", case=grant)
            samples = interleave(
                partial(per_voucher, ours, grant),
                partial(per_line, bare, account),
                seconds=15,
            )
            variant = f"{what}, {queries} queries"
            yield Figure("one voucher", variant, *samples, CONFIRM, goal=3)
        imports, lines = [], []
        for number in range(ROUNDS):
            imports.append(
                ours.time(import_list, "office", case=case, size=size, number=number)
            )
            lines.append(bare.time(create_lines, "office", size=size, account=account))
        yield Figure(
            "import of a list",
            f"{size:,} rows",
            imports,
            lines,
            IMPORT,
            most=SECONDS * 1000 * size / SIZE,
        )


# -- what they work on


def new_case(env):
    """A running grant of the office that the user "office" works in.

    :return: ids by name
    """
    user = env["res.users"].search([("login", "=", "office")])
    user.group_ids += env.ref("quartier_grants.group_grant_manager")
    office = user.quartier_ids
    office.company_id.currency_id = env.ref("base.EUR")
    kind = env.ref("quartier_grants.cost_kind_material")
    program = env["quartier.grant.program"].create(
        {
            "name": "Programm",
            "rate": 80,
            "rule_set_id": env.ref("quartier_grants.rule_set_nrw").id,
        }
    )
    grant = env["quartier.grant"].create(
        {
            "name": "Maßnahme",
            "quartier_id": office.id,
            "program_id": program.id,
            "budget_line_ids": [
                (0, 0, {"name": f"Posten {n}", "price": 900_000, "kind_id": kind.id})
                for n in range(LINES)
            ],
        }
    )
    grant.analytic_account_id = grant._create_analytic_account()
    award = env["quartier.grant.award"].create(
        {
            "grant_id": grant.id,
            "kind": "award",
            "reference": "1",
            "date": "2026-01-02",
            "notified_on": "2026-01-02",
            "amount": 9_000_000,
            "date_from": "2026-01-01",
            "date_to": "2036-12-31",
        }
    )
    grant.write({"award_id": award.id, "awarded_amount": award.amount})
    grant.budget_line_ids.approved_amount = 900_000
    grant.state = "running"
    return {"grant": grant.id, "costs": grant.budget_line_ids.ids, "office": office.id}


def draw_money(env, case):
    """Two drawdowns, of which the first one will be used up one day."""
    env["quartier.grant.drawdown"].create(
        [
            {
                "grant_id": case["grant"],
                "amount": amount,
                "state": "paid",
                "requested_on": "2026-02-01",
                "paid_on": "2026-02-10",
                "paid_amount": amount,
            }
            for amount in (1000, 1_000_000)
        ]
    )
    env["quartier.grant"].browse(case["grant"])._settle()


def voucher_vals(case, number, *amounts, gross=100):
    """Return values of a draft with shares of these amounts."""
    return {
        "quartier_id": case["office"],
        "payee": "Malerbetrieb",
        "number": number,
        "invoice_date": "2026-03-01",
        "paid_on": "2026-03-02",
        "gross": gross,
        "document": base64.b64encode(b"%PDF-1.4").decode(),
        "document_name": "rechnung.pdf",
        "share_ids": [
            (
                0,
                0,
                {
                    "quartier_grant_id": case["grant"],
                    "quartier_budget_line_id": case["costs"][0],
                    "quartier_cost": amount,
                },
            )
            for amount in amounts
        ],
    }


def new_voucher(env, case, number, amounts=(), gross=100):
    vals = voucher_vals(case, number, *amounts, gross=gross)
    return env["quartier.grant.voucher"].create(vals).id


# -- one voucher


def per_voucher(worker, case):
    start = next(_numbers) * BATCH
    numbers = [f"B-{start + n}" for n in range(BATCH)]
    ids = worker.result(draft_all, "office", case=case, numbers=numbers)
    return worker.time(confirm_singly, "office", ids=ids).each(BATCH)


def draft_all(env, case, numbers):
    vouchers = env["quartier.grant.voucher"]
    return vouchers.create([voucher_vals(case, number, 5) for number in numbers]).ids


def count_queries(env, case):
    """Return how many queries it takes to confirm the second of two vouchers."""
    numbers = [f"Q-{next(_numbers)}" for _number in range(2)]
    first, second = draft_all(env, case, numbers)
    confirm_singly(env, [first])
    before = env.cr.sql_log_count
    confirm_singly(env, [second])
    return env.cr.sql_log_count - before


def confirm_singly(env, ids):
    for voucher_id in ids:
        env["quartier.grant.voucher"].browse(voucher_id).action_confirm()
        env.cr.commit()
        env.invalidate_all()


def new_account(env):
    """An account, and the right to write its lines for the user "office"."""
    env["res.users"].search([("login", "=", "office")]).group_ids += env.ref(
        "analytic.group_analytic_accounting"
    )
    plan = env["account.analytic.plan"].create({"name": "Kosten"})
    account = env["account.analytic.account"].create(
        {"name": "Probe", "plan_id": plan.id}
    )
    return {"name": "Malerbetrieb", "amount": -5, plan._column_name(): account.id}


def per_line(worker, account):
    return worker.time(line_singly, "office", account=account).each(BATCH)


def line_singly(env, account):
    for _number in range(BATCH):
        env["account.analytic.line"].create(account)
        env.cr.commit()
        env.invalidate_all()


# -- the list


def import_list(env, case, size, number):
    text = io.StringIO()
    text.write(
        "Empfänger;Rechnungsnummer;Rechnungsdatum;Zahlungsdatum;Brutto;Position\n"
    )
    for row in range(size):
        text.write(
            f"Firma {row % 300} GmbH;L{number}-{row};01.03.2026;05.03.2026;"
            f"{row % 90 + 1},50;Posten {row % LINES}\n"
        )
    record = env["quartier.grant.voucher.import"].create(
        {
            "file": base64.b64encode(text.getvalue().encode()),
            "filename": "liste.csv",
            "grant_id": case["grant"],
        }
    )
    record.action_check()
    record.action_import()
    if record.state != "done" or record.done_count != size:
        raise ValueError(record.line_ids.filtered("problem")[:1].problem)


def create_lines(env, size, account):
    env["account.analytic.line"].create([account] * size)


# -- races


def book_after_all(env, case, number, place):
    """Look whether the invoice is there, wait for the others, and book it."""
    env = env(context=dict(env.context, lang="en_US"))
    vouchers = env["quartier.grant.voucher"]
    if vouchers.search_count([("number", "=", number)]):
        return "seen before"
    wait_for_all(place)
    vals = voucher_vals(case, number, 5)
    return attempt(env, lambda: vouchers.create(vals).id)


def share_after_all(env, case, voucher, amount, place):
    """Look at what is left of a voucher, wait for the others, and add a share."""
    env = env(context=dict(env.context, lang="en_US"))
    found = env["quartier.grant.voucher"].browse(voucher)
    if found.rest_amount < amount:
        return "seen before"
    wait_for_all(place)
    [command] = voucher_vals(case, "", amount)["share_ids"]
    return attempt(env, lambda: found.write({"share_ids": [command]}))


def change_or_confirm_after_all(env, voucher, confirm, place):
    """Confirm a draft, or take its share away."""
    env = env(context=dict(env.context, lang="en_US"))
    found = env["quartier.grant.voucher"].browse(voucher)
    share = found.share_ids
    share.fetch(["amount"])
    wait_for_all(place)
    return attempt(env, found.action_confirm if confirm else share.unlink)


def outcome(env, voucher):
    """Return status, sum of the shares and what the grant has noted of it."""
    found = env["quartier.grant.voucher"].browse(voucher)
    return found.state, found.shared_amount


def sums(env, case):
    """Return what grant and plan have noted, and what confirmed vouchers add up to."""
    env.cr.execute(
        """
        SELECT g.spent_amount, (
               SELECT sum(spent_amount) FROM quartier_grant_budget_line
                WHERE grant_id = g.id), (
               SELECT COALESCE(-sum(l.amount), 0) FROM account_analytic_line l
                 JOIN quartier_grant_voucher v ON v.id = l.quartier_voucher_id
                WHERE v.state = 'confirmed' AND l.quartier_grant_id = g.id)
          FROM quartier_grant g WHERE g.id = %s
        """,
        [case["grant"]],
    )
    return [float(amount or 0) for amount in env.cr.fetchone()]


def count_papers(env, number):
    return env["quartier.grant.voucher"].search_count([("number", "=", number)])


def drop_index(env):
    """Let the same invoice be booked several times."""
    env.cr.execute("DROP INDEX quartier_grant_voucher_paper_uniq")


def create_index(env, number):
    """Delete the doubles of a number, and forbid them again."""
    env["quartier.grant.voucher"].search([("number", "=", number)]).unlink()
    env.cr.execute(
        """
        CREATE UNIQUE INDEX quartier_grant_voucher_paper_uniq
            ON quartier_grant_voucher (company_id, payee_key, number_key)
         WHERE state <> 'cancelled'
        """
    )


def confirm_after_all(env, voucher, place):
    env = env(context=dict(env.context, lang="en_US"))
    found = env["quartier.grant.voucher"].browse(voucher)
    found.fetch(["state"])
    wait_for_all(place)
    return attempt(env, found.action_confirm)
