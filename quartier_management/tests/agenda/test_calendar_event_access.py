from ast import literal_eval

from lxml import etree

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestCalendarEventAccess(QuartierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls._new_event()

    def _invite(self, user):
        self.event.partner_ids = [Command.link(user.partner_id.id)]

    def test_readers_of_unpublished_events(self):
        event = self.event
        for user, expected in (
            (self.manager, True),
            (self.reader, True),
            (self.employee, False),
        ):
            self.assertEqual(event.with_user(user).has_access("read"), expected)
        self._invite(self.employee)
        self.assertTrue(event.with_user(self.employee).has_access("read"))

    def test_published_events_are_for_all_colleagues(self):
        self.event.action_quartier_publish()
        self.assertTrue(self.event.with_user(self.employee).has_access("read"))

    def test_attendees_are_hidden_with_their_event(self):
        attendees = self.env["calendar.attendee"].with_user(self.employee)
        domain = [("event_id", "=", self.event.id)]
        self.assertFalse(attendees.search(domain))
        self._invite(self.employee)
        self.assertEqual(len(attendees.search(domain)), 2)

    def test_only_the_team_edits(self):
        self._invite(self.employee)
        for user in (self.employee, self.reader, self.manager_ost, self.admin):
            with self.subTest(user=user.name):
                event = self.event.with_user(user)
                for operation in ("write", "unlink"):
                    self.assertFalse(event.has_access(operation))
                with self.assertRaises(AccessError):
                    self._new_event(user)
        self.event.with_user(self.office).name = "Neuer Name"

    def test_no_way_into_a_foreign_neighbourhood(self):
        own = self._new_event(self.manager_ost, self.ost)
        free = self._new_event(self.employee, self.env["quartier.quartier"])
        for event in (own, free):
            with self.assertRaises(AccessError):
                event.quartier_id = self.west

    def test_invitees_answer_and_comment(self):
        self._invite(self.employee)
        event = self.event.with_user(self.employee)
        attendee = event.attendee_ids.filtered(
            lambda attendee: attendee.partner_id == self.employee.partner_id
        )
        attendee.do_accept()
        self.assertEqual(attendee.state, "accepted")
        event.write({"current_status": "declined"})
        self.assertEqual(attendee.state, "declined")
        event.message_post(body=self.employee.name, message_type="comment")
        with self.assertRaises(AccessError):
            (event.attendee_ids - attendee).write({"state": "declined"})
        with self.assertRaises(AccessError):
            attendee.write({"state": "accepted", "email": "falsch@example.org"})

    def test_form_knows_who_may_edit(self):
        for user, expected in (
            (self.office, True),
            (self.reader, False),
            (self.manager_ost, False),
        ):
            self.assertEqual(self.event.with_user(user).user_can_edit, expected)

    def test_form_does_not_lock_itself(self):
        """The wrong neighbourhood is refused when saving, and can be corrected."""
        for user in (self.office, self.reader, self.employee):
            with self.subTest(user=user.name):
                events = self.env["calendar.event"].with_user(user)
                form = Form(events.with_context(default_quartier_id=self.ost.id))
                self.assertTrue(form.user_can_edit)
                form.name = "Probe"
                with self.assertRaises(AccessError):
                    form.save()
        form = Form(self.event.with_user(self.both))
        form.quartier_id = self.ost
        self.assertTrue(form.user_can_edit)
        form = Form(self.env["calendar.event"].with_user(self.office))
        form.name = "Probe"
        form.quartier_id = self.ost
        form.quartier_id = self.west
        self.assertEqual(form.save().quartier_id, self.west)

    def test_form_offers_the_own_neighbourhoods(self):
        view = self.env.ref("calendar.view_calendar_event_form")
        arch = etree.fromstring(
            self.env["calendar.event"].with_user(self.office).get_view(view.id)["arch"]
        )
        [field] = arch.xpath("//field[@name='quartier_id']")
        domain = literal_eval(field.get("domain"))
        found = self.env["quartier.quartier"].with_user(self.office).search(domain)
        self.assertEqual(found, self.west)

    def test_participation_of_a_resident(self):
        resident = self._new_resident(self.office)
        self.event.quartier_participation_ids = [
            Command.create({"partner_id": resident.id, "role": "supporter"})
        ]
        rows = self.event.quartier_participation_ids
        for user, expected in (
            (self.office, True),
            (self.reader, False),
            (self.manager_ost, False),
        ):
            with self.subTest(user=user.name):
                found = rows.with_user(user).search([("event_id", "=", self.event.id)])
                self.assertEqual(bool(found), expected)

    def test_participation_only_by_the_team(self):
        partner = self.env["res.partner"].create({"name": "Verein", "is_company": True})
        values = {"event_id": self.event.id, "partner_id": partner.id}
        rows = self.env["quartier.event.participation"]
        with self.assertRaises(AccessError):
            rows.with_user(self.manager_ost).create(values)
        row = rows.with_user(self.office).create(values)
        foreign = self._new_event(quartier=self.ost)
        with self.assertRaises(AccessError):
            row.event_id = foreign

    def test_attendees_are_never_confidential(self):
        resident = self._new_resident(self.office)
        with self.assertRaises(ValidationError):
            self._new_event(partner_ids=[Command.set(resident.ids)])
        with self.assertRaises(ValidationError):
            self._new_event(attendee_ids=[Command.create({"partner_id": resident.id})])

    def test_readers_of_another_company(self):
        company = self.env["res.company"].create({"name": "Andere Stadt"})
        reader = self._new_user(
            "elsewhere", "quartier_management.group_quartier_reader"
        )
        reader.write(
            {"company_ids": [Command.set(company.ids)], "company_id": company.id}
        )
        event = self.event.with_user(reader)
        self.assertFalse(event.has_access("read"))
        self.event.action_quartier_publish()
        self.assertTrue(event.has_access("read"))
