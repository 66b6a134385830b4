from datetime import timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantCall(GrantCommon):
    """Whoever looks after something is reminded of its closing date, once."""

    def _new_call(self, days=10, **values):
        day = fields.Date.context_today(self.program) + timedelta(days=days)
        return self.env["quartier.grant.call"].create(
            {"program_id": self.program.id, "name": "R1", "deadline": day, **values}
        )

    def _remind(self):
        self.env["quartier.grant.call"]._cron_remind()
        self.env.flush_all()

    def test_watch_list(self):
        call = self._new_call()
        self._remind()
        self.assertFalse(self.program.activity_ids)
        call.program_id.watched = True
        call.reminded_for = False
        self._remind()
        self.assertEqual(self.program.activity_ids.user_id, self.grant_manager)
        self.assertEqual(self.program.activity_ids.date_deadline, call.deadline)
        self._remind()
        self.assertEqual(len(self.program.activity_ids), 1)
        self.program.activity_ids.action_done()
        self._remind()
        self.assertFalse(self.program.activity_ids)
        call.deadline += timedelta(days=2)
        self._remind()
        self.assertEqual(self.program.activity_ids.date_deadline, call.deadline)

    def test_not_yet_and_no_longer(self):
        self.program.watched = True
        self._new_call(days=40)
        self._new_call(days=-1)
        self._remind()
        self.assertFalse(self.program.activity_ids)

    def test_application(self):
        call = self._new_call()
        grant = self._new_grant()
        self.assertEqual(grant.call_id, call)
        done = self._new_submitted()
        self._remind()
        self.assertEqual(grant.activity_ids.user_id, self.grant_user)
        self.assertFalse(done.activity_ids)

    def test_somebody_who_left_is_not_told(self):
        self.program.watched = True
        self.program.user_id.active = False
        self._new_call()
        self._remind()
        self.assertFalse(self.program.activity_ids)

    def test_closing_date_or_at_any_time(self):
        with self.assertRaises(ValidationError):
            self._new_call(rolling=True)
        with self.assertRaises(ValidationError):
            self._new_call(deadline=False)
        rolling = self._new_call(deadline=False, rolling=True)
        self.assertEqual(self._new_grant().call_id, rolling)

    def test_call_of_another_programme(self):
        call = self._new_call(program_id=self._new_program("Anderes").id)
        with self.assertRaises(ValidationError):
            self._new_grant(call_id=call.id)

    def test_next_deadline(self):
        soon, _later = self._new_call(), self._new_call(days=30)
        self.assertEqual(self.program.next_deadline, soon.deadline)
        found = self.env["quartier.grant.program"].search(
            [("next_deadline", "<=", soon.deadline)]
        )
        self.assertIn(self.program, found)
        self.assertNotIn(self._new_program("Ohne"), found)
