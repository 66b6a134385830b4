from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_grant_erasure import ErasureCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantAttackErasure(ErasureCommon):
    def test_the_log_tells_the_truth(self):
        """Whatever the person who deletes has as default values of their own."""
        defaults = self.env["ir.default"].with_user(self.grant_manager)
        defaults.set(
            "quartier.grant.erasure.log", "date", "2001-01-01 00:00:00", user_id=True
        )
        log = self._erase()
        self.assertEqual(log.date, fields.Datetime.now())

    def test_the_dialog_is_ones_own(self):
        """Nobody slips another grant under what somebody is about to confirm."""
        wizard = self._wizard().with_user(self.grant_ost)
        for way in (
            lambda: wizard.read(["grant_ids"]),
            lambda: wizard.write({"grant_ids": self.ost_grant.ids}),
            wizard.unlink,
        ):
            with self.assertRaises(AccessError):
                way()

    def test_others_go_on_while_the_job_runs(self):
        """What was taken back or deleted meanwhile does not wait any more."""
        grants = self.grant
        for number in range(3):
            grants += self._new_archived(number)
        self._wizard(grants).action_erase()
        kept, gone = grants[1:3]

        def meanwhile(*_args, **_kw):
            if not kept.erasure_asked_on:
                return 60
            kept.with_user(self.grant_manager).action_keep()
            gone.sudo()._erase()
            return 60

        cron = self.env.registry["ir.cron"]
        with patch.object(cron, "_commit_progress", side_effect=meanwhile):
            self.env["quartier.grant"]._cron_erase()
        self.assertEqual(grants.exists(), kept)
