from base64 import b64encode

from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .voucher_common import VoucherCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantAttackBooked(VoucherCommon):
    """What was booked stays as it was, with its paper and whoever booked it."""

    def _file(self, voucher):
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", voucher._name),
                ("res_field", "=", "document"),
                ("res_id", "=", voucher.id),
            ]
        )

    @mute_logger("odoo.sql_db")
    def test_who_booked_is_kept(self):
        booker = self._new_user("booker", "quartier_grants.group_grant_user")
        booker.quartier_ids = self.west
        voucher = self._new_voucher(user=self.finance)
        voucher.with_user(booker).action_confirm()
        self.env.flush_all()
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            # the database itself: users are deleted by administrators
            self.cr.execute("DELETE FROM res_users WHERE id = %s", [booker.id])
        self.assertEqual(voucher.confirmed_by_id, booker)

    def test_file_behind_the_form_is_a_change(self):
        """Of booking and taking the scan away at once, one is let through."""
        voucher = self._new_voucher()
        file = self._file(voucher).with_user(self.grant_user)
        for change in (
            lambda: file.write({"raw": b"%PDF-1.5"}),
            lambda: file.copy({"res_field": "document"}),
            lambda: file.unlink(),
        ):
            before = voucher.revision
            change()
            self.assertGreater(voucher.revision, before)

    def test_file_of_what_was_booked(self):
        voucher = self._new_confirmed()
        file = self._file(voucher)
        for user in (self.grant_user, self.grant_manager, self.finance):
            for change in (
                lambda file: file.write({"raw": b"%PDF-1.5"}),
                lambda file: file.write({"res_id": False}),
                lambda file: file.copy(),
                lambda file: file.unlink(),
            ):
                with self.subTest(user.login), self.assertRaises(UserError):
                    change(file.with_user(user))
        self.assertEqual(self._file(voucher).raw, b"%PDF-1.4")

    def test_share_does_not_move_to_what_was_booked(self):
        booked, draft = self._new_confirmed(), self._new_voucher()
        with self.assertRaises(UserError):
            draft.share_ids.quartier_voucher_id = booked
        with self.assertRaises(UserError):
            booked.share_ids.quartier_voucher_id = draft
        self.assertEqual(self.grant.spent_amount, 100)

    def test_spent_is_the_systems(self):
        """Neither by the plan, nor by defaults, nor with a new application."""
        with self.assertRaises(UserError):
            self.first.with_user(self.grant_user).spent_amount = 5
        grants = self.env["quartier.grant"].with_user(self.grant_user)
        vals = {
            "name": "Neu",
            "quartier_id": self.west.id,
            "budget_line_ids": [
                Command.create({"name": "Posten", "price": 5, "spent_amount": 5})
            ],
        }
        grant = grants.with_context(default_takes_costs=True).create(vals)
        self.assertEqual(grant.budget_line_ids.spent_amount, 0)
        self.assertFalse(grant.takes_costs)
        with self.assertRaises(UserError):
            grants.with_context(default_spent_amount=5).create(vals)

    def test_scan_of_a_copied_voucher(self):
        """A copy has no paper: it is another invoice."""
        voucher = self._new_voucher()
        copied = voucher.copy({"number": "Anders"})
        self.assertFalse(copied.document or copied.share_ids)
        voucher.write({"document": b64encode(b"%PDF-1.5")})
        self.assertFalse(copied.document)
