from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantAward(GrantCommon):
    """Award letter, approved plan, final, running."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.program.rule_set_id = cls.env.ref("quartier_grants.rule_set_federal")

    def _awarded(self, day="2026-02-02", **values):
        with freeze_time(f"{day} 10:00:00"):
            return self._new_awarded(**values)

    def test_objection_period_moves_to_the_next_working_day(self):
        # Received on Mon 2 March 2026: the month ends on Thu 2 April. That is no
        # holiday (Good Friday is the 3rd), so the award is final from the 3rd.
        # Received on 3 March: the month would end on Good Friday, 3 April; Sat, Sun,
        # Easter Monday (6th) follow: it ends on Tue 7 April, final from the 8th.
        for received, final in (
            ("2026-03-02", "2026-04-03"),
            ("2026-03-03", "2026-04-08"),
        ):
            with self.subTest(received), freeze_time(f"{received} 10:00:00"):
                grant = self._new_awarded()
                award = self._record(grant)
                self.assertEqual(grant.state, "recorded")
                self.assertEqual(str(award.final_on), final)
                self.assertIn("§ 74 VwGO", award.final_source)

    def test_end_of_a_short_month(self):
        # 31 January 2028 and a month: 29 February 2028 (leap year), a Tuesday
        with freeze_time("2028-01-31 10:00:00"):
            grant = self._new_awarded()
            award = self._record(grant)
        self.assertEqual(award.final_on, date(2028, 3, 1))

    def test_final_by_the_calendar(self):
        grant = self._awarded()
        with freeze_time("2026-02-02 10:00:00"):
            self._record(grant)
        # Monday 2 March is the last day, shortly before midnight in Berlin
        with freeze_time("2026-03-02 22:30:00"):
            self.env["quartier.grant"]._cron_final()
            self.assertEqual(grant.state, "recorded")
        with freeze_time("2026-03-02 23:30:00"):
            self.env["quartier.grant"]._cron_final()
            self.assertEqual(grant.state, "final")

    def test_waiver_makes_it_final_at_once(self):
        grant = self._awarded()
        with freeze_time("2026-02-02 10:00:00"):
            self._record(grant)
        with freeze_time("2026-02-05 10:00:00"), self.assertRaises(AccessError):
            grant.with_user(self.grant_user).action_waive("2026-02-05")
        manager = grant.with_user(self.grant_manager)
        with freeze_time("2026-02-05 10:00:00"):
            with self.assertRaisesRegex(UserError, "before 02.02.2026"):
                manager.action_waive("2026-01-30")
            manager.action_waive("2026-02-05")
        self.assertEqual(grant.state, "final")
        self.assertEqual(grant.final_on, date(2026, 2, 5))

    def test_without_rule_set_nobody_objects(self):
        self.program.rule_set_id = False
        grant = self._awarded()
        with freeze_time("2026-02-02 10:00:00"):
            self._record(grant)
        self.assertEqual(grant.state, "final")

    def test_less_than_asked_for_is_own_money(self):
        # asked for 800 of 1,000; awarded 650: own money rises from 200 to 350
        grant = self._awarded(amount=650)
        with freeze_time("2026-02-02 10:00:00"):
            self._record(grant)
        approved = {line.kind: line.approved_amount for line in grant.funding_line_ids}
        self.assertEqual(approved, {"grant": 650, "own_cash": 350})
        self.assertEqual(grant.approved_cost, 1000)
        self.assertEqual(grant.approved_other, 350)
        self.assertEqual(grant.open_amount, 650)
        self.assertEqual(
            {line.kind: line.amount for line in grant.funding_line_ids},
            {"grant": 800, "own_cash": 200},
            "what was applied for stays",
        )

    def test_less_without_own_line(self):
        self.program.write({"rate": 100})
        grant = self._awarded(amount=900, funding=(("grant", 1000),))
        with freeze_time("2026-02-02 10:00:00"):
            self._record(grant)
        self.assertEqual(grant.approved_other, 100)

    def test_analytic_account_of_its_own(self):
        grant, other = self._new_running(), self._new_running()
        self.assertTrue(grant.analytic_account_id)
        self.assertNotEqual(grant.analytic_account_id, other.analytic_account_id)
        self.assertEqual(
            grant.analytic_account_id.plan_id,
            self.env.ref("quartier_grants.analytic_plan"),
        )

    def test_refused_letters_say_all_that_is_wrong(self):
        grant = self._awarded()
        with freeze_time("2026-02-03 10:00:00"):
            wrong = (
                ({"reference": " "}, "reference"),
                ({"notified_on": "2026-02-10"}, "future"),
                ({"notified_on": "2026-01-10"}, "before"),
                ({"date": "2026-02-03", "notified_on": "2026-02-02"}, "dated"),
                (
                    {"date_from": "2027-01-01", "date_to": "2026-01-01"},
                    "before it begins",
                ),
                ({"amount": 700}, "as grant"),
                ({"amount": 0}, "amount of the award"),
                ({"waiver_on": "2026-02-01"}, "before"),
            )
            for values, message in wrong:
                with self.subTest(values), self.assertRaisesRegex(UserError, message):
                    self._record(grant, **values)
        self.assertEqual(grant.state, "awarded")
        self.assertFalse(grant.award_ids)

    def test_plan_that_does_not_add_up(self):
        grant = self._awarded()
        with Form(
            self.env["quartier.grant.record"]
            .with_user(self.grant_manager)
            .with_context(default_grant_id=grant.id)
        ) as form:
            form.reference = "35-1"
            form.date = form.notified_on = "2026-02-02"
            form.date_from, form.date_to = "2026-01-01", "2026-12-31"
            with form.cost_ids.edit(0) as line:
                line.amount = 900
            self.assertEqual(form.gap, -100)
        with (
            freeze_time("2026-02-02 10:00:00"),
            self.assertRaisesRegex(UserError, "differ by"),
        ):
            form.record.action_record()

    def test_lines_of_another_grant(self):
        grant, other = self._awarded(), self._awarded()
        wizard = (
            self.env["quartier.grant.record"]
            .with_user(self.grant_manager)
            .create(
                {
                    "grant_id": grant.id,
                    "reference": "35-1",
                    "date": "2026-02-02",
                    "notified_on": "2026-02-02",
                    "date_from": "2026-01-01",
                    "date_to": "2026-12-31",
                }
            )
        )
        wizard.cost_ids.budget_line_id = other.budget_line_ids
        with (
            freeze_time("2026-02-02 10:00:00"),
            self.assertRaisesRegex(UserError, "not those of this grant"),
        ):
            wizard.action_record()

    def test_only_managers_record(self):
        grant = self._awarded()
        with self.assertRaises(AccessError):
            self.env["quartier.grant.record"].with_user(self.grant_user).create(
                {"grant_id": grant.id, "reference": "1", "date": "2026-02-02"}
            )
        with self.assertRaises(UserError):
            grant.with_user(self.grant_user).write({"award_id": False})
        with self.assertRaises(UserError):
            grant.budget_line_ids.with_user(self.grant_user).write(
                {"approved_amount": 5}
            )

    def test_dialog_names_nothing_foreign(self):
        """Core shows the name behind a many2one to whoever guesses its id."""
        mine = self._awarded()
        self.ost.member_ids += self.grant_manager
        foreign = self._awarded(user=self.grant_manager, quartier_id=self.ost.id)
        self.ost.member_ids -= self.grant_manager
        values = {"grant_id": foreign.id, "reference": "1", "date": "2026-02-02"}
        records = self.env["quartier.grant.record"].with_user(self.grant_manager)
        with self.assertRaises(AccessError):
            records.create({**values, "notified_on": "2026-02-02"})
        with self.assertRaises(AccessError):
            self.env["quartier.grant.record.line"].with_user(self.grant_manager).create(
                {"budget_line_id": foreign.budget_line_ids.id}
            )
        guessing = records.with_context(default_grant_id=foreign.id)
        answer = guessing.onchange({}, [], {"grant_id": {}, "amount": {}})
        self.assertEqual(answer["value"], {"grant_id": False, "amount": 0})
        self.assertTrue(mine)

    def test_change_of_the_award(self):
        grant = self._new_running(costs=(600, 400))
        first, second = grant.budget_line_ids
        change = self.env["quartier.grant.change"].with_user(self.grant_user)
        change = change._draft_for(grant, {second: 500})
        with self.assertRaisesRegex(UserError, "would rise by"):
            change.action_request()
        change.line_ids.filtered(lambda row: row.budget_line_id == first).amount = 500
        with self.assertRaisesRegex(UserError, "why the change"):
            change.action_request()
        change.reason = "Die Stühle sind teurer geworden."
        with freeze_time("2026-05-04 10:00:00"):
            change.action_request()
            with self.assertRaisesRegex(UserError, "has already"):
                change.name = "anders"
            with self.assertRaisesRegex(UserError, "has already"):
                change.line_ids[0].amount = 1
            award = self._record(
                grant, change_id=change.id, reference="35.2-2", waiver_on="2026-05-04"
            )
        self.assertEqual(change.state, "approved")
        self.assertEqual(change.award_id, award)
        self.assertEqual(award.kind, "change")
        self.assertEqual((first | second).mapped("approved_amount"), [500, 500])
        self.assertEqual(grant.state, "final")
        self.assertEqual(str(grant.final_on), "2026-02-02", "the first one counts")
        self.assertEqual(
            grant.award_ids.line_ids.filtered(
                lambda row: row.budget_line_id == second
            ).mapped("amount"),
            [500, 400],
            "what counted before is kept",
        )

    def test_award_cannot_fall_below_what_was_drawn(self):
        grant = self._new_running()
        grant.sudo().drawn_amount = 500
        wizard = self.env["quartier.grant.record"].with_user(self.grant_manager)
        with (
            freeze_time("2026-05-04 10:00:00"),
            self.assertRaisesRegex(UserError, "drawn already"),
        ):
            record = wizard.create(
                {
                    "grant_id": grant.id,
                    "reference": "2",
                    "date": "2026-05-04",
                    "notified_on": "2026-05-04",
                    "amount": 400,
                }
            )
            record.cost_ids.amount = 600
            record.funding_ids.filtered(lambda row: row.kind == "grant").amount = 400
            record.action_record()


@tagged("standard", "post_install", "-at_install")
class TestGrantCondition(GrantCommon):
    def _condition(self, grant, **values):
        return (
            self.env["quartier.grant.condition"]
            .with_user(self.grant_user)
            .create({"grant_id": grant.id, "name": "Zwischenbericht", **values})
        )

    def test_needs_the_letter(self):
        with self.assertRaisesRegex(ValidationError, "come with the award letter"):
            self._condition(self._awarded_only())

    def _awarded_only(self):
        with freeze_time("2026-02-02 10:00:00"):
            return self._new_awarded()

    def test_reminds_once_for_each_day(self):
        condition = self._condition(
            self._new_running(), due_on="2026-06-30", reminder_days=10
        )
        remind = self.env["quartier.grant.condition"]._cron_remind
        for day, expected in (("2026-06-19", 0), ("2026-06-20", 1), ("2026-06-21", 1)):
            with self.subTest(day), freeze_time(f"{day} 10:00:00"):
                remind()
                self.assertEqual(len(condition.activity_ids), expected)
        self.assertEqual(condition.activity_ids.user_id, self.grant_user)
        condition.due_on = "2026-07-31"
        with freeze_time("2026-07-25 10:00:00"):
            remind()
        # the one of the day before is moot
        self.assertEqual(str(condition.activity_ids.date_deadline), "2026-07-31")
        condition.write({"done_on": "2026-02-02", "evidence": "Schreiben"})
        self.assertFalse(condition.activity_ids)

    def test_done_needs_evidence(self):
        condition = self._condition(self._new_running(), due_on="2026-06-30")
        with self.assertRaisesRegex(ValidationError, "what shows"):
            condition.action_done()
        condition.evidence = "Schreiben vom 20.06.2026"
        condition.action_done()
        self.assertEqual(condition.state, "done")
        with self.assertRaisesRegex(UserError, "is kept"):
            condition.unlink()

    def test_overdue_is_found(self):
        grant = self._new_running()
        late = self._condition(grant, due_on="2026-06-30")
        soon = self._condition(grant, due_on="2026-07-31")
        lasting = self._condition(grant, kind="publicity")
        with freeze_time("2026-07-01 10:00:00"):
            model = self.env["quartier.grant.condition"].with_user(self.grant_user)
            mine = [("grant_id", "=", grant.id)]
            self.assertEqual(model.search([*mine, ("state", "=", "overdue")]), late)
            self.assertEqual(
                model.search([*mine, ("state", "=", "open")]), soon | lasting
            )
            self.assertEqual(late.state, "overdue")


@tagged("standard", "post_install", "-at_install")
class TestGrantWork(GrantCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("quartier_grants.quartier_rule_nrw_minimum_amount").active = False
        cls.program.write(
            {
                "rule_set_id": cls.env.ref("quartier_grants.rule_set_nrw").id,
                "own_work_counts": True,
            }
        )
        cls.grant = cls._new_running()

    def _work(self, hours, **values):
        return (
            self.env["quartier.grant.work"]
            .with_user(self.grant_user)
            .create(
                {
                    "grant_id": self.grant.id,
                    "name": "Streichen",
                    "hours": hours,
                    "date": "2026-03-01",
                    **values,
                }
            )
        )

    def test_counts_up_to_the_limit(self):
        # 10 hours at 15 € = 150 €; 10 more would be 300 €, but 20 percent of the
        # approved 1,000 € are 200 €
        work = self._work(10)
        self.assertEqual(work.amount, 150)
        self.assertTrue(work.rate_source)
        self.assertEqual(self.grant.work_amount, 150)
        self.assertEqual(self.grant.paid_amount, 150)
        self._work(10)
        self.assertEqual(self.grant.work_amount, 200)
        work.unlink()
        self.assertEqual(self.grant.work_amount, 150)

    def test_programme_that_does_not_count_it(self):
        self.program.own_work_counts = False
        self._work(10)
        self.assertEqual(self.grant.work_amount, 0)

    def test_not_ahead(self):
        with (
            freeze_time("2026-02-28 10:00:00"),
            self.assertRaisesRegex(ValidationError, "not ahead"),
        ):
            self._work(1, date="2026-03-01")

    def test_outside_of_the_period(self):
        with self.assertRaisesRegex(ValidationError, "outside of the award period"):
            self._work(1, date="2025-12-31")

    def test_fetched_hours_follow_their_source(self):
        cls = self.env.registry["quartier.grant"]
        rows = [
            {"origin": "a", "name": "Pflege", "hours": 2, "date": date(2026, 3, 2)},
            {"origin": "b", "name": "Aufbau", "hours": 3, "date": date(2026, 3, 3)},
        ]
        self.patch(cls, "_collect_work", lambda grant: rows)
        grant = self.grant.with_user(self.grant_user)
        grant.action_fetch_work()
        self.assertEqual(sum(grant.work_ids.mapped("hours")), 5)
        with self.assertRaisesRegex(UserError, "other records"):
            grant.work_ids[0].hours = 9
        rows[0]["hours"] = 4
        del rows[1]
        grant.action_fetch_work()
        grant.action_fetch_work()
        self.assertEqual(grant.work_ids.mapped("hours"), [4])
        self.assertEqual(grant.work_amount, 60)
