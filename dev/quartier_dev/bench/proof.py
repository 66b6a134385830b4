"""A proof of use with its workbook, against the same rows written from bare SQL.

One grant with 2,000 paid vouchers on ten lines of its plan. Ours is what handing in
needs: figures, gaps, the list of vouchers and the workbook with its formulas, and then
the printed document as well. The comparison reads the list in one statement, without
rights, and writes it with the same library.
"""

import io
from datetime import date
from functools import partial

from .fixture import pair
from .measure import Figure, interleave
from .vouchers import new_case

SIZE = 2_000
SECONDS = 5

WORKBOOK = "reading of vouchers and shares through the ORM, each with its line"
DOCUMENT = "WeasyPrint sets some fifty pages of tables, cell by cell"

ROWS = """
    SELECT v.paid_on, v.invoice_date, v.payee, v.number, l.name, b.name,
           v.gross, -l.amount, l.quartier_eligible
      FROM account_analytic_line l
      JOIN quartier_grant_voucher v ON v.id = l.quartier_voucher_id
      LEFT JOIN quartier_grant_budget_line b ON b.id = l.quartier_budget_line_id
     WHERE l.quartier_grant_id = %s AND v.state = 'confirmed'
     ORDER BY v.paid_on, v.id, l.id
"""


def run(size):
    with pair() as (ours, _bare):
        case = ours.result(fill, count=size)
        variant = f"{size:,} vouchers"
        for name, work, limit in (
            ("figures, gaps and workbook", workbook, WORKBOOK),
            ("the same and the printed document", documents, DOCUMENT),
        ):
            samples = interleave(
                partial(ours.time, work, "office", proof=case["proof"]),
                partial(ours.time, bare_workbook, "office", grant=case["grant"]),
                least=5,
            )
            most = SECONDS * 1000 * size / SIZE
            yield Figure(name, variant, *samples, limit, most=most)


def fill(env, count):
    """Vouchers of a share each, past the checks of booking: those are not measured."""
    case = new_case(env)
    grant = env["quartier.grant"].browse(case["grant"])
    grant.state = "running"
    vouchers = env["quartier.grant.voucher"].create(
        [
            {
                "quartier_id": grant.quartier_id.id,
                "payee": f"Firma {number % 50}",
                "number": f"B-{number}",
                "invoice_date": date(2026, 3, 1 + number % 28),
                "paid_on": date(2026, 4, 1 + number % 28),
                "gross": 100,
                "state": "confirmed",
            }
            for number in range(count)
        ]
    )
    env.flush_all()
    env.cr.execute(
        """
        INSERT INTO account_analytic_line (name, date, amount, company_id, currency_id,
                    quartier_grant_id, quartier_voucher_id, quartier_budget_line_id,
                    quartier_eligible)
        SELECT 'Anteil', current_date, -100, g.company_id, g.currency_id, g.id, v.id,
               (%s)[1 + v.id %% %s], 100
          FROM quartier_grant_voucher v
          JOIN quartier_grant g ON g.id = %s
         WHERE v.id = ANY(%s)
        """,
        [grant.budget_line_ids.ids, len(grant.budget_line_ids), grant.id, vouchers.ids],
    )
    env.cr.execute("ANALYZE account_analytic_line, quartier_grant_voucher")
    env.invalidate_all()
    grant._settle()
    proof = env["quartier.grant.proof"].create(
        {"grant_id": grant.id, "date_to": date(2026, 6, 30)}
    )
    return {"grant": grant.id, "proof": proof.id}


def workbook(env, proof):
    env.invalidate_all()
    proof = env["quartier.grant.proof"].browse(proof)
    proof._gaps()
    return len(proof._workbook())


def documents(env, proof):
    size = workbook(env, proof)
    return size + len(env["quartier.grant.proof"].browse(proof)._render_document())


def bare_workbook(env, grant):
    import xlsxwriter

    env.cr.execute(ROWS, [grant])
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(env.cr.fetchall()):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value)
            else:
                sheet.write(number, column, value)
    book.close()
    return len(buffer.getvalue())
