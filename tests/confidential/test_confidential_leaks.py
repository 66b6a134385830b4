from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .common import SECRET, ConfidentialCase


@tagged("standard", "post_install", "-at_install")
class TestConfidentialSearch(ConfidentialCase):
    """Searching, counting and grouping, for everybody but the owning team."""

    def _each_outsider(self, model):
        for user in self.outsiders:
            with self.subTest(user=user.name):
                yield user, self.as_user(user, model)

    def test_search_by_every_text(self):
        names = ("name", "complete_name", "display_name", "email", "phone", "street")
        for _user, partners in self._each_outsider("res.partner"):
            for name in (*names, "ref", "child_ids.name", "parent_id.name"):
                self.assertFalse(partners.search([(name, "ilike", SECRET)]), name)
        self.assertTrue(
            self.as_user(self.office, "res.partner").search([("ref", "=", SECRET)])
        )

    def test_name_search(self):
        for _user, partners in self._each_outsider("res.partner"):
            self.assertFalse(partners.name_search(SECRET))
            self.assertFalse(partners.get_mention_suggestions(SECRET))
        for user in self.outsiders - self.portal:
            users = self.as_user(user, "res.users")
            self.assertFalse(users.name_search(SECRET), user.name)
            self.assertFalse(users.search([("login", "=", self.login.login)]))

    def test_counts_give_nothing_away(self):
        own = self.west
        domain = [("quartier_owner_id", "=", own.id)]
        for _user, partners in self._each_outsider("res.partner"):
            self.assertEqual(partners.search_count(domain), 0)
            groups = partners.formatted_read_group([], ["parent_id"], ["__count"])
            self.assertNotIn(SECRET, str(groups))
        self.resident.quartier_id = own
        for user, count in ((self.reader, 0), (self.office, 1)):
            offices = self.as_user(user, own._name)
            self.assertEqual(offices.browse(own.id).partner_count, count)

    def test_portal_resident_reads_only_themselves(self):
        partners = self.as_user(self.login, "res.partner")
        person = self.login.partner_id
        self.assertEqual(partners.search([("id", "in", self.persons.ids)]), person)
        self.assertIn(SECRET, person.with_user(self.login).name)

    def test_participations(self):
        rows = self.as_user(self.office, "quartier.event.participation")
        row = rows.create({"event_id": self.event.id, "partner_id": self.resident.id})
        path = "quartier_participation_ids.partner_id.name"
        for user in self.outsiders - self.portal:
            with self.subTest(user=user.name):
                rows = self.as_user(user, row._name)
                self.assertFalse(rows.search([("event_id", "=", self.event.id)]))
                self.assertFalse(rows.name_search(SECRET))
                groups = rows.formatted_read_group([], ["partner_id"], ["__count"])
                self.assertNotIn(SECRET, str(groups))
                events = self.as_user(user, "calendar.event")
                self.assertFalse(events.search([(path, "ilike", SECRET)]))
                event = events.browse(self.event.id)
                self.assertFalse(event.quartier_participation_ids)

    def test_participation_of_another_office_in_an_own_event(self):
        """The person's office decides, not the event's."""
        foreign = self._new_resident(self.manager_ost, f"Otto {SECRET}")
        row = self.env["quartier.event.participation"].create(
            {"event_id": self.event.id, "partner_id": foreign.id}
        )
        for user, expected in ((self.office, False), (self.both, True)):
            rows = self.as_user(user, row._name)
            found = rows.search([("event_id", "=", self.event.id)])
            self.assertEqual(bool(found), expected, user.name)
        self.assertFalse(row.with_user(self.manager_ost).has_access("write"))


@tagged("standard", "post_install", "-at_install")
class TestConfidentialTraces(ConfidentialCase):
    """What the owning team rightly does with a resident leaves no trace for others."""

    def _assert_no_trace(self, model, domain, *names):
        for user in self.outsiders - self.portal:
            with self.subTest(user=user.name):
                rows = self.as_user(user, model)
                self.assert_kept(
                    user, lambda rows=rows: rows.search_read(domain, names)
                )

    def test_letter_to_a_resident(self):
        person = self.resident.with_user(self.office)
        message = person.message_post(
            body=f"Liebe {SECRET}",
            partner_ids=person.ids,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertIn(person, message.notified_partner_ids)
        of_message = [("mail_message_id", "=", message.id)]
        self._assert_no_trace("mail.notification", of_message, "res_partner_id")
        self._assert_no_trace("mail.message", [("id", "=", message.id)], "body")

    def test_attendee_from_before(self):
        """Somebody who had been invited before the link was refused."""
        attendee = self.event.attendee_ids[:1]
        self.env.cr.execute(
            "UPDATE calendar_attendee SET partner_id = %s, common_name = %s"
            " WHERE id = %s",
            (self.resident.id, self.resident.name, attendee.id),
        )
        domain = [("id", "=", attendee.id)]
        for user in self.outsiders - self.portal:
            attendees = self.as_user(user, attendee._name)
            self.assertFalse(attendees.search(domain), user.name)

    def test_notice_to_a_resident(self):
        """A notice about a document is no message of it, and shows nobody the name."""
        self.event.with_user(self.office).message_notify(
            body="Hallo", partner_ids=self.resident.ids
        )
        self._assert_no_trace(
            "mail.notification",
            [("res_partner_id", "=", self.resident.id)],
            "res_partner_id",
        )

    def test_log_of_a_resident(self):
        domain = [("model", "=", "res.partner"), ("res_id", "in", self.persons.ids)]
        for user in self.outsiders - self.portal:
            messages = self.as_user(user, "mail.message")
            self.assertFalse(messages.search(domain), user.name)

    def test_activity_of_a_resident(self):
        self.resident.with_user(self.office).activity_schedule(
            summary="Anrufen", user_id=self.office.id
        )
        self._assert_no_trace(
            "mail.activity", [("summary", "=", "Anrufen")], "res_name"
        )

    def test_bank_account(self):
        account = self.as_user(self.office, "res.partner.bank").create(
            {"partner_id": self.resident.id, "acc_number": "DE02120300000000202051"}
        )
        domain = [("id", "=", account.id)]
        for user in self.outsiders - self.portal:
            accounts = self.as_user(user, account._name)
            self.assertFalse(accounts.search(domain), user.name)

    def test_mail_from_a_resident(self):
        """The mail is not lost, and its sender no customer that everybody reads."""
        domain = self.env["mail.alias.domain"].create({"name": "quartier.example"})
        alias = {"alias_name": "probe", "alias_contact": "everyone"}
        self.project.sudo().write({**alias, "alias_domain_id": domain.id})
        self.env["mail.thread"].message_process(
            "project.task",
            f"From: {self.resident.email}\nTo: probe@quartier.example\n"
            "Subject: Bitte um Hilfe\nMessage-ID: <1@quartier.example>\n\nHallo",
        )
        domain = [("name", "=", "Bitte um Hilfe")]
        task = self.env["project.task"].search(domain)
        self.assertEqual(len(task), 1)
        self._assert_no_trace("project.task", domain, "partner_id")
        self._assert_no_trace("mail.message", [("res_id", "=", task.id)], "author_id")

    def test_attachment(self):
        attachment = self.as_user(self.office, "ir.attachment").create(
            {"name": SECRET, "res_model": "res.partner", "res_id": self.resident.id}
        )
        self._assert_no_trace("ir.attachment", [("id", "=", attachment.id)], "name")


@tagged("standard", "post_install", "-at_install")
class TestConfidentialGuessing(ConfidentialCase):
    """Core checks nobody's right to link a contact, and shows the name of what is
    linked: who guesses ids could read the address book off their own records."""

    def _assert_not_shown(self, user, name, field, **values):
        """A record of the model ``name`` whose ``field`` is the resident."""

        def attempt():
            record = self.as_user(user, name).create(
                {field: self.resident.id, **values}
            )
            record = self.as_user(user, name).browse(record.id)
            return record.read([field, "display_name"])

        with self.subTest(user=user.name, model=name):
            self.assert_kept(user, attempt)

    def test_calendar_filter(self):
        for user in self.outsiders - self.portal:
            self._assert_not_shown(
                user, "calendar.filters", "partner_id", user_id=user.id
            )

    def test_rating(self):
        model = self.env["ir.model"]._get("project.task")
        self._assert_not_shown(
            self.employee,
            "rating.rating",
            "partner_id",
            res_model_id=model.id,
            res_id=self.task.id,
        )

    def test_notification(self):
        message = self.organisation.message_post(body="Hallo")
        self._assert_not_shown(
            self.employee,
            "mail.notification",
            "res_partner_id",
            mail_message_id=message.id,
        )

    def test_message_author(self):
        self._assert_not_shown(
            self.employee,
            "mail.message",
            "author_id",
            model="calendar.event",
            res_id=self.event.id,
        )

    def test_chat_member(self):
        channel = self.as_user(self.employee, "discuss.channel").create(
            {"name": "Probe", "channel_type": "channel"}
        )
        self._assert_not_shown(
            self.employee, "discuss.channel.member", "partner_id", channel_id=channel.id
        )

        def attempt():
            channel.add_members(partner_ids=self.resident.ids)
            return channel.channel_member_ids.read(["partner_id"])

        self.assert_kept(self.employee, attempt)

    def test_call_volume(self):
        settings = self.env["res.users.settings"]._find_or_create_for_user(
            self.employee
        )
        self._assert_not_shown(
            self.employee,
            "res.users.settings.volumes",
            "partner_id",
            user_setting_id=settings.id,
        )

    def test_bank_account(self):
        self._assert_not_shown(
            self.reader, "res.partner.bank", "partner_id", acc_number="DE1"
        )

    def test_merging(self):
        wizard = "base.partner.merge.automatic.wizard"
        self._assert_not_shown(self.reader, wizard, "dst_partner_id")

    def test_portal_invitation(self):
        def attempt():
            wizard = self.as_user(self.reader, "portal.wizard").create(
                {"partner_ids": [Command.set(self.resident.ids)]}
            )
            rows = self.as_user(self.reader, "portal.wizard.user")
            return rows.search([("wizard_id", "=", wizard.id)]).read()

        self.assert_kept(self.reader, attempt)

    def test_same_tax_number(self):
        """Core looks for contacts with the same number among all of them."""

        def attempt():
            partners = self.as_user(self.reader, "res.partner")
            return partners.create({"name": "Probe", "vat": self.resident.vat}).read()

        self.assert_kept(self.reader, attempt)

    def test_form_that_is_never_saved(self):
        for model, field, texts in (
            ("res.partner", "parent_id", ("street", "email")),
            ("project.task", "partner_id", ("partner_phone",)),
            ("project.project", "partner_id", ("partner_phone",)),
            ("calendar.filters", "partner_id", ()),
        ):
            known = [text for text in texts if text in self.env[model]._fields]
            spec = {text: {} for text in known}
            spec[field] = {"fields": {"display_name": {}}}
            with self.subTest(model=model):
                self._assert_form_shows_nothing(model, field, spec)

    def _assert_form_shows_nothing(self, model, field, spec):
        """Neither when the resident is chosen nor when they are the default."""
        person = self.resident.id
        forms = self.as_user(self.reader, model)
        self.assert_kept(
            self.reader, lambda: forms.onchange({field: person}, [field], spec)
        )
        forms = forms.with_context(**{f"default_{field}": person})
        self.assert_kept(self.reader, lambda: forms.onchange({}, [], spec))

    def test_recipient_of_a_message(self):
        documents = (self.event, self.task, self.project, self.organisation)
        for document in documents:
            with self.subTest(model=document._name):
                self.assert_kept(self.office, lambda d=document: self._post(d))

    def _post(self, document):
        """Write to the resident on a document, and look at it as an employee."""
        message = document.with_user(self.office).message_post(
            body="Hallo",
            partner_ids=self.resident.ids,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        message = self.as_user(self.employee, "mail.message").browse(message.id)
        return Store().add(message).get_result()
