from datetime import date

from odoo.tests import tagged

from .deadline_common import DeadlineCommon, at


@tagged("standard", "post_install", "-at_install")
class TestGrantDeadlineRemind(DeadlineCommon):
    """Each date is reminded of once, reported once when it has passed, and ends."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.west.manager_id = cls.grant_manager
        cls.proof = cls.grant.sudo().proof_ids

    def _remind(self, moment):
        with at(moment):
            self.env.flush_all()
            self.env["quartier.grant.deadline"].sudo()._cron_remind()
            self.env.invalidate_all()

    def _activities(self, record):
        return record.sudo().activity_ids

    def test_proof_once_for_each_day(self):
        self._remind("2026-06-19")
        self.assertFalse(self._activities(self.proof))
        self._remind("2026-06-20")
        activity = self._activities(self.proof)
        self.assertEqual(activity.user_id, self.grant_user)
        self.assertEqual(activity.date_deadline, date(2026, 7, 20))
        self._remind("2026-06-21")
        self.assertEqual(self._activities(self.proof), activity)
        activity.action_done()
        self._remind("2026-06-22")
        self.assertFalse(self._activities(self.proof))
        self.proof.due_on = "2026-07-21"
        self._remind("2026-06-23")
        self.assertEqual(len(self._activities(self.proof)), 1)

    def test_a_day_that_moves_ends_the_old_reminder(self):
        self._remind("2026-06-20")
        self.proof.due_on = "2026-09-20"
        self._remind("2026-06-21")
        self.assertFalse(self._activities(self.proof))

    def test_who_left_is_not_told(self):
        self.west.member_ids -= self.grant_user
        self._remind("2026-06-20")
        self.assertEqual(self._activities(self.proof).user_id, self.grant_manager)

    def test_of_what_ends_by_itself(self):
        for day, text in (
            ("2026-02-20", "Objection"),
            ("2027-12-10", "Award Period Ends"),
            ("2028-12-10", "Final Proof"),
            ("2031-02-10", "Bound to the Purpose: Bank"),
        ):
            with self.subTest(text):
                self._remind(day)
                summaries = self._activities(self.grant).mapped("summary")
                self.assertTrue([s for s in summaries if text in s], summaries)

    def test_retention(self):
        self.grant.sudo().state = "retention"
        self._remind("2035-12-10")
        summaries = self._activities(self.grant).mapped("summary")
        self.assertEqual(summaries, ["Due: Retention"])

    def test_reported_to_the_manager(self):
        condition = self.grant.sudo().condition_ids.filtered(
            lambda row: row.name == "Bericht"
        )
        self._remind("2026-07-21")
        self.assertFalse(self._activities(condition))
        self._remind("2026-07-22")
        activity = self._activities(condition)
        self.assertEqual(activity.user_id, self.grant_manager)
        self.assertEqual(activity.summary, "Late: Condition: Bericht")
        self._remind("2026-07-23")
        self.assertEqual(self._activities(condition), activity)
        condition.write({"done_on": "2026-06-30", "evidence": "E-Mail"})
        self.assertFalse(self._activities(condition))

    def test_each_late_duty_is_reported(self):
        self._remind("2026-12-31")
        for record in (
            self.proof,
            self.grant.drawdown_ids,
            self.grant.repayment_ids,
            self._one("application").grant_id,
        ):
            with self.subTest(record._name):
                activities = self._activities(record)
                late = activities.filtered(lambda row: "Late" in row.summary)
                self.assertEqual(late.user_id, self.grant_manager)

    def test_the_manager_is_not_told_twice(self):
        """Whoever is in charge already has it on the list; somebody else is told."""
        self.proof.user_id = self.grant_manager
        self._remind("2026-12-31")
        late = self._activities(self.proof).filtered(lambda row: "Late" in row.summary)
        self.assertFalse(late)

    def test_what_is_done_ends(self):
        self._remind("2028-12-10")
        texts = self._activities(self.grant).mapped("summary")
        self.assertIn("Due: Proof of Use: Final Proof", texts)
        self.env["quartier.grant.proof"].create(
            {"grant_id": self.grant.id, "kind": "final"}
        )
        texts = self._activities(self.grant).mapped("summary")
        self.assertNotIn("Due: Proof of Use: Final Proof", texts)

    def test_drawn_money_that_is_used_up(self):
        with at("2026-07-01"):
            self.env["quartier.grant.drawdown"].sudo()._cron_remind()
        drawdown = self.grant.sudo().drawdown_ids
        self.assertTrue(self._activities(drawdown))
        drawdown._note_used(200)
        self.assertFalse(self._activities(drawdown))

    def test_item_that_is_gone(self):
        self._remind("2031-02-10")
        item = self.grant.item_ids
        with at("2031-02-11"):
            item.with_user(self.grant_user).action_gone("2031-02-11", "zerbrochen")
        texts = self._activities(self.grant).mapped("summary")
        self.assertFalse([text for text in texts if "Bank" in text])

    def test_notices_of_what_is_gone_are_forgotten(self):
        self._remind("2026-06-20")
        notices = self.env["quartier.grant.deadline.notice"]
        (number,) = notices.env["quartier.grant.deadline"]._ids_of("proof", self.proof)
        self.assertTrue(notices.search([("deadline", "=", number)]))
        self.proof.unlink()
        self._remind("2026-06-21")
        self.assertFalse(notices.search([("deadline", "=", number)]))
