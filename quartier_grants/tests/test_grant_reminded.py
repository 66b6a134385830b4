from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantReminded(GrantCommon):
    """Whoever has something to do is told, and told no longer when it is done."""

    def _new_call(self, days=10):
        return self.env["quartier.grant.call"].create(
            {
                "program_id": self.program.id,
                "name": "R1",
                "deadline": fields.Date.today() + timedelta(days=days),
            }
        )

    def _remind(self):
        self.env["quartier.grant.call"]._cron_remind()
        self.env.flush_all()

    def test_application_begun_after_the_reminder(self):
        self._new_call()
        self._remind()
        late = self._new_grant()
        self._remind()
        self.assertEqual(late.activity_ids.user_id, self.grant_user)
        self._remind()
        self.assertEqual(len(late.activity_ids), 1)
        late.activity_ids.action_done()
        self._remind()
        self.assertFalse(late.activity_ids)

    def test_watched_after_the_reminder(self):
        self._new_call()
        self._remind()
        self.program.watched = True
        self._remind()
        self.assertEqual(self.program.activity_ids.user_id, self.grant_manager)

    def test_responsible_person_left(self):
        """Then the office's manager is told."""
        self._new_call()
        gone, moved = self._new_grant(), self._new_grant()
        gone.user_id = self.grant_user
        moved.user_id = self.employee
        self.grant_user.active = False
        self.west.manager_id = self.grant_manager
        self._remind()
        self.assertEqual(gone.activity_ids.user_id, self.grant_manager)
        self.assertEqual(moved.activity_ids.user_id, self.grant_manager)

    def test_done_is_done(self):
        self._new_call()
        grant = self._new_grant()
        self._remind()
        own = grant.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.grant_user.id
        )
        own.automated = False
        grant.action_check()
        manager = grant.with_user(self.grant_manager)
        manager.action_draft()
        manager.action_release()
        self.assertEqual(len(grant.activity_ids), 2)
        grant.action_submit(self._today(grant), "post")
        self.assertEqual(grant.activity_ids, own)
        grant.action_further_request("Kosten < 500 <b>fett</b>?", self._today(grant))
        todo = grant.activity_ids - own
        self.assertIn("&lt;b&gt;", todo.note)
        grant.action_answer("Anbei")
        self.assertEqual(grant.activity_ids, own)
