from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ConfidentialCase


@tagged("standard", "post_install", "-at_install")
class TestConfidentialOwner(ConfidentialCase):
    """The owning office changes by a logged handover, and in no other way."""

    def _sees(self, user, person=None):
        partners = self.as_user(user, "res.partner")
        return bool(partners.search([("id", "=", (person or self.resident).id)]))

    def _handover(self, user, persons, office=None):
        wizard = self.as_user(user, "quartier.handover").create(
            {
                "partner_ids": [Command.set(persons.ids)],
                "office_id": (office or self.ost).id,
                "reason": "umgezogen",
            }
        )
        return wizard.action_handover()

    def test_write_is_refused(self):
        for user in (self.office, self.both, self.manager, self.admin):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                person = self.as_user(user, "res.partner").browse(self.resident.id)
                person.quartier_owner_id = self.ost

    def test_import_is_refused(self):
        partners = self.as_user(self.both, "res.partner")
        result = partners.load(
            [".id", "quartier_owner_id/.id"],
            [[str(self.resident.id), str(self.ost.id)]],
        )
        self.assertFalse(result["ids"])
        self.assertEqual(self.resident.sudo().quartier_owner_id, self.west)

    def test_nobody_enters_a_person_for_a_foreign_office(self):
        values = {"name": "Neu", "quartier_confidential": True}
        foreign = {"quartier_owner_id": self.ost.id}
        partners = self.as_user(self.office, "res.partner")
        context = {f"default_{name}": value for name, value in foreign.items()}
        for model, more in (
            (partners, foreign),
            (partners.with_context(**context), {}),
        ):
            person = model.create({**values, **more})
            self.assertEqual(person.quartier_owner_id, self.west)

    def test_address_does_not_change_the_owner(self):
        self._new_street("Ostweg", self.ost)
        for user in (self.office, self.both):
            person = self.as_user(user, "res.partner").browse(self.resident.id)
            person.write({"street": "Ostweg 1", "city": "Probestadt"})
            person.quartier_id = self.ost
            self.assertEqual(person.quartier_owner_id, self.west)
        self.env["res.partner"]._quartier_assign_by_address()
        self.assertEqual(self.resident.quartier_owner_id, self.west)

    def test_handover_takes_effect_at_once(self):
        self._handover(self.office, self.resident)
        for person in (self.resident, self.address):
            self.assertEqual(person.sudo().quartier_owner_id, self.ost)
            for user, sees in (
                (self.office, False),
                (self.manager, False),
                (self.manager_ost, True),
                (self.both, True),
                (self.reader, False),
            ):
                self.assertEqual(self._sees(user, person), sees, user.name)

    def test_handover_is_logged(self):
        self._handover(self.office, self.resident)
        person = self.resident.sudo()
        message = person.message_ids.filtered(lambda m: "umgezogen" in (m.body or ""))
        self.assertEqual(message.author_id, self.office.partner_id)
        self.assertIn(self.ost.name, message.body)

    def test_handover_by_others_is_refused(self):
        for user in self.outsiders:
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._handover(user, self.resident)
        with self.assertRaises(AccessError):  # not even half of it
            foreign = self._new_resident(self.manager_ost)
            self._handover(self.office, self.resident + foreign.with_env(self.env))
        self.assertEqual(self.resident.sudo().quartier_owner_id, self.west)

    def test_handover_of_the_address_alone_is_refused(self):
        """It would show the new office the name above it."""
        with self.assertRaises(Exception) as refusal:
            self._handover(self.office, self.address)
        self.assertEqual(type(refusal.exception).__name__, "ValidationError")

    def test_old_office_keeps_no_activity(self):
        """Whoever an activity is assigned to reads the name of its record."""
        self.resident.with_user(self.office).activity_schedule(
            summary="Anrufen", user_id=self.office.id
        )
        self._handover(self.office, self.resident)
        activities = self.as_user(self.office, "mail.activity")
        self.assert_kept(
            self.office, lambda: activities.search_read([], ["res_name", "summary"])
        )

    def test_old_office_hears_nothing_more(self):
        """Followers are notified whatever the record rules say."""
        self.resident.with_user(self.office).message_subscribe(
            self.office.partner_id.ids
        )
        self._handover(self.office, self.resident)
        person = self.resident.with_user(self.manager_ost)
        message = person.message_post(
            body="Vertraulich", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertNotIn(self.office.partner_id, message.sudo().notified_partner_ids)


@tagged("standard", "post_install", "-at_install")
class TestConfidentialTeam(ConfidentialCase):
    """Who belongs to a team decides at once who sees its residents."""

    def _sees(self, user, env=None):
        self.env.flush_all()
        self.env.invalidate_all()
        partners = (env or self.env)["res.partner"].with_user(user)
        return bool(partners.search([("id", "=", self.resident.id)]))

    def _ways(self, user, command):
        """Both sides of the relation, as the administrator writes it."""
        return (
            (self.west, "member_ids", command(user.id)),
            (user, "quartier_ids", command(self.west.id)),
        )

    def test_leaving_and_joining(self):
        """An administrator of the app may do it from the office; who administers
        users as well, from the user."""
        self.admin.group_ids = [Command.link(self.env.ref("base.group_erp_manager").id)]
        for leave, join in zip(
            self._ways(self.office, Command.unlink),
            self._ways(self.office, Command.link),
            strict=True,
        ):
            for (record, field, command), sees in ((leave, False), (join, True)):
                with self.subTest(field=field, sees=sees):
                    record.with_user(self.admin).write({field: [command]})
                    self.assertEqual(self._sees(self.office), sees)

    def test_archived_office(self):
        """The team of an archived office keeps its residents, nobody else gets them."""
        self.west.with_user(self.admin).active = False
        for user in self.outsiders:
            self.assertFalse(self._sees(user), user.name)

    def test_left_residents_send_nothing(self):
        self.resident.with_user(self.office).message_subscribe(
            self.office.partner_id.ids
        )
        self.west.with_user(self.admin).member_ids = [Command.unlink(self.office.id)]
        message = self.resident.with_user(self.manager).message_post(
            body="Vertraulich", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertNotIn(self.office.partner_id, message.sudo().notified_partner_ids)

    def test_only_administrators_change_teams(self):
        for user in (self.employee, self.reader, self.office, self.manager_ost):
            for record, field, command in self._ways(user, Command.link):
                with self.subTest(user=user.name), self.assertRaises(AccessError):
                    record.with_user(user).write({field: [command]})
        with self.assertRaises(AccessError):  # a manager edits the office otherwise
            self.west.with_user(self.manager).member_ids = [
                Command.link(self.reader.id)
            ]

    def test_other_ways_into_a_team(self):
        manager = self.west.with_user(self.manager)
        for values in (
            {
                "manager_id": self.reader.id,
                "member_ids": [Command.link(self.reader.id)],
            },
            {"active": False},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                manager.write(values)
        admin_of_users = self._new_user("users", "base.group_erp_manager")
        for context, values in (
            ({}, {"quartier_ids": [Command.link(self.west.id)]}),
            ({"default_quartier_ids": [Command.link(self.west.id)]}, {}),
        ):
            with self.subTest(context=context), self.assertRaises(AccessError):
                self.as_user(admin_of_users, "res.users").with_context(
                    **context
                ).create({"name": "Neu", "login": "neu_im_team", **values})

    def test_own_preferences(self):
        """Users write some fields of their own record; their teams are none of them."""
        with self.assertRaises(AccessError):
            self.reader.with_user(self.reader).write(
                {"quartier_ids": [Command.link(self.west.id)]}
            )


@tagged("standard", "post_install", "-at_install")
class TestBorders(ConfidentialCase):
    """Nothing is carried into a neighbourhood, or out of it, but by its team."""

    def _strangers(self):
        return self.employee, self.reader, self.manager_ost, self.admin

    def _refused(self, user, operation):
        with (
            self.subTest(user=user.name),
            self.assertRaises(AccessError),
            self.env.cr.savepoint(),
        ):
            operation()

    def test_create_into(self):
        for user in self._strangers():
            self._refused(user, lambda user=user: self._new_event(user))
            self._refused(user, lambda user=user: self._new_project(user))
            for model, field, record in self._parts():
                values = {field: record.id, "partner_id": self.organisation.id}
                self._refused(
                    user,
                    lambda user=user, model=model, values=values: self.as_user(
                        user, model
                    ).create(values),
                )

    def _parts(self):
        return (
            ("quartier.event.participation", "event_id", self.event),
            ("quartier.project.participation", "project_id", self.project),
        )

    def test_create_into_by_default(self):
        """A default of the context is no way around."""
        for user in self._strangers():
            for name in ("calendar.event", "project.project"):
                model = self.as_user(user, name)
                model = model.with_context(default_quartier_id=self.west.id)
                self._refused(user, lambda m=model: m.create({"name": "Probe"}))

    def test_write_into(self):
        for user in self._strangers():
            event = self._new_event(user, self.env["quartier.quartier"])
            self._refused(user, lambda e=event: e.write({"quartier_id": self.west.id}))
        project = self._new_project(self.manager_ost, self.ost)
        self._refused(
            self.manager_ost, lambda: project.write({"quartier_id": self.west.id})
        )

    def test_write_out_of(self):
        for user in self._strangers():
            for record in (self.event, self.project):
                record = record.with_user(user)
                for target in (False, self.ost.id):
                    self._refused(
                        user, lambda r=record, t=target: r.write({"quartier_id": t})
                    )

    def test_participations_stay(self):
        foreign = self._new_event(quartier=self.ost)
        own = self.env["quartier.event.participation"].create(
            {"event_id": foreign.id, "partner_id": self.organisation.id}
        )
        row = own.with_user(self.manager_ost)
        self._refused(self.manager_ost, lambda: row.write({"event_id": self.event.id}))
        row = self.event.quartier_participation_ids.sudo().create(
            {"event_id": self.event.id, "partner_id": self.organisation.id}
        )
        for user in self._strangers():
            self._refused(user, row.with_user(user).unlink)

    def test_participation_by_command_on_the_contact(self):
        """The contact is shared, what it takes part in is not."""
        contact = self.organisation.with_user(self.reader)
        command = Command.create({"event_id": self.event.id})
        self._refused(
            self.reader,
            lambda: contact.write({"quartier_event_participation_ids": [command]}),
        )

    def test_task_into_a_project(self):
        own = self._new_project(self.manager_ost, self.ost)
        task = self.as_user(self.manager_ost, "project.task").create(
            {"name": "Probe", "project_id": own.id}
        )
        self._refused(
            self.manager_ost, lambda: task.write({"project_id": self.project.id})
        )
        foreign = self.task.with_user(self.manager_ost)
        self._refused(self.manager_ost, lambda: foreign.write({"project_id": own.id}))

    def test_comment_on_a_private_event(self):
        """Who reads nothing but "Busy" has nothing to say, as in core."""
        event = self._new_event(privacy="private").with_user(self.reader)
        self._refused(self.reader, lambda: event.message_post(body="Hallo"))

    def test_member_of_both_moves(self):
        event = self.event.with_user(self.both)
        event.quartier_id = self.ost
        self.assertTrue(event.with_user(self.manager_ost).has_access("write"))
        self.assertFalse(event.with_user(self.office).has_access("write"))
