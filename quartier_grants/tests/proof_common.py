from odoo.tests import freeze_time

from .voucher_common import VoucherCommon

TODAY = "2026-06-30 10:00:00"


class ProofCommon(VoucherCommon):
    """A running grant of 800 € for costs of 600 and 400 €; a donor pays 50 €.

    ``second`` manages grants in West as well: four eyes.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_manager = cls._new_user(
            "second_manager", "quartier_grants.group_grant_manager"
        )
        cls.west.member_ids += cls.second_manager
        cls.program.rule_set_id = cls.env.ref("quartier_grants.rule_set_nrw")
        cls.program.minimum = 1
        cls.grant = cls._new_running(
            costs=(600, 400),
            funding=(("grant", 800), ("own_cash", 150), ("donation", 50)),
            name="Probenachweis",
        )
        cls.first, cls.second = cls.grant.budget_line_ids
        cls.donation = cls.grant.funding_line_ids.filtered(
            lambda line: line.kind == "donation"
        )

    @classmethod
    def _pay(cls, line, amount, day="2026-03-20", **values):
        """Book and pay a voucher on a line of the plan."""
        with freeze_time(TODAY):
            return cls._new_confirmed(
                cls._share(line, amount),
                gross=amount,
                invoice_date=values.pop("invoice_date", "2026-03-10"),
                paid_on=day,
                **values,
            )

    @classmethod
    def _draw(cls, amount, day):
        with freeze_time(f"{day} 09:00:00"):
            drawdown = (
                cls.env["quartier.grant.drawdown"]
                .with_user(cls.grant_user)
                .create({"grant_id": cls.grant.id, "due_amount": 1000})
            )
            drawdown.amount = amount
            drawdown.with_user(cls.grant_manager).action_release()
            drawdown.action_request()
            drawdown.with_user(cls.finance).action_paid(day, amount)
        return drawdown

    @classmethod
    def _income(cls, amount, day="2026-04-01", **values):
        with freeze_time(TODAY):
            return (
                cls.env["quartier.grant.income"]
                .with_user(cls.grant_user)
                .create(
                    {
                        "grant_id": cls.grant.id,
                        "name": "Sparkasse",
                        "received_on": day,
                        "funding_line_id": cls.donation.id,
                        "amount": amount,
                        **values,
                    }
                )
            )

    @classmethod
    def _new_proof(cls, **values):
        """A proof as its author leaves it: with a report, until today."""
        with freeze_time(TODAY):
            proof = (
                cls.env["quartier.grant.proof"]
                .with_user(values.pop("user", cls.grant_user))
                .create(
                    {
                        "grant_id": cls.grant.id,
                        "kind": "final",
                        "date_to": "2026-06-30",
                        **values,
                    }
                )
            )
            cls._tell(proof, done="Gestrichen.", results="Der Raum ist hell.")
        return proof

    @classmethod
    def _tell(cls, proof, **texts):
        statements = cls.env["quartier.grant.proof.statement"].with_user(cls.grant_user)
        for part, text in texts.items():
            statements.create({"proof_id": proof.id, "part": part, "text": text})

    @classmethod
    def _checked(cls, **values):
        proof = cls._new_proof(**values)
        with freeze_time(TODAY):
            proof.with_user(cls.grant_manager).action_check()
        return proof

    @classmethod
    def _submitted(cls, **values):
        proof = cls._checked(**values)
        with freeze_time(TODAY):
            proof.action_submit("2026-06-30", "portal", "V-1")
        return proof

    @classmethod
    def _examined(cls, amount=None, result="", **values):
        proof = cls._submitted(**values)
        with freeze_time("2026-09-01 10:00:00"):
            if amount is None:
                amount = proof.eligible_total
            manager = proof.with_user(cls.grant_manager)
            manager.action_examine("2026-09-01", amount, result)
        return proof

    @classmethod
    def _closed(cls, **values):
        cls._examined(**values)
        with freeze_time("2026-09-02 10:00:00"):
            cls.grant.with_user(cls.grant_manager).action_close()
        return cls.grant

    def _line(self, proof, source):
        """Return the proof's line of a line of the plan."""
        return proof.line_ids.filtered(
            lambda line: (line.budget_line_id or line.funding_line_id) == source
        )

    def _actuals(self, proof):
        return {
            line.name or line.funding_line_id.kind: line.actual_amount
            for line in proof.line_ids
        }
