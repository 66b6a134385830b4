from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, new_test_user, tagged

from .closed_common import ClosedCommon

OVER = {"closed_on": "2027-01-01", "retention_until": "2037-01-01"}
LATER = "2037-01-02 10:00:00"
FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, a.attname
      FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
     WHERE c.contype = 'f' AND c.confrelid = %s::regclass
"""
# tables that name records by model and id
BY_NAME = """
    SELECT m.table_name, m.column_name, i.column_name
      FROM information_schema.columns m
      JOIN information_schema.columns i ON i.table_name = m.table_name
       AND i.table_schema = m.table_schema
       AND i.column_name = 'res_id'
      JOIN pg_class c ON c.relname = m.table_name AND c.relkind = 'r'
     WHERE m.table_schema = 'public' AND m.column_name IN ('model', 'res_model')
"""


class ErasureCommon(ClosedCommon):
    """The retention of the grant was over on 1 January 2037."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.tz = "Europe/Berlin"
        cls.change.sudo().state = "refused"
        cls.proof.sudo().state = "examined"
        # two hundred euros were drawn: as if they had been used
        cls.grant.sudo().unspent_amount = 0
        cls.item.sudo().binding_until = "2031-01-01"
        cls._close(cls.grant, "archived", **OVER)
        cls.startClassPatcher(freeze_time(LATER))

    def _wizard(self, grants=None, user=None):
        grants = self.grant if grants is None else grants
        wizards = self.env["quartier.grant.erasure"]
        return wizards.with_user(user or self.grant_manager).create(
            {"grant_ids": grants.ids}
        )

    def _erase(self, grants=None):
        wizard = self._wizard(grants)
        wizard.action_next()
        wizard.action_erase()
        return self.env["quartier.grant.erasure.log"].search([], limit=1)

    def _new_archived(self, number):
        """Another grant whose retention is over, without anything after its award."""
        grant = self._new_running(name=f"Antrag {number}")
        self._close(grant, "archived", **OVER)
        return grant


@tagged("standard", "post_install", "-at_install")
class TestGrantErasure(ErasureCommon):
    def test_nothing_is_left(self):
        owned = {
            name: records.ids
            for name, records in self._owned(self.grant).items()
            if records
        }
        kept = {
            "quartier.grant.voucher": self.shared.ids,
            "account.analytic.line": self.foreign.ids,
            "account.analytic.account": self.grant.sudo().analytic_account_id.ids,
        }
        self._erase()
        self.env.flush_all()
        for name, ids in owned.items():
            with self.subTest(model=name):
                left = self.env[name].sudo().browse(ids).exists()
                self.assertEqual(left.ids, kept.get(name, []))
                gone = set(ids) - set(left.ids)
                self.assertFalse(self._still_named(name, gone))
                self.assertFalse(self._still_referred_to(name, gone))

    def _still_named(self, name, ids):
        """Return the tables that name deleted records by model and id."""
        self.env.cr.execute(BY_NAME)
        found = []
        for table, model, key in self.env.cr.fetchall():
            self.env.cr.execute(
                f'SELECT count(*) FROM "{table}" WHERE "{model}" = %s AND "{key}" ='
                " ANY(%s)",
                [name, list(ids)],
            )
            if self.env.cr.fetchone()[0]:
                found.append(table)
        return found

    def _still_referred_to(self, name, ids):
        """Return the columns of foreign keys that name deleted records."""
        self.env.cr.execute(FOREIGN_KEYS, [self.env[name]._table])
        found = []
        for table, column in self.env.cr.fetchall():
            self.env.cr.execute(
                f'SELECT count(*) FROM {table} WHERE "{column}" = ANY(%s)', [list(ids)]
            )
            if self.env.cr.fetchone()[0]:
                found.append((table, column))
        return found

    def test_files_are_left_to_the_collector(self):
        """Core deletes what no row names any more from the filestore."""
        files = self.env["ir.attachment"].sudo()
        domain = [("res_model", "=", self.condition._name), ("id", ">", 0)]
        mine = files.search([*domain, ("res_id", "=", self.condition.id)])
        names = mine.mapped("store_fname")
        self.assertTrue(all(names))
        with patch.object(self.env.registry["ir.attachment"], "_mark_for_gc") as marked:
            self._erase()
        self.assertLessEqual(set(names), {call.args[-1] for call in marked.mock_calls})

    def test_messages_and_activities_go(self):
        self.assertTrue(self.message.exists() and self.activity.exists())
        self._erase()
        self.assertFalse(self.message.exists() or self.activity.exists())

    def test_other_apps_keep_their_lines(self):
        account = self.grant.sudo().analytic_account_id
        column = account.plan_id._column_name()
        self._erase()
        self.assertEqual(self.foreign[column], account)
        self.assertEqual(self.foreign.amount, -50)
        self.assertFalse(self.foreign.quartier_grant_id)
        self.foreign.name = "Porto April"
        late = self.env["account.analytic.line"].create(
            {"name": "Nachtrag", "amount": -1, column: account.id}
        )
        self.assertFalse(late.quartier_grant_id)

    def test_an_account_without_lines_goes(self):
        grant = self._new_archived(1)
        account = grant.sudo().analytic_account_id
        self._erase(grant)
        self.assertFalse(account.exists())

    def test_a_voucher_goes_with_the_last_of_its_grants(self):
        self._erase()
        self.assertEqual(self.shared.share_ids.quartier_grant_id, self.ost_grant)
        self.assertEqual(self.shared.shared_amount, 40)
        self.assertIn("60", self.shared.message_ids[0].body)
        ost = self.ost_grant.sudo()
        ost._settle()
        self.assertEqual(ost.spent_amount, 40)
        self._close(ost, "archived", **OVER)
        self._wizard(ost, self.grant_ost).action_next()
        self._wizard(ost, self.grant_ost).action_erase()
        self.assertFalse(self.shared.exists())

    def test_the_preview_says_what_happens(self):
        wizard = self._wizard()
        rows = {row.title: row for row in self.grant._erasure_rows()}
        names = {
            name: self.env["ir.model"]._get(name).name
            for name in ("quartier.grant.voucher", "quartier.grant.condition")
        }
        # one goes; the other one, which Ost shares, is listed as kept
        kept = [row for row in self.grant._erasure_rows() if row.why]
        self.assertEqual([row.count for row in kept], [1, 1])
        self.assertEqual(rows[names["quartier.grant.condition"]].count, 1)
        self.assertIn(names["quartier.grant.voucher"], wizard.preview)
        self.assertTrue(rows["Files"].size)
        self.assertIn(self.grant.name, wizard.names)
        self.assertFalse(wizard.obstacles)

    def test_the_log(self):
        reference = self.grant.award_id.reference
        log = self._erase()
        self.assertEqual(log.reference, reference)
        self.assertEqual(log.program, self.program.name)
        self.assertEqual(log.awarded_amount, 800)
        self.assertEqual(log.retention_until, fields.Date.to_date("2037-01-01"))
        self.assertEqual(log.create_uid, self.grant_manager)
        self.assertIn(": 1\n", log.deleted)
        for text in (log.deleted, log.kept):
            self.assertNotIn("Test grant_user", text)
            self.assertNotIn(self.grant_user.name, text)

    def test_nobody_changes_the_log(self):
        log = self._erase()
        for way in (log.sudo(), log.with_user(self.grant_manager)):
            with self.assertRaises(UserError):
                way.write({"reference": "anders"})
            with self.assertRaises(UserError):
                way.with_context(_force_unlink=True).unlink()
        with self.assertRaises(AccessError):
            log.with_user(self.grant_manager).create({"reference": "x"})

    def test_the_log_is_the_offices_and_finances(self):
        log = self._erase()
        for user, sees in (
            (self.grant_manager, True),
            (self.finance, True),
            (self.grant_ost, False),
        ):
            logs = self.env["quartier.grant.erasure.log"].with_user(user)
            self.assertEqual(bool(logs.search([("id", "=", log.id)])), sees)


@tagged("standard", "post_install", "-at_install")
class TestGrantErasureRefusal(ErasureCommon):
    def _obstacles(self):
        wizard = self._wizard()
        for step in (wizard.action_next, wizard.action_erase):
            with self.assertRaises(UserError) as raised:
                step()
        self.assertTrue(self.grant.exists())
        return str(raised.exception).splitlines()

    def test_before_its_time(self):
        """The last day of the retention is kept as well."""
        with freeze_time("2037-01-01 22:30:00"):  # 23:30 in Berlin
            [obstacle] = self._obstacles()
            self.assertIn("kept until", obstacle)
        with freeze_time("2037-01-01 23:30:00"):  # 00:30 on the 2nd
            self.grant.with_user(self.grant_manager)._check_erasable()

    def test_every_reason_at_once(self):
        self._close(self.grant, "running", retention_until="2040-01-01")
        self.item.sudo().binding_until = "2039-01-01"
        self._new_voucher()
        self.condition.write({"done_on": False, "kind": "binding"})
        self.condition.due_on = "2038-01-01"
        text = "\n".join(self._obstacles())
        for part in ("status", "kept until", "bound to", "runs until", "not booked"):
            self.assertIn(part, text)

    def test_who_may_not(self):
        for user in (self.grant_user, self.finance, self.grant_ost, self.manager):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._wizard(user=user).read(["preview"])
        for user in (self.grant_user, self.finance, self.grant_ost):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.grant.with_user(user)._check_erasable()
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.grant.with_user(user).action_keep()

    def test_nobody_asks_by_writing(self):
        with self.assertRaises(UserError):
            self.grant.with_user(self.grant_manager).write(
                {"erasure_asked_on": fields.Datetime.now()}
            )

    def test_one_that_cannot_keeps_all(self):
        other = self._new_archived(1)
        self._close(other, "archived", retention_until="2040-01-01")
        wizard = self._wizard(self.grant + other)
        self.assertIn(other.name, wizard.obstacles)
        with self.assertRaises(UserError):
            wizard.action_erase()
        self.assertTrue(self.grant.exists())


@tagged("standard", "post_install", "-at_install")
class TestGrantErasureJob(ErasureCommon):
    """More than three are deleted by a job."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grants = cls.grant
        for number in range(3):
            cls.grants += cls._new_archived(cls, number)

    def _run(self, seconds=60):
        """Run the job without the commits that tests cannot take back."""
        cron = self.env.registry["ir.cron"]
        with patch.object(cron, "_commit_progress", return_value=seconds) as progress:
            self.env["quartier.grant"]._cron_erase()
        return progress

    def _asked(self):
        self._wizard(self.grants).action_erase()

    def _logs(self):
        return self.env["quartier.grant.erasure.log"].search_count([])

    def test_each_once(self):
        self._asked()
        self.assertEqual(self.grants.exists(), self.grants)
        progress = self._run()
        self.assertFalse(self.grants.exists())
        self.assertEqual(self._logs(), 4)
        self.assertEqual(progress.call_count, 5)
        self._run()
        self.assertEqual(self._logs(), 4)

    def test_broken_off_it_goes_on(self):
        self._asked()
        for left in (3, 2, 1, 0):
            self._run(seconds=0)
            self.assertEqual(len(self.grants.exists()), left)
            self.assertEqual(self._logs(), 4 - left)

    def test_taken_back(self):
        self._asked()
        self.grants[1].with_user(self.grant_manager).action_keep()
        self._run()
        self.assertEqual(self.grants.exists(), self.grants[1])

    def test_what_was_taken_up_again_is_kept(self):
        self._asked()
        kept = self.grants[2]
        kept.with_user(self.grant_manager).action_take_up("Rückfrage des Prüfers")
        self._run()
        self.assertEqual(self.grants.exists(), kept)
        self.assertFalse(kept.erasure_asked_on)
        self.assertIn("status", kept.message_ids[0].body)

    def test_one_that_fails_does_not_hold_up_the_others(self):
        self._asked()
        bad, erase = self.grants[1], type(self.grants)._erase_one

        def fail(grant):
            if grant == bad:
                raise ValueError
            return erase(grant)

        with (
            patch.object(self.env.registry["quartier.grant"], "_erase_one", fail),
            self.assertLogs("odoo.addons.quartier_grants", "ERROR"),
        ):
            self._run()
        self.assertEqual(self.grants.exists(), bad)
        self.assertEqual(self._logs(), 3)
        self.assertTrue(bad.erasure_asked_on)

    def test_who_asked_left(self):
        other = new_test_user(
            self.env, "leaving", groups="quartier_grants.group_grant_manager"
        )
        self.west.member_ids += other
        self._wizard(self.grants, other).action_erase()
        other.active = False
        self._run()
        self.assertFalse(self.grants.exists())
