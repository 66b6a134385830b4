from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .voucher_common import VoucherCommon

NAMED = {"fields": {"display_name": {}}}


@tagged("standard", "post_install", "-at_install")
class TestGrantAttackMoney(VoucherCommon):
    """The manager of another office guesses ids."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.voucher = cls._new_voucher()
        with freeze_time("2026-02-02 10:00:00"):
            cls.drawdown = (
                cls.env["quartier.grant.drawdown"]
                .with_user(cls.grant_user)
                .create({"grant_id": cls.grant.id, "due_amount": 500, "amount": 321})
            )

        cls.repayment = cls.env["quartier.grant.repayment"].create(
            {"grant_id": cls.grant.id, "reason": "Posten"}
        )

    def _told(self, model, values, names, **context):
        """Return what a form says while it is filled in, or that it is refused."""
        records = self.env[model].with_user(self.grant_ost).with_context(**context)
        self.env.invalidate_all()
        try:
            answer = records.onchange(values, list(values), names)
        except AccessError:
            return "refused"
        return str(answer["value"])

    def test_forms_tell_nothing(self):
        grant, line = {"grant_id": self.grant.id}, self.first.id
        secret = ("Probeantrag", "321", "600", "Test grant_user", "Posten")
        for model, values, names, context in (
            ("quartier.grant.drawdown", grant, {"proposal": {}, "amount": {}}, {}),
            ("quartier.grant.condition", grant, {"user_id": NAMED}, {}),
            ("quartier.grant.work", grant, {"hourly_rate": {}}, {}),
            ("quartier.grant.repayment", grant, {"display_name": {}}, {}),
            (
                "quartier.grant.change.line",
                {"budget_line_id": line},
                {"budget_line_id": NAMED, "approved_amount": {}},
                {},
            ),
            (
                "quartier.grant.drawdown.decide",
                {},
                {"drawdown_id": NAMED, "amount": {}},
                {"default_drawdown_id": self.drawdown.id, "default_step": "paid"},
            ),
            (
                "quartier.grant.repayment.decide",
                {},
                {"repayment_id": NAMED, "amount": {}},
                {"default_repayment_id": self.repayment.id, "default_step": "paid"},
            ),
            (
                "quartier.grant.record",
                {},
                {"grant_id": NAMED, "amount": {}},
                {"default_grant_id": self.grant.id},
            ),
        ):
            with self.subTest(model):
                asked = {**{key: {} for key in values}, **names}
                told = self._told(model, values, asked, **context)
                for word in secret:
                    self.assertNotIn(word, told)

    def test_actions_are_refused(self):
        for record, action, arguments in (
            (self.drawdown, "action_release", ()),
            (self.drawdown, "action_request_approval", ()),
            (self.drawdown, "action_paid", ("2026-02-02", 5)),
            (self.drawdown, "action_cancel", ("Nur so",)),
            (self.voucher, "action_confirm", ()),
            (self.voucher, "action_pay", ("2026-02-02",)),
            (self.voucher, "action_cancel", ("Nur so",)),
            (self.grant, "action_waive", ("2026-02-02",)),
            (self.grant, "action_fetch_work", ()),
        ):
            with self.subTest(action), self.assertRaises(AccessError):
                getattr(record.with_user(self.grant_ost), action)(*arguments)

    def test_lines_of_another_office(self):
        lines = self.env["account.analytic.line"].with_user(self.grant_ost)
        mine = [("quartier_grant_id", "=", self.grant.id)]
        self.assertFalse(lines.search(mine))
        [(total,)] = lines._read_group(mine, [], ["amount:sum"])
        self.assertFalse(total)
        with self.assertRaises(AccessError):
            lines.browse(self.voucher.share_ids.ids).read(["amount"])
