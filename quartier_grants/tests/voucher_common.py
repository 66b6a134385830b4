from base64 import b64encode

from odoo.fields import Command

from .common import GrantCommon


class VoucherCommon(GrantCommon):
    """A running grant of West with two lines of 600 and 400 euros, and one of Ost.

    The award letters are of 2 February 2026, the period is 2026 and 2027; a line may
    be exceeded by 20 percent.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.program.rule_set_id = cls.env.ref("quartier_grants.rule_set_federal")
        cls.grant = cls._new_running(costs=(600, 400))
        cls.first, cls.second = cls.grant.budget_line_ids
        cls.ost_grant = cls._new_running_ost()

    @classmethod
    def _new_running_ost(cls):
        """Users of the west do not reach it."""
        cls.ost.member_ids += cls.grant_manager
        grant = cls._new_running(
            user=cls.grant_manager, quartier_id=cls.ost.id, name="Aus dem Osten"
        )
        cls.ost.member_ids -= cls.grant_manager
        return grant.with_user(cls.grant_ost)

    @classmethod
    def _share(cls, cost, amount, **values):
        return Command.create(
            {
                "quartier_grant_id": cost.grant_id.id,
                "quartier_budget_line_id": cost.id,
                "quartier_cost": amount,
                **values,
            }
        )

    @classmethod
    def _new_voucher(cls, *shares, user=None, **values):
        """A draft with everything that it needs, of 100 euros for the first line."""
        vouchers = cls.env["quartier.grant.voucher"].with_user(user or cls.grant_user)
        number = vouchers.sudo().search_count([])
        return vouchers.create(
            {
                "quartier_id": cls.west.id,
                "payee": "Malerbetrieb Müller GmbH",
                "number": f"RE-2026/{number:04}",
                "invoice_date": "2026-03-10",
                "paid_on": "2026-03-20",
                "gross": 100,
                "document": b64encode(b"%PDF-1.4"),
                "document_name": "rechnung.pdf",
                "share_ids": list(shares) or [cls._share(cls.first, 100)],
                **values,
            }
        )

    @classmethod
    def _new_confirmed(cls, *shares, **values):
        voucher = cls._new_voucher(*shares, **values)
        voucher.action_confirm()
        return voucher

    @classmethod
    def _cost_of_another_app(cls, grant, amount=50, **values):
        """What accounting, time sheets or expenses would write."""
        account = grant.sudo().analytic_account_id
        return cls.env["account.analytic.line"].create(
            {
                "name": "Porto",
                "amount": -amount,
                "date": "2026-04-01",
                account.plan_id._column_name(): account.id,
                **values,
            }
        )
