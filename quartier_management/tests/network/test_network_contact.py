from datetime import date

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import freeze_time, tagged

from .test_quartier_conversation import ConversationCommon


@tagged("standard", "post_install", "-at_install")
class TestNetworkContact(ConversationCommon):
    """First and last contact, as far as the reader may know."""

    def _found(self, domain, user=None):
        partners = self.env["res.partner"].with_user(user or self.office)
        return partners.search(
            [*domain, ("id", "in", (self.club + self.speaker).ids)], order="id"
        )

    def _as(self, user, partner=None):
        return (partner or self.club).with_user(user)

    def test_organisations_are_in_touch_by_their_people(self):
        self._record(self.speaker, date="2024-03-01")
        self._record(self.club, date="2024-05-01")
        club, speaker = self._as(self.office), self._as(self.office, self.speaker)
        self.assertEqual(club.quartier_first_contact, date(2024, 3, 1))
        self.assertEqual(club.quartier_last_contact, date(2024, 5, 1))
        self.assertEqual(club.quartier_contact_count, 2)
        self.assertEqual(speaker.quartier_last_contact, date(2024, 3, 1))

    def test_read_under_the_readers_rights(self):
        self._record(self.speaker, date="2024-03-01")
        self._record(self.speaker, date="2024-05-01", team_only=True)
        self.assertEqual(self._as(self.office).quartier_last_contact, date(2024, 5, 1))
        self.assertEqual(self._as(self.reader).quartier_last_contact, date(2024, 3, 1))
        self.assertFalse(self._as(self.employee).quartier_last_contact)
        late = [("quartier_last_contact", ">=", "2024-04-01")]
        self.assertTrue(self._found(late))
        self.assertFalse(self._found(late, self.reader))

    def test_what_a_confidential_person_said_tells_others_nothing(self):
        member = self._new_resident(self.office, parent_id=self.club.id)
        self._record(member, date="2024-03-01")
        self.assertEqual(self._as(self.office).quartier_last_contact, date(2024, 3, 1))
        for user in (self.reader, self.manager_ost, self.admin):
            self.assertFalse(self._as(user).quartier_last_contact, user.name)
            self.assertFalse(
                self._found([("quartier_last_contact", "!=", False)], user)
            )

    def test_search(self):
        self._record(self.speaker, date="2024-03-01")
        self._record(self.club, date="2024-05-01")
        everybody, club, nobody = self.club + self.speaker, self.club, self.club[:0]
        for domain, expected in (
            (("quartier_last_contact", ">=", "2024-05-01"), club),
            (("quartier_last_contact", ">", "2024-05-01"), nobody),
            (("quartier_last_contact", "<", "2024-05-01"), self.speaker),
            (("quartier_last_contact", "<=", "2024-05-01"), everybody),
            (("quartier_last_contact", "=", "2024-03-01"), self.speaker),
            (("quartier_first_contact", "=", "2024-03-01"), everybody),
            (("quartier_first_contact", "<", "2024-03-01"), nobody),
            (("quartier_first_contact", ">=", "2024-03-01"), everybody),
            (("quartier_last_contact", "!=", False), everybody),
            (("quartier_last_contact", "=", False), nobody),
        ):
            with self.subTest(domain):
                self.assertEqual(self._found([domain]), expected)

    def test_events_held_with_somebody(self):
        event = self._new_event(
            start="2024-03-03 23:30:00",  # the fourth by the office's clock
            stop="2024-03-04 01:00:00",
            quartier_participation_ids=[
                fields.Command.create({"partner_id": self.club.id, "role": "guest"})
            ],
        )
        self.assertEqual(self._as(self.office).quartier_last_contact, date(2024, 3, 4))
        self._record(self.speaker, kind="event", event_id=event.id, date="2024-03-04")
        self.assertEqual(self._as(self.office).quartier_contact_count, 2)
        self._record(self.club, kind="event", event_id=event.id, date="2024-03-04")
        self.env.invalidate_all()
        # recorded with the club: the event is not counted once more
        self.assertEqual(self._as(self.office).quartier_contact_count, 2)

    def test_events_to_come_or_cancelled_are_no_contact(self):
        values = [fields.Command.create({"partner_id": self.club.id, "role": "guest"})]
        self._new_event(quartier_participation_ids=values)
        cancelled = self._new_event(
            start="2024-03-04 10:00:00",
            stop="2024-03-04 11:00:00",
            quartier_participation_ids=values,
        )
        self.assertTrue(self._as(self.office).quartier_last_contact)
        cancelled.action_quartier_cancel("Regen")
        self.env.invalidate_all()
        self.assertFalse(self._as(self.office).quartier_last_contact)

    def test_private_events_tell_nobody(self):
        self._new_event(
            start="2024-03-04 10:00:00",
            stop="2024-03-04 11:00:00",
            privacy="private",
            user_id=self.manager.id,
            quartier_participation_ids=[
                fields.Command.create({"partner_id": self.club.id})
            ],
        )
        self.assertTrue(self._as(self.manager).quartier_last_contact)
        self.assertFalse(self._as(self.office).quartier_last_contact)

    def test_record_from_an_event(self):
        event = self._new_event(
            quartier_participation_ids=[
                fields.Command.create({"partner_id": self.club.id}),
                fields.Command.create({"partner_id": self.west.partner_id.id}),
            ],
        )
        action = event.with_user(self.office).action_quartier_record_conversation()
        context = action["context"]
        self.assertEqual(context["default_partner_ids"], self.club.ids)
        self.assertEqual(context["default_event_id"], event.id)
        # the event is still to come
        self.assertEqual(context["default_date"], self.west._today())

    def test_queries_do_not_grow_with_partners(self):
        partners = self.env["res.partner"].create(
            [{"name": f"Verein {number}", "is_company": True} for number in range(40)]
        )
        for partner in partners:
            self._record(partner)
        self.env.flush_all()
        few, many = partners[:3].with_user(self.office), partners.with_user(self.office)
        few.mapped("quartier_last_contact")
        self.env.invalidate_all()
        with self.assertQueryCount(8):
            many.mapped("quartier_last_contact")


@tagged("standard", "post_install", "-at_install")
class TestContactDue(ConversationCommon):
    def _due(self, user=None):
        return self.club in self.env["res.partner"].with_user(
            user or self.office
        ).search([("quartier_contact_due", "=", True), ("id", "=", self.club.id)])

    @freeze_time("2030-06-15 10:00:00")
    def test_months_by_stage(self):
        self.club.write(
            {"quartier_network_stage": "cooperating", "quartier_id": self.west.id}
        )
        self._record(self.speaker, date="2029-12-15")
        self.assertFalse(self._due())
        self.assertFalse(self._as_computed())
        self.west.contact_months_cooperating = 5
        self.assertTrue(self._due())
        self.assertTrue(self._as_computed())
        self.west.contact_months_cooperating = 0
        self.assertFalse(self._due())

    def _as_computed(self):
        self.env.invalidate_all()
        return self.club.with_user(self.office).quartier_contact_due

    def test_never_in_touch(self):
        self.club.quartier_network_stage = "identified"
        self.assertTrue(self._due())
        self.assertTrue(self._due(self.reader))
        self._record(self.speaker)
        self.assertFalse(self._due())

    def test_dormant_ones_are_left_alone(self):
        self.club.quartier_network_stage = "dormant"
        self.assertFalse(self._due())

    def test_functions_end(self):
        today = fields.Date.context_today(self.speaker)
        self.speaker.quartier_function_until = today
        self.assertFalse(self.speaker.quartier_function_ended)
        self.speaker.quartier_function_until = today - relativedelta(days=1)
        self.assertTrue(self.speaker.quartier_function_ended)
        former = self.env["res.partner"].search(
            [("quartier_function_ended", "=", True), ("parent_id", "=", self.club.id)]
        )
        self.assertEqual(former, self.speaker)


@tagged("standard", "post_install", "-at_install")
class TestNetworkGap(ConversationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = cls.env["quartier.actor.type"].create(
            {"name": "Probetyp", "expected": True}
        )
        cls.topic = cls.env["quartier.topic"].create({"name": "Probefeld"})
        cls.part = cls.env["quartier.topic"].create(
            {"name": "Teil", "parent_id": cls.topic.id}
        )

    def _gap(self, user=None, topic=None):
        gap = self.env["quartier.network.gap"].with_user(user or self.manager)
        return gap.search(
            [
                ("topic_id", "=", (topic or self.topic).id),
                ("actor_type_id", "=", self.kind.id),
            ]
        )

    def test_count(self):
        self.assertEqual(self._gap().actor_count, 0)
        self.env.invalidate_all()
        self.club.write(
            {
                "quartier_actor_type_id": self.kind.id,
                "quartier_topic_ids": [fields.Command.set(self.part.ids)],
            }
        )
        self.assertEqual(self._gap().actor_count, 1)
        self.assertEqual(self._gap(topic=self.part).actor_count, 1)
        self.club.quartier_network_stage = "dormant"
        self.env.invalidate_all()
        self.assertEqual(self._gap().actor_count, 0)

    def test_confidential_persons_do_not_count(self):
        resident = self._new_resident(self.office, quartier_actor_type_id=self.kind.id)
        resident.quartier_topic_ids = self.topic
        self.assertEqual(self._gap().actor_count, 0)

    def test_not_needed(self):
        self._gap().action_not_needed()
        self.assertFalse(self._gap())
        self.assertTrue(self._gap(topic=self.part))

    def test_opens_the_actors(self):
        action = self._gap().action_view_actors()
        self.assertEqual(
            action["context"]["default_quartier_actor_type_id"], self.kind.id
        )
