from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestCalendarEventPrivate(QuartierCommon):
    """What does not show in unpublished and private events does not leak either."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.actor = cls.env["res.partner"].create({"name": "AWO", "is_company": True})
        cls.private = cls._new_event(
            privacy="private",
            quartier_assessment="heikel",
            quartier_headcount=7,
            quartier_participation_ids=[Command.create({"partner_id": cls.actor.id})],
        )

    def test_titles_of_unpublished_events_by_guessed_id(self):
        event = self._new_event(name="Krisengespräch")
        own = self._new_event(self.employee, self.env["quartier.quartier"])
        activities = self.env["mail.activity"].with_user(self.employee)
        activity = activities.create(
            {
                "res_model_id": self.env["ir.model"]._get_id("calendar.event"),
                "res_id": own.id,
                "user_id": self.employee.id,
                "calendar_event_id": event.id,
            }
        )
        for user, shown in (
            (self.employee, False),
            (self.manager, True),
            (self.manager_ost, True),  # a reader, too
            (self.reader, True),
        ):
            with self.subTest(user=user.name):
                self.env.invalidate_all()
                name = event.with_user(user).sudo().display_name
                self.assertEqual(name == "Krisengespräch", shown)
        self.env.invalidate_all()
        [values] = activity.read(["calendar_event_id"])
        self.assertNotIn("Krisengespräch", values["calendar_event_id"])

    def test_titles_of_invitees_and_published_events(self):
        event = self._new_event(name="Fest")
        event.partner_ids = [Command.link(self.employee.partner_id.id)]
        self.assertEqual(event.with_user(self.employee).sudo().display_name, "Fest")
        event.partner_ids = [Command.unlink(self.employee.partner_id.id)]
        self.assertNotEqual(event.with_user(self.employee).sudo().display_name, "Fest")
        event.quartier_published = True
        self.assertEqual(event.with_user(self.employee).sudo().display_name, "Fest")

    def test_projects_by_guessed_id(self):
        project = self._new_project()
        project.sudo().privacy_visibility = "followers"
        project.sudo().message_unsubscribe(self.both.partner_id.ids)
        event = self._new_event(self.both)
        self.assertFalse(project.with_user(self.both).has_access("read"))
        with self.assertRaises(AccessError):
            event.quartier_project_id = project
        with self.assertRaises(AccessError):
            self._new_event(self.both, quartier_project_id=project.id)
        events = event.with_context(default_quartier_project_id=project.id)
        with self.assertRaises(AccessError):
            events.create({"name": "Probe", "quartier_id": self.west.id})

    def test_projects_of_the_same_neighbourhood(self):
        project = self._new_project()
        with self.assertRaises(ValidationError):
            self._new_event(quartier=self.ost, quartier_project_id=project.id)
        nobody = self.env["quartier.quartier"]
        with self.assertRaises(ValidationError):
            self._new_event(self.employee, nobody, quartier_project_id=project.id)
        event = self._new_event(self.both, quartier_project_id=project.id)
        with self.assertRaises(ValidationError):
            event.quartier_id = self.ost
        event.write({"quartier_id": self.ost.id, "quartier_project_id": False})

    def test_actors_of_private_events(self):
        rows = self.private.quartier_participation_ids
        default_private = self._new_event(
            quartier_participation_ids=[Command.create({"partner_id": self.actor.id})]
        )
        rows += default_private.quartier_participation_ids
        self.manager.with_user(self.manager).calendar_default_privacy = "private"
        self.env.flush_all()
        domain = [("id", "in", rows.ids)]
        for user in (self.employee, self.reader, self.office, self.manager_ost):
            with self.subTest(user=user.name):
                self.assertFalse(rows.with_user(user).search(domain))
        self.assertEqual(rows.with_user(self.manager).search(domain), rows)
        invited = [Command.link(self.office.partner_id.id)]
        (self.private + default_private).write({"partner_ids": invited})
        self.assertEqual(rows.with_user(self.office).search(domain), rows)

    def test_searching_in_private_events(self):
        own = [("id", "=", self.private.id)]
        domains = (
            [("quartier_assessment", "ilike", "heik")],
            ["!", ("quartier_headcount", "=", 0)],
            [("quartier_participation_ids.partner_id", "=", self.actor.id)],
            [("quartier_category_id", "any", [("name", "!=", "")])],
        )
        events = self.env["calendar.event"]
        attendees = self.env["calendar.attendee"]
        for domain in domains:
            for user, found in (
                (self.reader, False),
                (self.office, False),
                (self.manager, True),
            ):
                with self.subTest(domain=domain, user=user.name):
                    result = events.with_user(user).search(own + domain)
                    self.assertEqual(bool(result), found)
                    of_event = [("event_id", "any", own + domain)]
                    result = attendees.with_user(user).search(of_event)
                    self.assertEqual(bool(result), found)
        self.private.partner_ids = [Command.link(self.office.partner_id.id)]
        for domain in domains:
            self.assertTrue(events.with_user(self.office).search(own + domain))

    def test_adding_up_private_events(self):
        own = [("id", "=", self.private.id)]
        events = self.env["calendar.event"].with_user(self.reader)
        for aggregate in ("quartier_headcount:sum", "__count"):
            [(total,)] = events._read_group(
                [("quartier_headcount", "=", 7), *own], [], [aggregate]
            )
            self.assertFalse(total)

    def test_private_events_of_the_office_show_as_busy(self):
        events = self.env["calendar.event"].with_user(self.reader)
        found = events.search(
            [("quartier_id", "=", self.west.id), ("id", "=", self.private.id)]
        )
        self.assertEqual(found.name, "Busy")
