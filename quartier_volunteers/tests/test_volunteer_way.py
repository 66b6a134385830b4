from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .people_common import PeopleCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerWay(PeopleCommon):
    """From interested to ended, and the pauses between."""

    def test_step_by_step(self):
        nora = self._new_volunteer("Nora Neu", state="interested", age_class="18_26")
        states = []
        for _step in range(3):
            nora.action_next()
            states.append(nora.state)
        self.assertEqual(states, ["talk", "onboarding", "active"])
        self.assertEqual(nora.started_on, self.west._today())
        with self.assertRaisesRegex(UserError, "not possible"):
            nora.action_next()

    def test_the_first_day_is_each_ones_own(self):
        old, new = self.vera, self._new_volunteer("Nora Neu", age_class="18_26")
        old.sudo().write({"state": "onboarding", "started_on": "2020-01-01"})
        new.sudo().state = "onboarding"
        (new + old).action_next()
        self.assertEqual(str(old.started_on), "2020-01-01")
        self.assertEqual(new.started_on, self.west._today())

    def test_minors_need_more(self):
        nora = self._new_volunteer("Nora Neu", state="onboarding", age_class="16_17")
        with self.assertRaisesRegex(UserError, "(?s)guardian.*supervises"):
            nora.action_next()
        nora.supervisor_name = "Frau Ott"
        wizard = Form(
            self.env["quartier.volunteer.guardian"]
            .with_user(self.coordinator)
            .with_context(default_volunteer_ids=nora.ids)
        )
        wizard.name = "Mutter Neu"
        wizard.save().action_record()
        nora.action_next()
        self.assertEqual((nora.state, nora.guardian_how), ("active", "paper"))
        nora.action_guardian_withdraw()
        self.assertFalse(nora.guardian_how)

    def test_the_age_has_to_be_known(self):
        nora = self._new_volunteer("Nora Neu", state="onboarding", age_class=False)
        with self.assertRaisesRegex(UserError, "age class"):
            nora.action_next()

    def _dialog(self, name, volunteers, user=None, **values):
        dialogs = self.env[f"quartier.volunteer.{name}"].with_user(
            user or self.coordinator
        )
        form = Form(dialogs.with_context(default_volunteer_ids=volunteers.ids))
        for key, value in values.items():
            setattr(form, key, value)
        return form

    def test_a_pause_withdraws_what_is_in_it(self):
        today = self.west._today()
        soon = self._assign(self.vera, self._new_shift())
        later = fields.Datetime.now() + timedelta(days=60)
        self._assign(self.vera, self._new_shift(start=later))
        form = self._dialog(
            "pause", self.vera, until=today + timedelta(days=30), reason="Prüfung"
        )
        self.assertIn("Theke", form.coming_text)
        self.assertEqual(form.coming_text.count("Vera Frei"), 1)
        with self._withdrawing() as withdrawn:
            form.save().action_pause()
        self.assertEqual(list(withdrawn), soon.ids)
        self.assertEqual(self.vera.state, "paused")

    def test_a_pause_ends_in_the_future(self):
        yesterday = self.west._today() - timedelta(days=1)
        form = self._dialog("pause", self.vera, until=yesterday, reason="x")
        with self.assertRaisesRegex(UserError, "to come"):
            form.save().action_pause()

    def test_after_the_pause(self):
        with freeze_time("2026-03-01 10:00"), self._withdrawing():
            self.vera._pause(fields.Date.to_date("2026-03-10"), "Reise")
        # half past eleven at night by UTC is the next day at the office
        with freeze_time("2026-03-10 22:30"):
            self._run("quartier.volunteer", "_cron_resume")
            self.assertEqual(self.vera.state, "paused")
        with freeze_time("2026-03-10 23:30"):
            self._run("quartier.volunteer", "_cron_resume")
            self._run("quartier.volunteer", "_cron_resume")
        self.assertEqual(self.vera.state, "active")
        self.assertFalse(self.vera.paused_until)
        activity = self.vera.activity_ids
        self.assertEqual(activity.user_id, self.coordinator)
        self.assertIn("Vera Frei", activity.summary)

    def test_after_the_pause_something_may_be_missing(self):
        self.vera.age_class = False
        with self._withdrawing():
            self.vera._pause(self.west._today(), "Reise")
        with freeze_time(fields.Datetime.now() + timedelta(days=3)):
            self._run("quartier.volunteer", "_cron_resume")
        self.assertEqual(self.vera.state, "onboarding")
        self.assertIn("missing", self.vera.activity_ids.summary)

    def test_the_end_withdraws_all_that_is_to_come(self):
        coming = self._assign(self.vera, self._new_shift())
        past = fields.Datetime.now() - timedelta(days=2)
        self._assign(self.vera, self._new_shift(start=past))
        form = self._dialog("end", self.vera, reason="Umzug")
        self.assertIn("Theke", form.coming_text)
        with self._withdrawing() as withdrawn:
            form.save().action_end()
        self.assertEqual(list(withdrawn), coming.ids)
        self.assertEqual(self.vera.state, "ended")
        self.assertEqual(self.vera.ended_on, self.west._today())
        self.vera.action_return()
        self.assertEqual((self.vera.state, self.vera.ended_on), ("talk", False))

    def test_dialogs_name_nobody_elses_volunteers(self):
        foreign = self._new_volunteer("Olga Ost", user=self.coordinator_ost)
        for name, values in (
            ("pause", {"reason": "x", "until": "2030-01-01"}),
            ("end", {"reason": "x"}),
            ("guardian", {"name": "x"}),
        ):
            with self.subTest(name=name), self.assertRaises(AccessError):
                self._dialog(name, foreign)
            dialogs = self.env[f"quartier.volunteer.{name}"]
            with self.subTest(name=name), self.assertRaises(AccessError):
                dialogs.with_user(self.coordinator).create(
                    {"volunteer_ids": [Command.set(foreign.ids)], **values}
                )

    def test_only_coordinators_take_steps(self):
        for method in ("action_next", "action_resume", "action_guardian_withdraw"):
            for user in (self.inspector, self.office, self.coordinator_ost):
                with (
                    self.subTest(method=method, user=user.name),
                    self.assertRaises(AccessError),
                ):
                    getattr(self.vera.with_user(user), method)()


@tagged("standard", "post_install", "-at_install")
class TestVolunteerOnboarding(PeopleCommon):
    """What is to be done with somebody new."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        plans = cls.env["mail.activity.plan"].with_user(cls.coordinator)
        todo = cls.env.ref("mail.mail_activity_data_todo")
        cls.plan = plans.create(
            {
                "name": "Einarbeitung",
                "res_model": "quartier.volunteer",
                "template_ids": [
                    Command.create(
                        {
                            "summary": "Rundgang",
                            "activity_type_id": todo.id,
                            "delay_count": 7,
                            "delay_from": "after_plan_date",
                        }
                    ),
                    Command.create(
                        {
                            "summary": "Schlüssel",
                            "activity_type_id": todo.id,
                            "responsible_type": "other",
                            "responsible_id": cls.employee.id,
                        }
                    ),
                ],
            }
        )
        cls.kind.plan_id = cls.plan
        cls.nora = cls._new_volunteer(
            "Nora Neu", state="talk", kind_ids=[Command.set(cls.kind.ids)]
        )

    def test_the_plan_becomes_activities(self):
        self._require(self.first_aid)
        self.nora.action_next()
        activities = self.nora.activity_ids.sorted("date_deadline")
        today = self.west._today()
        # who may not read the person is not asked
        self.assertEqual(activities.user_id, self.coordinator)
        self.assertEqual(
            {(row.summary, (row.date_deadline - today).days) for row in activities},
            {("Rundgang", 7), ("Schlüssel", 0), ("Ask for the proof: First aid", 0)},
        )

    def test_a_plan_of_two_kinds_is_planned_once(self):
        other = self.kind.copy({"name": "Spüldienst", "plan_id": self.plan.id})
        self.nora.kind_ids += other
        self.nora.action_next()
        self.assertEqual(len(self.nora.activity_ids), 2)

    def test_coordinators_write_no_other_plans(self):
        plans = self.env["mail.activity.plan"]
        other = plans.create({"name": "Sonst", "res_model": "res.partner"})
        self.assertTrue(other.with_user(self.coordinator).name)
        with self.assertRaises(AccessError):
            other.with_user(self.coordinator).name = "Meins"
        with self.assertRaises(AccessError):
            self.plan.with_user(self.coordinator).res_model = "res.partner"
        with self.assertRaises(AccessError):
            plans.with_user(self.office).create(
                {"name": "x", "res_model": "quartier.volunteer"}
            )
