from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .request_common import RequestCommon


@tagged("standard", "post_install", "-at_install")
class TestRoomRequest(RequestCommon):
    """From a request to a promise, or to an answer why not."""

    def _public(self, request):
        """The request as the public pages get it."""
        return request.with_user(self.env.ref("base.public_user")).sudo()

    def test_nothing_but_the_request_before_the_address_is_proven(self):
        partners = self.env["res.partner"].search_count([])
        events = self.env["calendar.event"].search_count([])
        request = self._new_request(confirmed=False)
        self.assertEqual(request.state, "unconfirmed")
        self.assertFalse(request.activity_ids)
        self.assertEqual(self.env["res.partner"].search_count([]), partners)
        self.assertEqual(self.env["calendar.event"].search_count([]), events)
        self.assertIn("within 48 hours", self._text(self._mails()[0]))

    def test_confirmed(self):
        request = self._new_request(confirmed=False, ip_hash="abc")
        self._public(request)._confirm()
        self.assertEqual((request.state, request.ip_hash), ("open", "abc"))
        self.assertEqual(request.activity_ids.user_id, self.manager)
        request._confirm()
        self.assertEqual(len(request.activity_ids), 1)

    def test_sender_is_forgotten_within_hours(self):
        """Until then it counts, confirmed or not."""
        request = self._new_request(ip_hash="abc")
        self._delete_outdated()
        self.assertEqual(request.ip_hash, "abc")
        self._make_older(request, hours=2)
        self._delete_outdated()
        self.assertFalse(request.ip_hash)
        self.assertEqual(request.state, "open")

    def _make_older(self, request, **age):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE quartier_room_request SET create_date = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(**age), request.id],
        )
        self.env.invalidate_all()

    def test_confirmed_too_late(self):
        request = self._new_request(confirmed=False)
        self._make_older(request, hours=49)
        with self.assertRaisesRegex(UserError, "48 hours"):
            self._public(request)._confirm()

    def test_never_confirmed_and_withdrawn(self):
        """Perhaps somebody else sent it: nothing is kept."""
        request = self._new_request(confirmed=False)
        self._public(request)._withdraw()
        self.assertFalse(request.exists())

    def test_what_is_decided_is_not_changed(self):
        request = self._new_request().with_user(self.office)
        request.attendance = 14
        request.action_approve()
        for vals in (
            {"attendance": 20},
            {"room_id": self.small.id},
            {"stop": "2030-03-04 13:00:00"},
        ):
            with self.subTest(vals=vals), self.assertRaisesRegex(UserError, "decided"):
                request.write(vals)
        request.phone = "0241 1"

    def test_approve_for_a_person(self):
        request = self._new_request()
        request.with_user(self.office).action_approve()
        self.assertEqual(request.state, "approved")
        self.assertFalse(request.activity_ids)
        booking = request.booking_id
        self.assertEqual((booking.state, booking.occupies), ("confirmed", True))
        person = booking.partner_id
        self.assertTrue(person.quartier_confidential)
        self.assertEqual(person.quartier_owner_id, self.west)
        self.assertEqual(person.email, "rosa@example.org")
        event = booking.event_id
        self.assertFalse(event.quartier_published or event.partner_ids)
        self.assertEqual(
            event.quartier_category_id,
            self.env.ref("quartier_management.quartier_event_category_group_use"),
        )
        seen = f"{event.name} {event.location} {event.description}"
        seen += " ".join(event.message_ids.mapped("body"))
        for secret in ("Rosa", "rosa@", "0151", "Chorprobe"):
            self.assertNotIn(secret, seen)

    def test_same_person_again(self):
        known = self._new_resident(self.office, email="ROSA@example.org")
        foreign = self._new_resident(self.manager_ost, email="rosa@example.org")
        request = self._new_request()
        request.with_user(self.both).action_approve()
        self.assertEqual(request.booking_id.partner_id, known)
        self.assertNotEqual(request.booking_id.partner_id, foreign)

    def test_approve_for_a_group(self):
        choir = self.env["res.partner"].create(
            {"name": "Probechor", "is_company": True}
        )
        request = self._new_request(group_name="Probechor", public_name="Der Chor")
        request.with_user(self.office).action_approve()
        booking = request.booking_id
        self.assertEqual(booking.partner_id, choir)
        self.assertEqual(booking.event_id.name, "Probechor")
        self.assertEqual(booking.public_name, "Der Chor")

    def test_new_group_keeps_the_name_only(self):
        request = self._new_request(group_name="Nie gehört")
        request.with_user(self.office).action_approve()
        group = request.booking_id.partner_id
        self.assertTrue(group.is_company)
        self.assertEqual(group.quartier_id, self.west)
        self.assertFalse(group.email or group.phone or group.child_ids)

    def test_second_request_for_the_same_time(self):
        first = self._new_request()
        second = self._new_request(
            email="other@example.org", group_name="Zweite", attendance=8
        )
        first.with_user(self.office).action_approve()
        self.assertIn("taken by", second.with_user(self.office).obstacles)
        with self.assertRaisesRegex(ValidationError, "Free instead"):
            second.with_user(self.office).action_approve()
        self.assertEqual(second.state, "open")
        second.with_user(self.office).action_take_other_room()
        second.with_user(self.office).action_approve()
        self.assertEqual(second.booking_id.room_id, self.small)

    @freeze_time("2030-01-01 12:00")
    def test_exception(self):
        self._open_weekdays(self.room, 8, 9)
        request = self._new_request().with_user(self.office)
        self.assertTrue(request.obstacles and request.needs_exception)
        with self.assertRaises(ValidationError):
            request.action_approve()
        request.exception_reason = "Fest"
        self.assertFalse(request.obstacles)
        request.action_approve()
        self.assertEqual(request.booking_id.exception_reason, "Fest")

    def test_question_and_answer(self):
        request = self._new_request()
        self._reply(request, "question", "Brauchen Sie\ndie Küche?")
        self.assertEqual(request.state, "asked")
        self.assertIn("Brauchen Sie die Küche?", self._text(self._mails()[0]))
        self._public(request)._answer("Ja, <script>alert(1)</script>")
        self.assertEqual(request.state, "open")
        answer = request.message_ids.filtered(lambda row: "alert" in row.body)
        self.assertNotIn("<script", answer.body)
        self.assertFalse(answer.author_id)
        self.assertIn("rosa@example.org", answer.email_from)
        self.assertLessEqual(request.message_partner_ids, self.manager.partner_id)
        with self.assertRaises(UserError):
            request._answer("Noch etwas")

    def test_decline(self):
        request = self._new_request()
        with self.assertRaises(UserError):
            self._reply(request, "declined", "  ")
        self._reply(request, "declined", "Wird gestrichen.")
        self.assertEqual(
            (request.state, request.reason), ("declined", "Wird gestrichen.")
        )
        self.assertIn("The reason: Wird gestrichen.", self._text(self._mails()[0]))
        self.assertFalse(request.booking_id or request.activity_ids)
        with self.assertRaisesRegex(UserError, "cannot be decided"):
            request.with_user(self.office).action_approve()

    def test_withdrawn_before_and_after_the_promise(self):
        request = self._new_request()
        self._public(request)._withdraw()
        self.assertEqual(request.state, "withdrawn")
        request = self._new_request()
        request.with_user(self.office).action_approve()
        self._public(request)._withdraw()
        booking = request.booking_id
        self.assertEqual((booking.state, booking.occupies), ("cancelled", False))
        self.assertTrue(booking.event_id.quartier_cancelled_on)
        self.assertNotIn("Rosa", booking.event_id.quartier_cancel_reason)
        with self.assertRaises(UserError):
            request._withdraw()

    def test_what_is_over_cannot_be_withdrawn(self):
        request = self._new_request()
        request.with_user(self.office).action_approve()
        with freeze_time("2030-03-05 10:00"), self.assertRaises(UserError):
            request._withdraw()

    def test_unconfirmed_are_deleted_after_48_hours(self):
        now = fields.Datetime.now()
        confirmed = self._new_request()
        old, young = (
            self._new_request(confirmed=False),
            self._new_request(confirmed=False),
        )
        self.env.flush_all()
        for request, hours in ((confirmed, 49), (old, 49), (young, 47)):
            self.env.cr.execute(
                "UPDATE quartier_room_request SET create_date = %s WHERE id = %s",
                [now - timedelta(hours=hours), request.id],
            )
        self.env.invalidate_all()
        self._delete_outdated()
        left = (confirmed + old + young).exists()
        self.assertEqual(left, confirmed + young)

    def _delete_outdated(self):
        cron = self.env.registry["ir.cron"]
        with patch.object(cron, "_commit_progress", return_value=1):
            self.env["quartier.room.request"]._cron_delete_outdated()

    def test_retention(self):
        """What is closed is forgotten some months later; the booking stays."""
        approved = self._new_request()
        approved.with_user(self.office).action_approve()
        booking = approved.booking_id
        times = {"start": "2030-03-05 10:00:00", "stop": "2030-03-05 12:00:00"}
        opened = self._new_request(**times)
        declined = self._new_request(**times)
        self._reply(declined, "declined", "Putztag")
        with freeze_time("2030-09-04 11:00:00"):
            self._delete_outdated()
            self.assertEqual(
                (approved + opened + declined).exists(), approved + opened + declined
            )
        with freeze_time("2030-09-04 13:00:00"):
            self._delete_outdated()
            self.assertEqual((approved + opened + declined).exists(), opened + declined)
        with freeze_time("2035-09-06 13:00:00"):
            rule = self.env.ref(
                "quartier_management.quartier_rule_room_request_retention"
            )
            rule.active = False
            self._delete_outdated()
            self.assertTrue(declined.exists())
            rule.active = True
            self._delete_outdated()
        self.assertFalse((opened + declined).exists())
        self.assertTrue(booking.exists())

    def test_clients_do_not_write_what_is_decided(self):
        request = self._new_request().with_user(self.manager)
        for vals in (
            {"state": "approved"},
            {"booking_id": False},
            {"reason": "x"},
            {"email": "x@example.org"},
            {"partner_id": self.reader.partner_id.id},
            {"token": "x"},
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                request.write(vals)
        for name in ("token", "token_digest", "ip_hash"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                request.read([name])
        request.purpose = "Anders"
        with self.assertRaises(AccessError):
            request.create({"room_id": self.room.id})

    def test_only_the_team_decides(self):
        request = self._new_request()
        for user in (self.manager_ost, self.reader, self.admin):
            requests = request.with_user(user)
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                requests.action_approve()
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._reply(request, "declined", "Nein", user)
        self.assertEqual(request.state, "open")

    def test_not_before_the_address_is_proven(self):
        """Nobody in the office even sees it, as the mail says."""
        request = self._new_request(confirmed=False).with_user(self.office)
        with self.assertRaises(AccessError):
            request.action_approve()
        self.assertNotIn(request, request.search([]))

    def test_mails_are_for_who_asked(self):
        """The link in them opens the page: the team does not read it."""
        self.room.sudo().house_rules = "<p>Nicht rauchen.</p>"
        request = self._new_request()
        request.with_user(self.office).action_approve()
        mail = self._mails()[0]
        text = self._text(mail)
        for expected in (
            "Saal",
            "Monday, 4. March 2030, 11:00–13:00",
            "Nicht rauchen.",
        ):
            self.assertIn(expected, text)
        self.assertIn(request.sudo().token, text)
        self.assertIn("west@example.org", mail.email_from)
        self.assertEqual(mail.state, "outgoing")
        messages = request.with_user(self.office).message_ids
        self.assertIn("The room is yours", " ".join(messages.mapped("body")))
        self.assertNotIn(request.sudo().token, str(messages.mapped("body")))
        with self.assertRaises(AccessError):
            mail.mail_message_id.with_user(self.office).read(["body"])

    def test_changed_promise_is_told(self):
        """Moved, moved by the event, given back, cancelled: each once."""
        request = self._new_request()
        request.with_user(self.office).action_approve()
        booking = request.booking_id.with_user(self.office)
        before = len(self._mails())

        def told():
            mails = self._mails()
            return len(mails) - before, self._text(mails[0])

        booking.note = "Schlüssel liegt bereit"
        booking.attendance = 7
        self.assertEqual(told()[0], 0)
        booking.room_id = self.small
        count, text = told()
        self.assertEqual(count, 1)
        self.assertIn("Kammer", text)
        booking.event_id.write(
            {"start": "2030-03-07 10:00:00", "stop": "2030-03-07 12:00:00"}
        )
        count, text = told()
        self.assertEqual(count, 2)
        self.assertIn("7. March 2030", text)
        booking.event_id.action_quartier_cancel("Wasserschaden")
        count, text = told()
        self.assertEqual(count, 3)
        self.assertIn("take back", text)
        self.assertIn("Wasserschaden", text)

    def test_withdrawal_is_not_told_to_who_withdraws(self):
        request = self._new_request()
        request.with_user(self.office).action_approve()
        before = len(self._mails())
        self._public(request)._withdraw()
        self.assertEqual(len(self._mails()), before)

    def test_mails_in_the_language_of_the_office(self):
        self.west.lang = "de_DE"
        self._new_request(confirmed=False)
        mail = self._mails()[0]
        self.assertEqual(mail.subject, "Ihre Anfrage für Saal")
        text = self._text(mail)
        self.assertIn("Bitte bestätigen Sie", text)
        self.assertIn("Montag, 4. März 2030", text)

    def test_former_members_keep_nothing(self):
        request = self._new_request()
        self.assertEqual(request.activity_ids.user_id, self.manager)
        self.west.sudo().write(
            {"manager_id": False, "member_ids": [(3, self.manager.id)]}
        )
        self.assertNotIn(self.manager.partner_id, request.message_partner_ids)
        self.assertIn(request.activity_ids.user_id, self.west.member_ids)

    def test_warning_without_a_mail_server(self):
        self.env["ir.mail_server"].search([]).active = False
        request = self._new_request()
        settings = self.env["res.config.settings"].create({})
        self.assertTrue(request.mail_missing and settings.quartier_mail_missing)
        self.env["ir.mail_server"].create({"name": "x", "smtp_host": "mail.example"})
        request.invalidate_recordset()
        self.assertFalse(request.mail_missing)

    def test_rate(self):
        requests = self.env["quartier.room.request"]
        one, two = map(requests._hash_ip, ("10.0.0.1", "10.0.0.2"))
        self.assertNotIn("10.0.0.1", one)
        self.assertEqual(
            requests._hash_ip("2001:db8::1"), requests._hash_ip("2001:db8::2")
        )
        # a server that listens on IPv6 tells IPv4 addresses apart as well
        self.assertEqual(requests._hash_ip("::ffff:10.0.0.1"), one)
        self.assertEqual(requests._hash_ip("::ffff:10.0.0.2"), two)
        for strange in ("unknown", "", None, "10.0.0.1:555"):
            self.assertTrue(requests._hash_ip(strange))
        for _number in range(3):
            self.assertFalse(requests._too_many(one, "rosa@example.org"))
            self._new_request(confirmed=False, ip_hash=one)
        self.assertTrue(requests._too_many(two, "rosa@example.org"))
        self.assertFalse(requests._too_many(one, "else@example.org"))
        with freeze_time(fields.Datetime.now() + timedelta(hours=2)):
            self.assertFalse(requests._too_many(two, "rosa@example.org"))
