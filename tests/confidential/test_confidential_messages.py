from base64 import b64encode

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .common import SECRET, ConfidentialCase


@tagged("standard", "post_install", "-at_install")
class TestConfidentialMessages(ConfidentialCase):
    """What the chatter sends to the web client, and what remains of it."""

    def _shown(self, user, message):
        """What the web client of a user gets of a message."""
        messages = self.as_user(user, "mail.message").browse(message.id)
        return Store().add(messages).get_result()

    def _own_event(self, user):
        return self.as_user(user, "calendar.event").create(
            {
                "name": "Mein Termin",
                "start": "2030-01-01 10:00:00",
                "stop": "2030-01-01 11:00:00",
            }
        )

    def _message(self, user, **values):
        event = self._own_event(user)
        return self.as_user(user, "mail.message").create(
            {
                "model": "calendar.event",
                "res_id": event.id,
                "body": "Hallo",
                "email_from": "x@example.org",
                "reply_to": "x@example.org",
                **values,
            }
        )

    def test_guessed_author(self):
        for user in self.outsiders - self.portal:
            message = self._message(user, author_id=self.resident.id)
            self.assert_kept(user, lambda u=user, m=message: self._shown(u, m))
            self.assertNotIn("access_token': '", str(self._persons(user, message)))
        shown = self._persons(self.office, message.sudo())
        self.assertIn(SECRET, str(shown))

    def _persons(self, user, message):
        messages = self.as_user(user, "mail.message").browse(message.id)
        result = Store().add(messages.sudo()).get_result()
        return [row for row in result["res.partner"] if row["id"] == self.resident.id]

    def test_picture_of_a_guessed_author(self):
        """Who has no picture has the initial."""
        for user, hidden in ((self.employee, True), (self.office, False)):
            message = self._message(user, author_id=self.resident.id)
            messages = self.as_user(user, "mail.message").browse(message.id)
            placeholder = b64encode(self.resident._avatar_get_placeholder())
            self.assertEqual(messages.author_avatar == placeholder, hidden, user.name)

    def _comment_of_a_resident(self):
        self.project.sudo().privacy_visibility = "portal"
        # sudo: as the portal posts after having checked the access
        return (
            self.task.with_user(self.login)
            .sudo()
            .message_post(
                body="Hallo",
                author_id=self.login.partner_id.id,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
        )

    def test_comment_in_the_portal(self):
        message = self._comment_of_a_resident()
        reaction = {"message_id": message.id, "content": "+"}
        message.reaction_ids.create(
            {**reaction, "partner_id": self.login.partner_id.id}
        )
        for user in self.outsiders:
            rows = self.as_user(user, "mail.message").browse(message.id)
            with self.subTest(user=user.name):
                shown = str(rows.sudo().portal_message_format())
                self.assertNotIn(SECRET, shown)
                self.assertNotIn(SECRET, str(self._shown(user, message.sudo())))
                self.assertNotIn(SECRET, str(rows.sudo().read(["create_uid"])))
        for user in (self.login, self.office):
            rows = self.as_user(user, "mail.message").browse(message.id)
            self.assertIn(SECRET, str(rows.sudo().portal_message_format()))

    def test_push_to_the_recipients(self):
        """Everybody gets the same text, whoever they are."""
        message = self._comment_of_a_resident()
        payload = (
            self.task.with_user(self.login)
            .sudo()
            ._notify_by_web_push_prepare_payload(message)
        )
        self.assertNotIn(SECRET, str(payload))
        message = self.task.with_user(self.office).message_post(body="Hallo")
        payload = self.task._notify_by_web_push_prepare_payload(message)
        self.assertIn(self.office.name, str(payload))

    def test_recipient_of_what_was_a_notice(self):
        with self.assertRaises(ValidationError):
            self._message(
                self.employee,
                message_type="user_notification",
                partner_ids=self.resident.ids,
            )
        notice = self._message(
            self.office,
            message_type="user_notification",
            partner_ids=self.resident.ids,
        )
        with self.assertRaises(ValidationError):
            notice.message_type = "comment"

    def _mail(self, **headers):
        """The task that a mail to the project becomes."""
        domain = self.env["mail.alias.domain"].create({"name": "quartier.example"})
        self.project.sudo().write(
            {
                "alias_name": "probe",
                "alias_contact": "everyone",
                "alias_domain_id": domain.id,
            }
        )
        headers = {
            "From": "Ada Offen <ada@example.org>",
            "To": "probe@quartier.example",
            "Subject": "Bitte um Hilfe",
            "Message-ID": "<1@quartier.example>",
            **headers,
        }
        head = "\n".join(f"{name}: {value}" for name, value in headers.items())
        self.env["mail.thread"].message_process("project.task", f"{head}\n\nHallo")
        task = self.env["project.task"].search([("name", "=", "Bitte um Hilfe")])
        self.assertEqual(len(task), 1)
        return task, task.message_ids.filtered(lambda row: row.message_type == "email")

    def _assert_kept_in(self, task, message):
        for user in self.employee + self.reader:
            for record in (task, message):
                rows = self.as_user(user, record._name).browse(record.ids)
                self.assert_kept(user, lambda rows=rows: rows.read())
            self.assert_kept(user, lambda u=user: self._shown(u, message))

    def test_sender_of_a_mail(self):
        """Neither name nor address stand in the task or in the mail that became it."""
        sender = f'"Rosa {SECRET}" <{self.resident.email}>'
        task, message = self._mail(From=sender)
        self.assertEqual(message.author_id, self.resident)
        self._assert_kept_in(task, message)
        self.assertIn("probe@quartier.example", message.reply_to)

    def test_recipients_of_a_mail(self):
        """A mail to others as well arrives; it names residents to nobody."""
        person = f'"Rosa {SECRET}" <{self.resident.email}>'
        other = "Eva Offen <eva@example.org>"
        for name, headers in (
            ("Cc", {"Cc": f"{person}, {other}"}),
            ("To", {"To": f"probe@quartier.example, {person}, {other}"}),
        ):
            with self.subTest(header=name), self.env.cr.savepoint() as savepoint:
                task, message = self._mail(**headers)
                self._assert_kept_in(task, message)
                self.assertNotIn(self.resident, message.partner_ids)
                self.assertIn("eva@example.org", task.email_cc)
                savepoint.rollback()

    def test_former_colleague_keeps_no_message(self):
        person = self.resident.with_user(self.office)
        note = person.message_post(body=f"Krank {SECRET}", subtype_xmlid="mail.mt_note")
        letter = self.resident.with_user(self.manager).message_post(
            body=f"Notiz {SECRET}", partner_ids=self.office.partner_id.ids
        )
        messages = note + letter
        own = self.as_user(self.office, "mail.message").browse(messages.ids)
        self.assertEqual(len(own.read(["body"])), 2)
        self.west.with_user(self.admin).member_ids -= self.office
        own = self.as_user(self.office, "mail.message")
        self.assertFalse(own.search([("id", "in", messages.ids)]))
        for message in messages:
            with self.assertRaises(AccessError):
                own.browse(message.id).read(["body"])
        self.assertFalse(
            self.env["mail.notification"].search(
                [
                    ("res_partner_id", "=", self.office.partner_id.id),
                    ("mail_message_id", "in", messages.ids),
                ]
            )
        )
        colleague = self.as_user(self.manager, "mail.message")
        self.assertEqual(colleague.search_count([("id", "in", messages.ids)]), 2)

    def _hide(self, contact):
        contact.with_user(self.office).quartier_confidential = True

    def test_mail_from_before_hiding(self):
        contact = self.env["res.partner"].create(
            {"name": f"Vera {SECRET}", "email": f"vera@{SECRET}.example"}
        )
        sender = {"author_id": contact.id, "email_from": contact.email_formatted}
        mails = {"message_type": "email", "subtype_xmlid": "mail.mt_comment", **sender}
        shared = self.task.message_post(body="Hallo", **mails)
        own = contact.message_post(body="Hallo", **mails)
        self._hide(contact)
        for user in self.employee + self.reader:
            rows = self.as_user(user, "mail.message").browse(shared.ids)
            self.assert_kept(user, lambda rows=rows: rows.read())
        self.assertIn(SECRET, own.email_from)

    def test_hidden_from_who_dealt_with_the_person(self):
        """Those who go on to see the person go on to follow."""
        for above in (False, True):
            with self.subTest(above=above):
                contact = self.env["res.partner"].create({"name": f"Vera {SECRET}"})
                users = self.reader + self.manager
                contact.message_subscribe(users.partner_id.ids)
                activity = contact.activity_schedule(user_id=self.reader.id)
                done = contact.activity_schedule(user_id=self.reader.id)
                done.active = False
                letter = contact.message_post(
                    body=SECRET, partner_ids=self.reader.partner_id.ids
                )
                if above:
                    contact.with_user(self.office).parent_id = self.resident
                else:
                    self._hide(contact)
                self.assertEqual(
                    contact.message_partner_ids & users.partner_id,
                    self.manager.partner_id,
                )
                self.assertEqual((activity + done).user_id, self.manager)
                self.assertNotIn(self.reader.partner_id, letter.notified_partner_ids)

    def test_done_activity_of_a_former_colleague(self):
        activity = self.resident.with_user(self.office).activity_schedule(
            user_id=self.office.id
        )
        activity.active = False
        self.west.with_user(self.admin).member_ids -= self.office
        activities = self.as_user(self.office, "mail.activity")
        self.assertFalse(
            activities.with_context(active_test=False).search(
                [("id", "=", activity.id)]
            )
        )
        self.assertTrue(activity.sudo().exists())

    def test_letters_within_the_office(self):
        """Who reads one resident's messages may see the other residents as well."""
        neighbour = self._new_resident(self.office, name=f"Ada {SECRET}")
        person = self.resident.with_user(self.office)
        message = person.message_post(body="Hallo", partner_ids=neighbour.ids)
        self.assertEqual(message.partner_ids, neighbour.with_env(message.env))
        person.message_subscribe((self.resident + self.manager.partner_id).ids)
        self.assertIn(self.manager.partner_id, person.message_partner_ids)
        foreign = self._new_resident(self.manager_ost)
        with self.assertRaises(ValidationError):
            person.message_post(body="Hallo", partner_ids=foreign.ids)

    def test_activity_for_an_outsider(self):
        for user in self.outsiders - self.portal:
            with self.subTest(user=user.name), self.assertRaises(ValidationError):
                self.resident.with_user(self.office).activity_schedule(
                    summary="Anrufen", user_id=user.id
                )

    def test_meeting_with_a_resident(self):
        """Neither the activity's texts nor what is noted of it stand in the event."""
        activity = self.resident.with_user(self.office).activity_schedule(
            act_type_xmlid="mail.mail_activity_data_meeting",
            user_id=self.office.id,
            summary=f"Besuch bei {SECRET}",
            note=f"Notiz {SECRET}",
        )
        action = activity.with_context(
            default_res_model="res.partner", default_res_id=self.resident.id
        ).action_create_calendar_event()
        event = (
            self.as_user(self.office, "calendar.event")
            .with_context(**action["context"])
            .create({"start": "2030-01-01", "stop": "2030-01-01"})
        )
        self.assertEqual(event.quartier_id, self.west)
        event.quartier_published = True
        activity.action_feedback(feedback=f"Schulden {SECRET}")
        shown = self.as_user(self.employee, "calendar.event").browse(event.id).read()
        self.assertNotIn(SECRET, str(shown))
        self.assertFalse(event.res_id)

    def test_name_of_a_login(self):
        """Core shows users' names without asking, as it does with contacts."""
        for user in self.outsiders - self.portal:
            self.assert_kept(
                user,
                lambda u=user: (
                    self.as_user(u, "calendar.filters")
                    .create({"user_id": self.login.id, "partner_id": u.partner_id.id})
                    .read(["user_id"])
                ),
            )
        seen = self.as_user(self.office, "res.users").browse(self.login.id)
        self.assertIn(SECRET, seen.sudo().display_name)
