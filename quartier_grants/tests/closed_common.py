from base64 import b64encode

from odoo.fields import Command
from odoo.tests import freeze_time

from .voucher_common import VoucherCommon

PDF = b64encode(b"%PDF-1.4")
LIST = b64encode(
    "Empfänger;Rechnungsnummer;Datum;Brutto\nDruckerei;1;10.03.2026;5,00\n".encode()
)


class ClosedCommon(VoucherCommon):
    """A grant with something of everything that can belong to one.

    Two vouchers lie on it, one of which the grant of Ost shares; 50 euros of postage
    come from another app.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ost_cost = cls.ost_grant.sudo().budget_line_ids
        cls._add_parts(cls.grant.sudo())
        cls._add_money(cls.grant)
        cls._add_duties(cls.grant)
        cls._add_accounts(cls.grant)
        cls._add_chatter(cls.grant)

    @classmethod
    def _add_parts(cls, grant):
        cls.section = cls.env["quartier.grant.section"].create(
            {"grant_id": grant.id, "name": "Ziele", "text": "Ein Spielplatz"}
        )
        cls.document = cls.env["quartier.grant.document"].create(
            {"grant_id": grant.id, "name": "Plan", "file": PDF, "file_name": "a.pdf"}
        )
        cls.question = cls.env["quartier.grant.question"]._note(
            {"grant_id": grant.id, "asked_on": "2026-01-20", "question": "Wie viel?"}
        )

    @classmethod
    def _add_money(cls, grant):
        cls.voucher = cls._new_confirmed()
        cls.shared = cls._new_confirmed(
            cls._share(cls.first, 60), cls._share(cls.ost_cost, 40), user=cls.finance
        )
        cls.foreign = cls._cost_of_another_app(grant)
        cls.drawdown = cls._new_drawdown(grant)
        cls.repayment = cls.env["quartier.grant.repayment"]._note(
            {
                "grant_id": grant.id,
                "kind": "unspent",
                "hearing_on": "2026-05-01",
                "state": "dropped",
            }
        )
        cls.interest = cls.env["quartier.grant.repayment.line"]._note(
            {
                "repayment_id": cls.repayment.id,
                "drawdown_id": cls.drawdown.id,
                "date_from": "2026-03-03",
                "date_to": "2026-06-30",
            }
        )
        cls.voucher_import = cls.env["quartier.grant.voucher.import"].create(
            {"file": LIST, "filename": "liste.csv", "grant_id": grant.id}
        )

    @classmethod
    def _new_drawdown(cls, grant):
        with freeze_time("2026-04-01 10:00:00"):
            drawdown = (
                cls.env["quartier.grant.drawdown"]
                .with_user(cls.grant_user)
                .create({"grant_id": grant.id, "due_amount": 500, "amount": 200})
            )
            drawdown.with_user(cls.grant_manager).action_release()
            drawdown.action_request()
            drawdown.with_user(cls.finance).action_paid("2026-04-01", 200)
        cls.step = cls.env["quartier.approval.step"].create(
            {
                "name": "Amtsleitung",
                "kind": "signature",
                "round": 1,
                "sequence": 1,
                "quartier_id": cls.west.id,
                "requested_by_id": cls.grant_user.id,
                "asked_on": "2026-03-20 10:00:00",
                "state": "void",
                "drawdown_id": drawdown.id,
            }
        )
        return drawdown

    @classmethod
    def _add_duties(cls, grant):
        cls.condition = cls.env["quartier.grant.condition"].create(
            {
                "grant_id": grant.id,
                "name": "Bericht",
                "done_on": "2026-04-01",
                "evidence_file": PDF,
                "evidence_file_name": "bericht.pdf",
            }
        )
        cls.change = cls.env["quartier.grant.change"].create(
            {
                "grant_id": grant.id,
                "name": "Umschichtung",
                "line_ids": [
                    Command.create({"budget_line_id": cls.first.id, "amount": 5})
                ],
            }
        )
        cls.work = cls.env["quartier.grant.work"].create(
            {"grant_id": grant.id, "name": "Aufbau", "date": "2026-03-03", "hours": 2}
        )

    @classmethod
    def _add_accounts(cls, grant):
        cls.income = cls.env["quartier.grant.income"].create(
            {
                "grant_id": grant.id,
                "name": "Förderverein",
                "received_on": "2026-04-01",
                "funding_line_id": cls.env["quartier.grant.funding.line"]
                .create({"grant_id": grant.id, "kind": "donation"})
                .id,
                "amount": 5,
                "document": PDF,
            }
        )
        cls.item = cls.env["quartier.grant.item"].create(
            {"grant_id": grant.id, "name": "Bank", "voucher_id": cls.voucher.id}
        )
        cls.proof = cls.env["quartier.grant.proof"].create(
            {"grant_id": grant.id, "kind": "interim"}
        )
        cls.env["quartier.grant.proof.statement"].create(
            {"proof_id": cls.proof.id, "text": "Die Bank steht."}
        )

    @classmethod
    def _add_chatter(cls, grant):
        cls.message = grant.message_post(
            body="Bescheid kam an",
            message_type="comment",
            attachments=[("bescheid.txt", b"Bescheid")],
        )
        cls.activity = grant.activity_schedule(
            "mail.mail_activity_data_todo", user_id=cls.grant_user.id
        )

    @classmethod
    def _close(cls, grant, state="closed", **values):
        """Bring a grant into a status of closed ones, past the steps to it."""
        # sudo: no client writes the status
        grant.sudo().write({"state": state, **values})
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def _guarded(cls):
        """Return the models whose records belong to grants, without abstract ones."""
        guard = cls.env.registry["quartier.grant.closed.mixin"]
        return [
            cls.env[name]
            for name, model in cls.env.registry.items()
            if issubclass(model, guard) and not model._abstract
        ]

    @classmethod
    def _owned(cls, grant):
        """Return what belongs to a grant, a recordset for each model.

        :rtype: dict[str, odoo.models.Model]
        """
        return {
            model._name: model.sudo()
            .with_context(active_test=False)
            .search(model._owned_domain(grant))
            for model in cls._guarded()
        }
