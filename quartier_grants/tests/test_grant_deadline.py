from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .deadline_common import DeadlineCommon, at


@tagged("standard", "post_install", "-at_install")
class TestGrantDeadline(DeadlineCommon):
    """Whatever sets a date is on the timeline, once, and as it stands today."""

    def _states(self, **kwargs):
        rows = self._deadlines(**{"grant": self.grant, **kwargs})
        return {(row.kind, str(row.date)): row.state for row in rows}

    def test_each_kind(self):
        with at("2026-06-30"):
            self.assertEqual(
                self._states(),
                {
                    ("question", "2026-01-20"): "done",
                    ("objection", "2026-03-02"): "over",
                    ("hearing", "2026-06-10"): "done",
                    ("use", "2026-07-10"): "open",
                    ("condition", "2026-07-15"): "open",
                    ("objection", "2026-07-15"): "open",
                    ("proof", "2026-07-20"): "open",
                    ("repayment", "2026-07-31"): "open",
                    ("period", "2027-12-31"): "open",
                    # twelve months after the period, by the rules of the Land
                    ("proof", "2028-12-31"): "open",
                    ("binding", "2030-12-31"): "open",
                    ("binding", "2031-03-01"): "open",
                },
            )
        self.assertEqual(self._calls().display_name, "Call Closes: R1")
        self.assertEqual(len(self._deadlines(("kind", "=", "application"))), 1)

    def _calls(self):
        return self._deadlines(
            ("kind", "=", "call"), ("program_id", "=", self.program.id)
        )

    def test_what_passes_is_overdue_or_over(self):
        with at("2032-01-01"):
            states = set(self._states().values())
            self.assertEqual(states, {"done", "over", "overdue"})
            for kind in ("use", "condition", "repayment"):
                with self.subTest(kind):
                    self.assertEqual(self._one(kind, grant=self.grant).state, "overdue")
            for kind in ("period", "binding", "objection"):
                with self.subTest(kind):
                    rows = self._deadlines(("kind", "=", kind), grant=self.grant)
                    self.assertEqual(set(rows.mapped("state")), {"over"})

    def test_by_the_clock_of_the_office(self):
        """At half past midnight in Berlin it is still the day before in New York."""
        self.ost.tz = "America/New_York"
        for moment, state in (
            ("2026-07-15 21:59:00", "open"),
            ("2026-07-15 22:01:00", "overdue"),
        ):
            with at(moment):
                self.env.invalidate_all()
                self.assertEqual(self._one("condition", grant=self.grant).state, state)
        with at("2026-07-15 22:01:00"):
            row = self._one("condition", user=self.grant_ost, grant=self.ost_grant)
            self.assertEqual(row.state, "open")

    def test_details_of_a_condition(self):
        row = self._one("condition", grant=self.grant)
        self.assertEqual((row.clause, row.page), ("Nr. 6", 4))
        self.assertEqual(row.user_id, self.grant_user)
        self.assertEqual(row.quartier_id, self.west)
        self.assertEqual(row.program_id, self.program)
        self.assertEqual(row.display_name, "Condition: Bericht")

    def test_done(self):
        condition = self.grant.condition_ids.filtered(lambda row: row.name == "Bericht")
        condition.with_user(self.grant_user).write(
            {"done_on": "2026-06-30", "evidence": "E-Mail"}
        )
        row = self._one("condition", grant=self.grant)
        self.assertEqual((row.state, row.done_on), ("done", date(2026, 6, 30)))
        self.grant.sudo().drawdown_ids.used_amount = 200
        self.assertEqual(self._one("use", grant=self.grant).state, "done")

    def test_money_at_stake(self):
        self.grant.sudo().drawdown_ids.used_amount = 150
        self.assertEqual(self._one("use", grant=self.grant).amount, 50)
        self.assertEqual(self._one("repayment", grant=self.grant).amount, 50)

    def test_the_final_proof_is_due_before_somebody_begins_it(self):
        final = [("kind", "=", "proof"), ("subject", "=", "final")]
        row = self._deadlines(*final, grant=self.grant)
        self.assertEqual((row.res_model, row.res_id), (self.grant._name, self.grant.id))
        proof = self.env["quartier.grant.proof"].create(
            {"grant_id": self.grant.id, "kind": "final", "due_on": "2028-06-30"}
        )
        row = self._deadlines(*final, grant=self.grant)
        self.assertEqual((row.res_model, row.res_id), (proof._name, proof.id))
        self.assertEqual(row.date, date(2028, 6, 30))

    def test_application(self):
        with at("2026-08-01"):
            row = self._one("application")
            self.assertEqual(row.state, "overdue")
            row.grant_id.with_user(self.grant_manager).action_withdraw("Keine Zeit")
            self.assertFalse(self._deadlines(("kind", "=", "application")))

    def test_call_of_a_programme_that_is_not_gone_for(self):
        self.program.with_user(self.grant_manager).action_decide("no_go", "zu klein")
        self.assertFalse(self._calls())

    def test_retention_of_closed_grants(self):
        self.assertFalse(self._deadlines(("kind", "=", "retention")))
        self.grant.sudo().state = "retention"
        self.assertEqual(self._one("retention").date, date(2036, 1, 1))
        # what lasted until the closing is over with it
        self.assertEqual(self._one("condition", grant=self.grant).state, "done")

    def test_archived(self):
        self.grant.sudo().active = False
        self.assertFalse(self._deadlines(grant=self.grant))
        self.assertTrue(
            self._deadlines(("active", "=", False), ("grant_id", "=", self.grant.id))
        )

    def test_find_and_group(self):
        rows = self.env["quartier.grant.deadline"].with_user(self.grant_user)
        self.assertIn("Bericht", str(rows.name_search("Bericht")))
        groups = rows.formatted_read_group(
            [("grant_id", "=", self.grant.id)], ["state", "date:month"], ["__count"]
        )
        self.assertEqual(sum(group["__count"] for group in groups), 12)

    def test_opens_its_source(self):
        for row in self._deadlines(grant=self.grant):
            with self.subTest(row.kind):
                action = row.action_open()
                record = self.env[action["res_model"]].browse(action["res_id"])
                self.assertTrue(record.with_user(self.grant_user).has_access("read"))
        foreign = self._one("condition", user=self.finance, grant=self.ost_grant)
        with self.assertRaises(AccessError):
            foreign.with_user(self.grant_user).action_open()

    def test_start_screen(self):
        with at("2026-07-12"):
            self.env.invalidate_all()
            # in July: a condition, an objection, a proof, a repayment, an application
            for user, expected in (
                (self.grant_user, {self.west: (5, 1), self.ost: (0, 0)}),
                (self.finance, {self.west: (5, 1), self.ost: (5, 1)}),
            ):
                for office, counts in expected.items():
                    shown = office.with_user(user)
                    found = (shown.grant_due_count, shown.grant_overdue_count)
                    with self.subTest(user=user.name, office=office.name):
                        self.assertEqual(found, counts)
            # as many as the filter of the list finds
            month = [("state", "=", "open"), ("date", "<", "today =1d +1m")]
            mine = self._deadlines(*month, ("quartier_id", "=", self.west.id))
            self.assertEqual(len(mine), 5)
            with self.assertRaises(AccessError):
                self.west.with_user(self.reader).read(["grant_due_count"])
            action = self.west.with_user(self.grant_user).action_view_grant_due()
            self.assertEqual(action["views"][0][1], "list")
