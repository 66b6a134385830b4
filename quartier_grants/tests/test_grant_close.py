from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .proof_common import TODAY, ProofCommon

DAY = "2026-09-02 10:00:00"


@tagged("standard", "post_install", "-at_install")
class TestGrantClose(ProofCommon):
    def _close(self, **values):
        with freeze_time(DAY):
            self.grant.with_user(self.grant_manager).action_close(**values)

    def test_closed(self):
        self._pay(self.first, 590)
        self._examined()
        self._close()
        self.assertEqual(self.grant.state, "closed")
        self.assertEqual(self.grant.closed_on, date(2026, 9, 2))
        # five years after the proof of 30 June 2026
        self.assertEqual(self.grant.retention_until, date(2031, 6, 30))
        self.assertIn("ANBest-G NRW, Nr. 7", self.grant.retention_source)

    def test_dialog(self):
        self._pay(self.first, 590)
        self._examined()
        with freeze_time(DAY):
            dialog = Form(
                self.env["quartier.grant.close"]
                .with_user(self.grant_manager)
                .with_context(default_grant_id=self.grant.id)
            )
            self.assertEqual(dialog.retention_until, date(2031, 6, 30))
            self.assertFalse(dialog.obstacles)
            dialog.retention_until = date(2036, 12, 31)
            dialog.retention_source = "Bescheid, Nr. 9"
            dialog.save().action_decide()
        self.assertEqual(self.grant.retention_until, date(2036, 12, 31))
        self.assertEqual(self.grant.retention_source, "Bescheid, Nr. 9")

    def test_not_shorter_than_the_rules(self):
        self._examined()
        with self.assertRaisesRegex(UserError, "(?s)earlier day.*where the day"):
            self._close(retention_until="2030-01-01")

    def test_no_rule(self):
        self._examined()
        self.env["quartier.rule"].search(
            [("key", "=", "grant.nrw.retention_years")]
        ).active = False
        with self.assertRaisesRegex(UserError, "No rule says"):
            self._close()
        self._close(retention_until="2036-12-31", retention_source="Bescheid")
        self.assertEqual(self.grant.retention_source, "Bescheid")

    def test_while_a_drawdown_is_open(self):
        self._pay(self.first, 590)
        self._examined()
        with freeze_time("2026-09-01 12:00:00"):
            self.env["quartier.grant.drawdown"].with_user(self.grant_user).create(
                {"grant_id": self.grant.id, "due_amount": 10}
            )
        with self.assertRaisesRegex(UserError, "Drawdown 1: .* not finished"):
            self._close()
        self.assertEqual(self.grant.state, "examined")

    def test_all_that_is_open(self):
        self._pay(self.first, 100)
        self._draw(400, "2026-03-02")
        conditions = self.env["quartier.grant.condition"].with_user(self.grant_user)
        conditions.create({"grant_id": self.grant.id, "name": "Foto", "kind": "other"})
        changes = self.env["quartier.grant.change"].with_user(self.grant_user)
        changes.create({"grant_id": self.grant.id, "name": "Mehr Farbe"})
        with freeze_time(TODAY):
            self._new_voucher()
            self._new_proof(kind="interim")
        self.env["quartier.grant.voucher"].search([("state", "=", "draft")]).unlink()
        self._examined()
        with self.assertRaises(UserError) as caught:
            self._close()
        text = str(caught.exception)
        for part in ("Foto", "Mehr Farbe", "Interim Proof 1", "neither used nor paid"):
            self.assertIn(part, text)

    def test_who(self):
        self._examined()
        with freeze_time(DAY):
            for user in (self.grant_user, self.finance, self.grant_ost):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    self.grant.with_user(user).action_close()

    def test_only_after_the_examination(self):
        self._submitted()
        with self.assertRaisesRegex(UserError, "Proof Examined"):
            self._close()

    def test_taken_up_again(self):
        grant = self._closed()
        with freeze_time("2026-10-01 10:00:00"):
            with self.assertRaises(AccessError):
                grant.with_user(self.grant_user).action_take_up("Prüfung")
            with self.assertRaises(UserError):
                grant.with_user(self.grant_manager).action_take_up(" ")
            grant.with_user(self.grant_manager).action_take_up("Prüfung des Landes")
        self.assertEqual(grant.state, "examined")
        self.assertFalse(grant.retention_until)
        self.assertIn("Prüfung des Landes", str(grant.message_ids.mapped("body")))

    def _night(self, day):
        with freeze_time(f"{day} 03:00:00"):
            self.env["quartier.grant"]._cron_after_close()
        return self.grant.state

    def test_moves_on(self):
        with freeze_time(TODAY):
            self.env["quartier.grant.item"].with_user(self.grant_user).create(
                {
                    "grant_id": self.grant.id,
                    "name": "Anhänger",
                    "acquired_on": "2026-03-20",
                    "binding_until": "2029-03-20",
                }
            )
        self._closed()
        self.assertEqual(self.grant.binding_until, date(2029, 3, 20))
        self.assertEqual(self._night("2026-09-03"), "binding")
        self.assertEqual(self._night("2029-03-20"), "binding")
        self.assertEqual(self._night("2029-03-21"), "retention")
        self.assertEqual(self._night("2031-06-30"), "retention")
        self.assertEqual(self._night("2031-07-01"), "archived")

    def test_moves_on_by_the_offices_clock(self):
        # 23:30 in London on the last day is 00:30 on the next one in the office
        self._closed()
        with freeze_time("2031-06-30 21:30:00"):
            self.env["quartier.grant"]._cron_after_close()
            self.assertEqual(self.grant.state, "retention")
        with freeze_time("2031-06-30 22:30:00"):
            self.env["quartier.grant"]._cron_after_close()
            self.assertEqual(self.grant.state, "archived")

    def test_item_gone(self):
        with freeze_time(TODAY):
            item = (
                self.env["quartier.grant.item"]
                .with_user(self.grant_user)
                .create({"grant_id": self.grant.id, "name": "Anhänger"})
            )
        self._closed()
        with freeze_time(DAY):
            with self.assertRaises(UserError):
                item.name = "Fahrrad"
            with self.assertRaises(UserError):
                item.unlink()
            item.action_gone("2026-09-02", "Gestohlen, dem Land gemeldet")
            with self.assertRaises(UserError):
                item.action_gone("2026-09-02", "Noch einmal")
        self.assertEqual(item.gone_on, date(2026, 9, 2))
