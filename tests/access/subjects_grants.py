"""What the table of the addon for funding speaks of; see ``subjects.py``."""

import base64

from .subjects import subject, unique


@subject("quartier.grant.rule.set", "create_uid", sequence=7)
def rule_set(case, office):
    return {"name": "Recht", "code": unique("probe").replace(" ", "_")}


@subject("quartier.grant.cost.kind", "create_uid", sequence=7)
def cost_kind(case, office):
    return {"name": unique("Kostenart")}


@subject("quartier.grant.program", "user_id", purpose="Zweck")
def program(case, office):
    return {"name": unique("Programm"), "rate": 50}


def _program(case):
    return case.env["quartier.grant.program"].create(program(case, None))


@subject("quartier.grant.program.section", "program_id", sequence=7)
def program_section(case, office):
    return {"name": unique("Ziele"), "program_id": _program(case).id}


@subject("quartier.grant.program.document", "program_id", sequence=7)
def program_document(case, office):
    return {"name": unique("Plan"), "program_id": _program(case).id}


@subject("quartier.grant.call", "program_id", note="Eingang zählt")
def call(case, office):
    return {
        "name": unique("Aufruf"),
        "program_id": _program(case).id,
        "deadline": "2030-05-01",
    }


@subject("quartier.grant", "quartier_id", summary="kurz")
def grant(case, office):
    return {"name": unique("Antrag"), "quartier_id": office.id}


@subject("quartier.grant.budget.line", "grant_id", note="Angebot")
def budget_line(case, office):
    return {
        "name": unique("Material"),
        "grant_id": case.grants[office].id,
        "kind_id": case.env.ref("quartier_grants.cost_kind_material").id,
    }


@subject("quartier.grant.funding.line", "grant_id", year=2030)
def funding_line(case, office):
    return {"name": unique("Haushalt"), "grant_id": case.grants[office].id}


@subject("quartier.grant.section", "grant_id", text="Text")
def grant_section(case, office):
    return {"name": unique("Ziele"), "grant_id": case.grants[office].id}


@subject("quartier.grant.document", "grant_id", waived="liegt vor")
def grant_document(case, office):
    return {"name": unique("Plan"), "grant_id": case.grants[office].id}


@subject("quartier.grant.version", "grant_id", name="anders")
def grant_version(case, office):
    grant_id = case.grants[office].id
    number = int(unique("1").split()[1])
    return {"name": unique("Stand"), "number": number, "grant_id": grant_id}


@subject("quartier.grant.question", "grant_id", answer="anders")
def grant_question(case, office):
    return {
        "question": unique("Frage"),
        "asked_on": "2024-11-05",
        "grant_id": case.grants[office].id,
    }


@subject("quartier.approval.step", "quartier_id", reason="anders")
def grant_step(case, office):
    """Of an application; the signatory is somebody else."""
    return {
        "name": unique("Amtsleitung"),
        "kind": "signature",
        "round": 1,
        "sequence": 1,
        "quartier_id": office.id,
        "document_name": unique("Antrag"),
        "requested_by_id": case.organiser.id,
        "asked_on": "2020-02-01 10:00:00",
        "state": "waiting",
        "grant_id": case.grants[office].id,
    }


@subject("quartier.grant.voucher", "quartier_id", note="kurz")
def voucher(case, office):
    return {
        "quartier_id": office.id,
        "payee": unique("Druckerei"),
        "number": unique("RE"),
        "invoice_date": "2026-03-10",
        "gross": 100,
    }


@subject("quartier.grant.scan", "quartier_id", payee="Anders")
def scan(case, office):
    return {
        "quartier_id": office.id,
        "name": unique("scan"),
        "document": base64.b64encode(b"%PDF-1.4\n%%EOF").decode(),
        "delete_on": "2036-01-01",
    }


@subject("account.analytic.line", "quartier_grant_id", quartier_eligible=5)
def share(case, office):
    """Of a draft."""
    grant = case.grants[office].sudo()
    grant.analytic_account_id = (
        grant.analytic_account_id or grant._create_analytic_account()
    )
    paper = case.env["quartier.grant.voucher"].create(voucher(case, office))
    return {
        "quartier_voucher_id": paper.id,
        "quartier_grant_id": grant.id,
        "amount": -10,
    }


def _with_money(case, office):
    """Return a grant of an office whose award letter has been recorded."""
    values = {**grant(case, office), "state": "running"}
    record = case.env["quartier.grant"].create(values)
    record.award_id = case.env["quartier.grant.award"].create(_letter(record))
    return record


def _letter(record):
    return {
        "grant_id": record.id,
        "kind": "award",
        "reference": unique("35.2"),
        "date": "2026-01-02",
        "notified_on": "2026-01-05",
        "amount": 1000,
        "date_from": "2026-01-01",
        "date_to": "2026-12-31",
    }


@subject("quartier.grant.award", "grant_id", note="anders")
def grant_award(case, office):
    return _letter(case.grants[office])


@subject("quartier.grant.award.line", "award_id", amount=7)
def grant_award_line(case, office):
    record = _with_money(case, office)
    line = case.env["quartier.grant.budget.line"].create(
        {**budget_line(case, office), "grant_id": record.id}
    )
    return {"award_id": record.award_id.id, "budget_line_id": line.id, "amount": 5}


@subject("quartier.grant.condition", "grant_id", note="Nr. 6")
def grant_condition(case, office):
    return {"name": unique("Bericht"), "grant_id": _with_money(case, office).id}


@subject("quartier.grant.change", "grant_id", reason="teurer")
def grant_change(case, office):
    return {"name": unique("Umschichtung"), "grant_id": _with_money(case, office).id}


@subject("quartier.grant.change.line", "change_id", amount=7)
def grant_change_line(case, office):
    change = case.env["quartier.grant.change"].create(grant_change(case, office))
    line = case.env["quartier.grant.budget.line"].create(
        {**budget_line(case, office), "grant_id": change.grant_id.id}
    )
    return {"change_id": change.id, "budget_line_id": line.id, "amount": 5}


@subject("quartier.grant.work", "grant_id", hours=3)
def grant_work(case, office):
    return {
        "name": unique("Aufbau"),
        "grant_id": _with_money(case, office).id,
        "date": "2026-02-02",
        "hours": 2,
    }


@subject("quartier.grant.voucher.import", "create_uid", filename="b.csv")
def voucher_import(case, office):
    text = "Empfänger;Rechnungsnummer;Datum;Brutto\nDruckerei;1;10.03.2026;5,00\n"
    data = base64.b64encode(text.encode()).decode()
    return {"file": data, "filename": unique("Liste")}


@subject("quartier.grant.voucher.import.column", "import_id", target="net")
def voucher_import_column(case, office):
    imports = case.env["quartier.grant.voucher.import"]
    return {"import_id": imports.create(voucher_import(case, office)).id}


@subject("quartier.grant.voucher.import.line", "import_id", payee="Anders")
def voucher_import_line(case, office):
    return {**voucher_import_column(case, office), "payee": unique("Druckerei")}


@subject("quartier.grant.drawdown", "grant_id", purpose="Spielgeräte")
def grant_drawdown(case, office):
    return {"grant_id": _with_money(case, office).id, "amount": 5}


@subject("quartier.grant.repayment", "grant_id", reason="anders")
def grant_repayment(case, office):
    return {"grant_id": _with_money(case, office).id}


@subject("quartier.grant.repayment.line", "repayment_id", interest=7)
def grant_repayment_line(case, office):
    repayments = case.env["quartier.grant.repayment"]
    return {
        "repayment_id": repayments.create(grant_repayment(case, office)).id,
        "date_from": "2026-03-03",
        "date_to": "2026-06-30",
    }


@subject("quartier.grant.erasure.log", "quartier_id", reference="anders")
def grant_erasure_log(case, office):
    return {"reference": unique("35.2"), "quartier_id": office.id}


@subject("quartier.grant.income", "grant_id", reference="K 7")
def grant_income(case, office):
    record = _with_money(case, office)
    line = case.env["quartier.grant.funding.line"].create(
        {"grant_id": record.id, "kind": "donation"}
    )
    return {
        "grant_id": record.id,
        "name": unique("Sparkasse"),
        "received_on": "2026-02-02",
        "funding_line_id": line.id,
        "amount": 5,
    }


@subject("quartier.grant.item", "grant_id", place="Keller")
def grant_item(case, office):
    return {"name": unique("Anhänger"), "grant_id": _with_money(case, office).id}


@subject("quartier.grant.proof", "grant_id", clause="Nr. 6")
def grant_proof(case, office):
    return {"grant_id": _with_money(case, office).id, "kind": "interim"}


def _proof(case, office):
    return case.env["quartier.grant.proof"].create(grant_proof(case, office))


@subject("quartier.grant.proof.line", "proof_id", explanation="teurer")
def grant_proof_line(case, office):
    proof = _proof(case, office)
    line = case.env["quartier.grant.budget.line"].create(
        {**budget_line(case, office), "grant_id": proof.grant_id.id}
    )
    return {"proof_id": proof.id, "side": "cost", "budget_line_id": line.id}


@subject("quartier.grant.proof.statement", "proof_id", text="anders")
def grant_proof_statement(case, office):
    return {"proof_id": _proof(case, office).id, "text": unique("Gestrichen")}


@subject("quartier.grant.proof.cell", "program_id", sequence=7)
def grant_proof_cell(case, office):
    return {
        "program_id": _program(case).id,
        "target": unique("B"),
        "content": "measure",
    }


def _rows(case, source, record):
    """Return the row of the timeline that comes from a record."""
    case.env.flush_all()
    rows = case.env["quartier.grant.deadline"]
    return rows.browse(rows._ids_of(source, record))


def _grant_deadline(case, office):
    values = {**grant_condition(case, office), "due_on": "2030-05-01"}
    condition = case.env["quartier.grant.condition"].create(values)
    return _rows(case, "condition", condition)


def _call_deadline(case, office):
    calls = case.env["quartier.grant.call"]
    return _rows(case, "call", calls.create(call(case, office)))


@subject("quartier.grant.deadline", "grant_id", make=_grant_deadline, clause="Nr. 6")
def grant_deadline(case, office):
    return {"subject": "Frist"}


@subject("quartier.grant.deadline", "program_id", make=_call_deadline, clause="Nr. 6")
def call_deadline(case, office):
    return {"subject": "Frist"}


@subject("quartier.grant.deadline.notice", "create_uid", level="escalation")
def deadline_notice(case, office):
    return {
        "deadline": int(unique("").strip()),
        "date": "2030-05-01",
        "level": "reminder",
    }


@subject("quartier.grant.feed", "user_id", digest="anders")
def deadline_feed(case, office):
    return {"user_id": office.manager_id.id, "digest": unique("probe")}
