from datetime import datetime, timedelta

from odoo.tests import freeze_time, tagged

from odoo.addons.quartier_volunteers.models.quartier_volunteer_assignment_mail import (
    KINDS,
)

from .outside_common import OutsideCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerMail(OutsideCommon):
    """What people are told, and by which way."""

    def test_each_kind(self):
        """Each mail names shift and time, and holds a link of its own."""
        assignment = self._assignment(name="Theke", start="2030-07-01 10:00:00")
        links = set()
        for kind in KINDS:
            with self.subTest(kind=kind):
                assignment.sudo()._send(kind)
                mail = self._mails()[0]
                self.assertIn("Theke", mail.subject)
                text = self._text(mail)
                self.assertIn(
                    "Monday, July 1, 2030, 12:00", text.replace("\u202f", " ")
                )
                links.add(self._link_in(mail))
        self.assertEqual(len(links), len(KINDS))

    def test_german(self):
        self.west.lang = "de_DE"
        assignment = self._assignment(start="2030-07-01 10:00:00")
        for kind in KINDS:
            assignment.sudo()._send(kind)
            text = self._text(self._mails()[0])
            self.assertIn("Montag, 1. Juli 2030, 12:00", text)
            self.assertIn("Guten Tag", text)
            self.assertNotIn("Good day", text)

    def test_nobody_else_reads_the_link(self):
        """Mails are no messages of a record; whoever decided reads none of them."""
        assignment = self._assignment(direct=False)
        assignment.with_user(self.coordinator).action_confirm()
        mail = self._mails()[0]
        self.assertFalse(mail.model or mail.res_id)
        self.assertEqual(mail.author_id, self.west.partner_id)
        self.assertTrue(mail.auto_delete)
        message = mail.mail_message_id
        for user in (self.coordinator, self.manager, self.office, self.admin):
            self.assertFalse(message.with_user(user).has_access("read"))
            found = self.env["mail.message"].with_user(user)
            self.assertFalse(found.search([("id", "=", message.id)]))
        self.assertNotIn(
            "/einsatz/", str(assignment.shift_id.message_ids.mapped("body"))
        )

    def test_clock_in_the_night_of_the_change(self):
        shift = self._new_shift(start="2030-10-27 00:30:00")
        self.assertIn("+0200", shift._when())
        self.assertIn("+0100", shift._when())
        german = shift.with_context(lang="de_DE")
        self.assertIn("02:30 MESZ – 03:30 MEZ", german._when())
        plain = self._new_shift(start="2030-10-26 10:00:00")
        self.assertNotIn("+0", plain._when())

    def test_phone_list(self):
        for person, reached_by in (
            ({}, "email"),
            ({"email": "o@example.org"}, "phone"),
        ):
            otto = self._new_volunteer(person=person, reached_by=reached_by)
            assignment = self._assignment(otto, direct=False)
            assignment.with_user(self.coordinator).action_offer()
            calls = self.env["quartier.volunteer.call"].search(
                [("volunteer_id", "=", otto.id)]
            )
            # the request is out of date once a place was offered
            self.assertEqual(len(calls), 1)
            self.assertIn("Place offered", calls.text)
            self.assertFalse(self._mails("o@example.org"))

    def test_told(self):
        otto = self._new_volunteer("Otto")
        self._assignment(otto)
        call = self.env["quartier.volunteer.call"].with_user(self.coordinator)
        call = call.search([("volunteer_id", "=", otto.id)])
        call.action_done()
        self.assertEqual(call.done_by, self.coordinator)
        self.assertTrue(call.done_on)
        foreign = call.with_user(self.coordinator_ost)
        self.assertFalse(foreign.search([("id", "=", call.id)]))

    def test_told_ones_are_forgotten(self):
        self._assignment(self._new_volunteer("Otto"))
        calls = self.env["quartier.volunteer.call"]
        calls._gc_told()
        self.assertTrue(calls.search([]))
        with freeze_time(datetime(2100, 1, 1)):
            calls._gc_told()
        self.assertFalse(calls.search([]))

    def test_a_mail_server_that_fails_loses_nothing(self):
        assignment = self._assignment()
        self.assertEqual(self._mails()[0].state, "outgoing")
        self.assertEqual(assignment.state, "confirmed")


@tagged("standard", "post_install", "-at_install")
class TestVolunteerReminder(OutsideCommon):
    """Once for each assignment, some days before, at decent hours."""

    # half past ten in the office
    NOW = datetime(2030, 7, 1, 8, 30)

    def setUp(self):
        super().setUp()
        self.env["mail.mail"].search([]).unlink()

    def _remind(self, now=None, left=1):
        with self._committing(left) as commit, freeze_time(now or self.NOW):
            self.env["quartier.volunteer.assignment"]._cron_remind()
        return commit

    def _due(self, days=2, hours=0, **values):
        start = self.NOW + timedelta(days=days, hours=hours)
        with freeze_time(self.NOW - timedelta(days=20)):
            assignment = self._assignment(start=start, **values)
        self._mails().unlink()
        return assignment

    def test_once(self):
        assignment = self._due()
        self._remind()
        self.assertEqual(len(self._mails()), 1)
        self.assertIn("Reminder", self._mails().subject)
        self.assertTrue(assignment.reminded_on)
        self._remind()
        self.assertEqual(len(self._mails()), 1)

    def test_setting_of_the_office(self):
        self._due(days=5)
        self._remind()
        self.assertFalse(self._mails())
        self.west.volunteer_reminder_days = 5
        self._remind()
        self.assertEqual(len(self._mails()), 1)
        self.west.volunteer_reminder_days = 0
        self._due(days=1, name="Andere")
        self._remind()
        self.assertFalse(self._mails())

    def test_the_day_is_the_offices(self):
        """A shift after midnight of the office belongs to the next day."""
        self._due(days=2, hours=11)  # half past nine in the evening
        late = self._due(days=2, hours=14, name="Nacht")
        self._remind()
        self.assertFalse(late.reminded_on)
        self.assertEqual(len(self._mails()), 1)

    def test_not_at_night(self):
        self._due()
        self._remind(self.NOW.replace(hour=2))
        self.assertFalse(self._mails())

    def test_only_those_who_come(self):
        for state in ("requested", "waitlisted", "withdrawn"):
            row = self._due(name=state, direct=False)
            row.sudo().state = state
        self._due(days=-1, name="Vorbei")
        self._remind()
        self.assertFalse(self._mails())

    def test_who_looks_for_a_substitute_has_the_duty(self):
        assignment = self._due()
        with freeze_time(self.NOW - timedelta(days=1)):
            assignment.action_want_substitute()
        self._mails().unlink()
        self._remind()
        self.assertTrue(assignment.reminded_on)
        self.assertEqual(len(self._mails()), 1)

    def test_moved_is_reminded_again(self):
        assignment = self._due()
        self._remind()
        assignment.sudo()._tell("moved")
        self.assertFalse(assignment.reminded_on)

    def test_interrupted(self):
        """What was committed is not sent again, the rest is found by the next run."""
        self._due()
        self._due(hours=4, name="Zweite")
        model = type(self.env["quartier.volunteer.assignment"])
        module = __import__(model._cron_remind.__module__, fromlist=["BATCH"])
        self.patch(module, "BATCH", 1)
        commit = self._remind(left=0)
        self.assertEqual(commit.call_count, 1)
        self.assertEqual(len(self._mails()), 1)
        self._remind()
        self.assertEqual(len(self._mails()), 2)

    def test_phone_list(self):
        otto = self._new_volunteer("Otto")
        self._due(volunteer=otto)
        self._remind()
        calls = self.env["quartier.volunteer.call"].search(
            [("volunteer_id", "=", otto.id), ("done_on", "=", False)]
        )
        self.assertIn("Reminder", calls.text)

    def test_few_queries(self):
        """No query for each person: the same number for 5 and for 25."""
        counts = []
        for number in (5, 25):
            start = self.NOW + timedelta(days=1)
            with freeze_time(self.NOW - timedelta(days=20)):
                shift = self._new_shift(start=start, max_count=number)
                for row in range(number):
                    person = {"email": f"p{number}-{row}@example.org"}
                    volunteer = self._new_volunteer(person=person)
                    shift._request(volunteer)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._remind()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLess(counts[1] - counts[0], 15)
