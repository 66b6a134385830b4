from odoo.fields import Command
from odoo.tests import freeze_time

from odoo.addons.quartier_management.tests.common import QuartierCommon

GRANT = "quartier_grants.group_grant_%s"


class GrantCommon(QuartierCommon):
    """A programme that funds 80 percent, and users for each role.

    ``grant_user`` and ``grant_manager`` work in West, ``grant_ost`` manages grants in
    Ost, ``finance`` belongs to no office; ``head`` and ``chief`` sign.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grant_user = cls._new_user("grant_user", GRANT % "user")
        cls.grant_manager = cls._new_user("grant_manager", GRANT % "manager")
        cls.grant_ost = cls._new_user("grant_ost", GRANT % "manager")
        cls.finance = cls._new_user("finance", GRANT % "finance")
        cls.head = cls._new_user("head", "base.group_user")
        cls.chief = cls._new_user("chief", "base.group_user")
        cls.west.member_ids += cls.grant_user + cls.grant_manager
        cls.ost.member_ids += cls.grant_ost
        cls.kind = cls.env.ref("quartier_grants.cost_kind_material")
        cls.program = cls._new_program("Probeprogramm")

    @classmethod
    def _new_program(cls, name, **values):
        return cls.env["quartier.grant.program"].create(
            {
                "name": name,
                "financing": "share",
                "rate": 80,
                "user_id": cls.grant_manager.id,
                **values,
            }
        )

    @classmethod
    def _new_rule(cls, name, users, **values):
        return cls.env["quartier.approval.rule"].create(
            {
                "name": name,
                "document": "quartier.grant",
                "user_ids": users.ids,
                "quartier_ids": [Command.set((cls.west + cls.ost).ids)],
                **values,
            }
        )

    @classmethod
    def _new_grant(
        cls, costs=(1000,), funding=(("grant", 800), ("own_cash", 200)), **v
    ):
        """Create an application with lines of these amounts, as its user."""
        return (
            cls.env["quartier.grant"]
            .with_user(v.pop("user", cls.grant_user))
            .create(
                {
                    "name": "Probeantrag",
                    "quartier_id": cls.west.id,
                    "program_id": cls.program.id,
                    "budget_line_ids": [
                        Command.create(
                            {
                                "name": f"Posten {number}",
                                "kind_id": cls.kind.id,
                                "price": price,
                            }
                        )
                        for number, price in enumerate(costs, 1)
                    ],
                    "funding_line_ids": [
                        Command.create({"kind": kind, "amount": amount})
                        for kind, amount in funding
                    ],
                    **v,
                }
            )
        )

    @classmethod
    def _new_draft(cls, **values):
        grant = cls._new_grant(**values)
        grant.action_check()
        grant.with_user(cls.grant_manager).action_draft()
        return grant

    @classmethod
    def _new_released(cls, **values):
        """An application that no rule demands a signature for."""
        grant = cls._new_draft(**values)
        grant.with_user(cls.grant_manager).action_release()
        return grant

    @classmethod
    def _new_submitted(cls, **values):
        grant = cls._new_released(**values)
        grant.action_submit(cls._today(grant), "portal")
        return grant

    @classmethod
    def _new_awarded(cls, amount=None, **values):
        grant = cls._new_submitted(**values)
        grant.with_user(cls.grant_manager).action_award(
            cls._today(grant), amount or grant.requested_amount
        )
        return grant

    @classmethod
    def _record(cls, grant, **values):
        """Record an award letter as its dialog does; the period is 2026 and 2027."""
        wizard = (
            cls.env["quartier.grant.record"]
            .with_user(cls.grant_manager)
            .create(
                {
                    "grant_id": grant.id,
                    "reference": "35.2-1",
                    "date": cls._today(grant),
                    "notified_on": cls._today(grant),
                    "date_from": "2026-01-01",
                    "date_to": "2027-12-31",
                    **values,
                }
            )
        )
        wizard.action_record()
        return grant.award_id

    @classmethod
    def _new_running(cls, **values):
        """A grant whose award is final at once, because nobody objects."""
        letter = {"waiver_on": values.pop("waiver_on", "2026-02-02")}
        with freeze_time("2026-02-02 10:00:00"):
            grant = cls._new_awarded(**values)
            cls._record(grant, **letter)
        return grant

    @staticmethod
    def _today(grant):
        from odoo import fields

        return grant.quartier_id._localize(fields.Datetime.now()).date()
