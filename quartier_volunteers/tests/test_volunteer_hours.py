from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from .hours_common import DAY, HoursCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerHours(HoursCommon):
    def test_entered_by_phone_and_approved(self):
        with Form(
            self.env["quartier.volunteer.hours"].with_user(self.coordinator),
            view="quartier_volunteers.quartier_volunteer_hours_view_list_quick",
        ) as form:
            form.volunteer_id = self.volunteer
            form.hours = 1.5
            form.name = "Flyer verteilt"
        hours = form.record
        self.assertEqual((str(hours.date), hours.state), ("2026-05-20", "draft"))
        answer = hours.action_approve()
        self.assertRegex(answer["params"]["message"], "1[.,]5")
        self.assertEqual(hours.state, "approved")
        self.assertEqual(hours.decided_by_id, self.coordinator)

    def test_many_are_approved_at_once(self):
        rows = self.env["quartier.volunteer.hours"].union(
            *(self._new_hours(1, date=f"2026-05-{day:02}") for day in range(1, 11))
        )
        rows[:5].action_submit()
        rows[:2].action_approve()
        self.assertIn("8 entries", rows.action_approve()["params"]["message"])
        self.assertEqual(set(rows.mapped("state")), {"approved"})

    def test_refused_steps_name_each(self):
        rejected = self._new_hours(1)
        rejected.action_reject("Doppelt")
        with self.refused(UserError, "Rejected"):
            (rejected + self._new_hours(1)).action_approve()

    def test_rejection_needs_a_reason(self):
        hours = self._new_hours()
        with self.refused(UserError, "say why"):
            hours.action_reject("  ")
        wizard = (
            self.env["quartier.volunteer.hours.reject"]
            .with_user(self.coordinator)
            .with_context(active_model=hours._name, active_ids=hours.ids)
            .create({"reason": "Schon mit der Schicht erfasst"})
        )
        wizard.action_reject()
        self.assertEqual(hours.state, "rejected")
        self.assertEqual(hours.reason, "Schon mit der Schicht erfasst")
        hours.action_submit()
        self.assertEqual((hours.state, hours.reason), ("submitted", False))

    def test_nobody_approves_their_own(self):
        own = self._new_volunteer(name="Selbst")
        own.sudo().partner_id = self.coordinator.partner_id
        hours = self._new_hours(volunteer_id=own.id)
        for step in (hours.action_approve, lambda: hours.action_reject("Nein")):
            with self.refused(UserError, "Four eyes"):
                step()

    def test_approved_hours_are_set_back_before_they_change(self):
        hours = self._new_hours(state="approved")
        for change in (lambda: hours.write({"hours": 3}), hours.unlink):
            with self.refused(UserError, "set it back"):
                change()
        hours.action_back()
        hours.hours = 3
        self.assertFalse(hours.decided_by_id)

    def test_a_day_has_24_hours(self):
        self._new_hours(20)
        with self.refused(ValidationError, "24"):
            self._new_hours(4.5)
        self._new_hours(4)
        other = self._new_volunteer(name="Otto")
        self._new_hours(24, volunteer_id=other.id)
        with self.refused(ValidationError, "24"):
            self._new_hours(1, date="2026-05-17").date = DAY

    def test_rejected_hours_leave_room(self):
        self._new_hours(20).action_reject("Nein")
        self._new_hours(20)

    def test_not_ahead(self):
        with self.refused(ValidationError, "ahead"):
            self._new_hours(date="2026-05-21")
        # already the 21st in the office
        with freeze_time("2026-05-20 22:30:00"):
            self._new_hours(date="2026-05-21")

    def test_purpose_of_the_own_office(self):
        event = self._new_event(quartier=self.ost, quartier_published=True)
        with self.refused(ValidationError, "another neighbourhood"):
            self._new_hours(event_id=event.id)

    def test_project_and_target_groups_follow_the_event(self):
        project = self._new_project()
        audience = self.env["quartier.audience"].create({"name": "Familien?"})
        topic = self.env["quartier.topic"].create({"name": "Spielen?"})
        event = self._new_event(
            quartier_project_id=project.id,
            quartier_audience_ids=audience.ids,
            quartier_topic_ids=topic.ids,
        )
        hours = self._new_hours(event_id=event.id)
        self.assertEqual(hours.project_id, project)
        self.assertEqual(hours.audience_ids, audience)
        self.assertEqual(hours.topic_ids, topic)
        hours.audience_ids = False
        hours.project_id = False
        hours.invalidate_recordset()
        self.assertFalse(hours.project_id)

    def test_sums_are_for_coordinators(self):
        project = self._new_project()
        for day, state in (("2026-05-01", "approved"), (DAY, "locked")):
            self._new_hours(2, project_id=project.id, date=day, state=state)
        self._new_hours(2, project_id=project.id)
        volunteer = self.volunteer.with_user(self.coordinator)
        self.assertEqual(volunteer.hours_given, 4)
        own = project.with_user(self.coordinator)
        self.assertEqual(own.quartier_volunteer_hours, 4)
        action = own.action_quartier_view_volunteer_hours()
        hours = self.env[action["res_model"]].with_user(self.coordinator)
        self.assertEqual(len(hours.search(action["domain"])), 3)
        for user in (self.office, self.inspector):
            with self.assertRaises(AccessError):
                project.with_user(user).read(["quartier_volunteer_hours"])
            self.assertNotIn(
                "quartier_volunteer_hours", project.with_user(user).read()[0]
            )

    def test_clients_note_nothing(self):
        model = self.env["quartier.volunteer.hours"].with_user(self.coordinator)
        values = {
            "volunteer_id": self.volunteer.id,
            "date": DAY,
            "hours": 1,
            "name": "Einkauf",
        }
        for name, value in (
            ("state", "approved"),
            ("origin", "check_in"),
            ("decided_by_id", self.coordinator.id),
            ("lock_note", "zu"),
            ("start", "2026-05-18 10:00:00"),
        ):
            with self.subTest(name=name), self.assertRaises(AccessError):
                model.create({**values, name: value})
            with self.subTest(default=name), self.assertRaises(AccessError):
                model.with_context(**{f"default_{name}": value}).create(values)
            with self.subTest(write=name), self.assertRaises(AccessError):
                self._new_hours(0.1).write({name: value})
        failed = model.load(
            ["volunteer_id/.id", "date", "hours", "name", "state"],
            [[str(self.volunteer.id), DAY, "2", "Einkauf", "Approved"]],
        )
        self.assertFalse(failed["ids"])
        self.assertTrue(failed["messages"])

    def test_other_teams_neither_read_nor_decide(self):
        hours = self._new_hours()
        foreign = hours.with_user(self.coordinator_ost)
        for step in (
            foreign.action_approve,
            foreign.action_back,
            lambda: foreign.action_reject("Nein"),
            lambda: foreign.write({"hours": 1}),
            foreign.unlink,
        ):
            with self.assertRaises(AccessError):
                step()
        self.assertFalse(foreign.search([("id", "=", hours.id)]))
        wizard = self.env["quartier.volunteer.hours.reject"].with_user(
            self.coordinator_ost
        )
        with self.assertRaises(AccessError):
            wizard.create({"hours_ids": hours.ids, "reason": "x"})
