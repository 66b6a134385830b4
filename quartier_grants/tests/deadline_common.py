from odoo.tests import freeze_time

from .voucher_common import VoucherCommon

NOW = "2026-06-30 10:00:00"


class DeadlineCommon(VoucherCommon):
    """A grant of West and one of Ost with a deadline of each kind.

    The awards of 2 February 2026 are objected to by nobody; their period ends with
    2027.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.program.rule_set_id = cls.env.ref("quartier_grants.rule_set_nrw")
        cls.program.minimum = 1
        cls.grant = cls._new_running(name="Bänke", waiver_on=False)
        cls.ost_grant = cls._new_running_ost()
        cls.ost_grant.sudo().award_id.rule_set_id = cls.program.rule_set_id
        cls.ost_grant.sudo().award_id.waiver_on = False
        cls.call = cls.env["quartier.grant.call"].create(
            {"program_id": cls.program.id, "name": "R1", "deadline": "2026-07-31"}
        )
        for grant in (cls.grant, cls.ost_grant):
            cls._add_deadlines(grant.sudo())
        cls.env.flush_all()

    @classmethod
    def _add_deadlines(cls, grant):
        """Enter what sets a date, past the steps to it."""
        cls._add_duties(grant)
        cls._add_claims(grant)
        cls.env["quartier.grant.question"]._note(
            {
                "grant_id": grant.id,
                "asked_on": "2026-01-10",
                "question": "Wer pflegt die Bänke?",
                "due_on": "2026-01-20",
                "answered_on": "2026-01-15",
            }
        )
        grant.copy({"call_id": cls.call.id, "name": f"{grant.name} (Folgeantrag)"})

    @classmethod
    def _add_duties(cls, grant):
        cls.env["quartier.grant.condition"].create(
            [
                {
                    "grant_id": grant.id,
                    "name": name,
                    "kind": kind,
                    "due_on": day,
                    "clause": "Nr. 6",
                    "page": 4,
                }
                for name, kind, day in (
                    ("Bericht", "report", "2026-07-15"),
                    ("Nutzung", "binding", "2030-12-31"),
                )
            ]
        )
        cls.env["quartier.grant.item"].create(
            {
                "grant_id": grant.id,
                "name": "Bank",
                "acquired_on": "2026-03-01",
                "binding_until": "2031-03-01",
            }
        )
        cls.env["quartier.grant.proof"].create(
            {"grant_id": grant.id, "kind": "interim", "due_on": "2026-07-20"}
        )

    @classmethod
    def _add_claims(cls, grant):
        cls.env["quartier.grant.drawdown"]._note(
            {
                "grant_id": grant.id,
                "number": 1,
                "amount": 200,
                "state": "paid",
                "requested_on": "2026-05-01",
                "paid_on": "2026-05-10",
                "paid_amount": 200,
                "use_by": "2026-07-10",
            }
        )
        cls.env["quartier.grant.repayment"]._note(
            {
                "grant_id": grant.id,
                "kind": "unspent",
                "hearing_on": "2026-05-20",
                "answer_by": "2026-06-10",
                "state": "notice",
                "notice_on": "2026-06-15",
                "demanded_amount": 50,
                "object_by": "2026-07-15",
                "pay_by": "2026-07-31",
            }
        )
        # the grant's status is the system's
        grant.write({"retention_until": "2036-01-01"})

    @classmethod
    def _deadlines(cls, *domain, user=None, grant=None):
        """Return rows; without a grant those of all."""
        rows = cls.env["quartier.grant.deadline"].with_user(user or cls.grant_user)
        if grant:
            domain = (*domain, ("grant_id", "=", grant.id))
        cls.env.flush_all()
        return rows.search(list(domain))

    @classmethod
    def _one(cls, kind, **kwargs):
        rows = cls._deadlines(("kind", "=", kind), **kwargs)
        return rows.ensure_one()


def at(moment):
    """Stop the clock at a day, at noon, or at a moment in UTC."""
    return freeze_time(moment if " " in moment else f"{moment} 12:00:00")
