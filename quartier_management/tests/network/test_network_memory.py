from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .test_quartier_conversation import ConversationCommon

KIND = "quartier_management.quartier_relation_kind_%s"


class MemoryCommon(ConversationCommon):
    """A club of which more is known than everybody may know."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.resident = cls._new_resident(cls.office)
        cls.quiet = cls.env["res.partner"].create(
            {"name": "Verschwiegen e. V.", "is_company": True}
        )
        cls.talk = cls._record(cls.quiet, team_only=True)
        cls.relation = (
            cls.env["quartier.relation"]
            .with_user(cls.office)
            .create(
                {
                    "partner_id": cls.resident.id,
                    "kind_id": cls.env.ref(KIND % "member").id,
                    "other_id": cls.quiet.id,
                }
            )
        )


@tagged("standard", "post_install", "-at_install")
class TestMemoryFromTheContact(MemoryCommon):
    """What the contact's own fields tell of documents that are hidden."""

    def test_conversations_are_no_field_of_the_contact(self):
        """Clients could search it, or change conversations of others by it."""
        links = {
            name
            for name, field in self.env["res.partner"]._fields.items()
            if field.comodel_name == "quartier.conversation"
        }
        self.assertFalse(links)

    def test_a_copy_was_not_talked_to(self):
        twin = self.quiet.with_user(self.office).copy()
        self.assertFalse(twin.quartier_last_contact)
        self.assertEqual(self.quiet.with_user(self.office).quartier_contact_count, 1)

    def test_relations_are_not_searched_by_the_contact(self):
        sides = self.env["quartier.relation.side"].search(
            [("relation_id", "=", self.relation.id)]
        )
        for operator, value in (("!=", False), ("in", sides.ids)):
            with self.assertRaises(ValueError), self.env.cr.savepoint():
                self.quiet.with_user(self.employee).search(
                    [("quartier_relation_side_ids", operator, value)]
                )

    def test_employees_open_a_contact(self):
        quiet = self.quiet.with_user(self.employee)
        quiet.invalidate_recordset()
        self.assertFalse(quiet.quartier_contact_due)
        self.assertFalse(quiet.quartier_relation_side_ids)
        self.assertTrue(self.quiet.with_user(self.office).quartier_relation_side_ids)


@tagged("standard", "post_install", "-at_install")
class TestMemoryOfPersons(MemoryCommon):
    """Followers, activities and history of documents that are hidden later."""

    def _activities(self, user, document):
        return (
            self.env["mail.activity"]
            .with_user(user)
            .search([("res_model", "=", document._name), ("res_id", "=", document.id)])
        )

    def _shared(self):
        """Return a person whom others talked about already, and the conversation."""
        person = (
            self.env["res.partner"]
            .with_user(self.office)
            .create({"name": "Paul Offen"})
        )
        talk = self._record(person, next_step="Anrufen")
        talk.sudo().activity_ids.user_id = self.reader
        talk.sudo().message_subscribe((self.reader + self.office).partner_id.ids)
        self.assertTrue(self._activities(self.reader, talk))
        return person, talk

    def _assert_parted(self, talk):
        self.assertFalse(self._activities(self.reader, talk))
        self.assertEqual(talk.sudo().activity_ids.user_id, self.manager)
        followers = talk.sudo().message_partner_ids
        self.assertIn(self.office.partner_id, followers)
        self.assertNotIn(self.reader.partner_id, followers)

    def test_hiding_a_person(self):
        person, talk = self._shared()
        person.quartier_confidential = True
        self._assert_parted(talk)

    def test_keeping_a_conversation_to_the_team(self):
        _person, talk = self._shared()
        talk.team_only = True
        self._assert_parted(talk)

    def test_adding_a_confidential_person(self):
        _person, talk = self._shared()
        talk.partner_ids += self.resident
        self._assert_parted(talk)

    def test_leaving_the_team(self):
        self.talk.sudo().message_subscribe(self.office.partner_id.ids)
        self.west.with_user(self.admin).member_ids -= self.office
        self.assertNotIn(self.office.partner_id, self.talk.sudo().message_partner_ids)

    def test_the_colleague_reads_the_conversation(self):
        for values in (
            {"partners": self.resident, "user_id": self.manager_ost.id},
            {"partners": self.club, "user_id": self.reader.id, "team_only": True},
            {"partners": self.club, "user_id": self.employee.id},
        ):
            with self.assertRaisesRegex(ValidationError, "may not read"):
                self._record(next_step="Anrufen", **values)
        self._record(self.club, next_step="Anrufen", user_id=self.reader.id)

    def test_history_of_a_relation(self):
        relation = self.relation.with_context(tracking_disable=False)
        self.env.flush_all()
        self.env.cr.precommit.run()
        relation.partner_id = self.speaker
        relation.flush_recordset()
        self.env.cr.precommit.run()
        values = relation.sudo().message_ids.tracking_value_ids
        self.assertEqual(values.old_value_char, "Rosa Geheim")
        for user, shown in ((self.reader, values[:0]), (self.manager, values)):
            with self.subTest(user.name):
                self.assertEqual(
                    relation.with_user(user)._track_filter_for_display(values), shown
                )

    def test_showing_a_person_would_show_the_memory(self):
        talk = self._record(self.resident, note="geheim")
        person = self.resident.with_user(self.office)
        with self.assertRaisesRegex(UserError, "Conversation"):
            person.quartier_confidential = False
        talk.team_only = True
        with self.assertRaisesRegex(UserError, "Relation"):
            person.quartier_confidential = False
        self.relation.unlink()
        person.quartier_confidential = False
        self.assertFalse(person.quartier_confidential)

    def test_merging_three(self):
        first, second, kept = self.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in ("A", "B", "C")]
        )
        talk = self._record(first + second)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (first + second + kept).ids, kept
        )
        self.env.invalidate_all()
        self.assertEqual(talk.partner_ids, kept)

    def test_merging_keeps_participations(self):
        kept, twin = self.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in ("A", "B")]
        )
        both, single = self._new_event(), self._new_event()
        rows = self.env["quartier.event.participation"]
        rows.create({"event_id": both.id, "partner_id": kept.id, "role": "lead"})
        rows.create(
            [{"event_id": event.id, "partner_id": twin.id} for event in both + single]
        )
        self.env["base.partner.merge.automatic.wizard"]._merge((kept + twin).ids, kept)
        self.env.invalidate_all()
        for event in both, single:
            self.assertEqual(event.quartier_participation_ids.partner_id, kept)
        self.assertEqual(both.quartier_participation_ids.role, "lead")

    def test_names_are_searched(self):
        for records, name in ((self.talk, "Verschwiegen"), (self.relation, "Rosa")):
            model = self.env[records._name].with_user(self.office)
            self.assertIn(records.id, dict(model.name_search(name)))
            self.assertFalse(model.name_search("gibt es nicht"))


@tagged("standard", "post_install", "-at_install")
class TestDossierWithoutResidents(MemoryCommon):
    def _text(self, **values):
        dossier = self.env["quartier.dossier"].with_user(self.both)
        return repr(dossier.create({"quartier_id": self.west.id, **values})._tables())

    def test_notes_of_conversations_with_residents(self):
        self._record(self.speaker, note="Offenes")
        self._record(self.speaker + self.resident, note="Vertrauliches")
        self._record(self.club, note="Internes", team_only=True)
        text = self._text()
        self.assertIn("Offenes", text)
        self.assertNotIn("Vertrauliches", text)
        self.assertNotIn("Internes", text)
        self.assertIn("Internes", self._text(residents=True))

    def test_residents_of_the_other_office(self):
        stranger = self._new_resident(self.manager_ost, "Otto Ost")
        self._record(stranger, self.both, quartier_id=self.west.id, next_step="Anrufen")
        stranger.with_user(self.both).activity_schedule(
            summary="Besuchen", user_id=self.both.id
        )
        text = self._text(residents=True)
        self.assertNotIn("Otto", text)
        self.assertNotIn("Besuchen", text)
