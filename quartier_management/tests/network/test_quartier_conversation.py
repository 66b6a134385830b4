from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from ..common import QuartierCommon


class ConversationCommon(QuartierCommon):
    """A club with somebody who speaks for it, and who talks to them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.club = cls.env["res.partner"].create(
            {"name": "Probeverein", "is_company": True}
        )
        cls.speaker = cls.env["res.partner"].create(
            {"name": "Vera Vorsitz", "parent_id": cls.club.id, "function": "Vorsitz"}
        )

    @classmethod
    def _record(cls, partners, user=None, **values):
        return (
            cls.env["quartier.conversation"]
            .with_user(user or cls.office)
            .create({"partner_ids": partners.ids, "kind": "phone", **values})
        )


@tagged("standard", "post_install", "-at_install")
class TestQuartierConversation(ConversationCommon):
    def test_short_form_needs_nothing_but_a_partner(self):
        action = self.speaker.with_user(self.office).action_record_conversation()
        form = Form(
            self.env["quartier.conversation"]
            .with_user(self.office)
            .with_context(**action["context"]),
            view=action["view_id"][0],
        )
        conversation = form.save()
        self.assertEqual(conversation.partner_ids, self.speaker)
        self.assertEqual(conversation.user_id, self.office)
        self.assertEqual(conversation.quartier_id, self.west)
        self.assertEqual(conversation.date, fields.Date.context_today(conversation))

    def test_next_step_becomes_an_activity_of_the_colleague(self):
        conversation = self._record(
            self.speaker, next_step="Programm schicken", user_id=self.manager.id
        )
        activity = conversation.activity_ids
        self.assertEqual(activity.summary, "Programm schicken")
        self.assertEqual(activity.user_id, self.manager)
        due = fields.Date.context_today(conversation) + timedelta(days=7)
        self.assertEqual(activity.date_deadline, due)

    def test_without_next_step_no_activity(self):
        self.assertFalse(self._record(self.speaker).activity_ids)

    def test_without_partner(self):
        message = "with whom"
        with self.assertRaisesRegex(ValidationError, message):
            self._record(self.env["res.partner"])
        conversation = self._record(self.speaker)
        with self.assertRaisesRegex(ValidationError, message):
            conversation.partner_ids = False

    @freeze_time("2030-03-30 22:30:00")  # 23:30 in the office
    def test_future_is_refused_by_the_clock_of_the_office(self):
        self._record(self.speaker, date="2030-03-30")
        with self.assertRaisesRegex(ValidationError, "future"):
            self._record(self.speaker, date="2030-03-31")

    @freeze_time("2030-03-30 23:30:00")  # 00:30 in the office, the night of the change
    def test_the_day_begins_by_the_clock_of_the_office(self):
        self._record(self.speaker, date="2030-03-31")

    def test_archived_partners_stay_in_the_conversation(self):
        conversation = self._record(self.speaker)
        self.speaker.active = False
        conversation.invalidate_recordset()
        self.assertEqual(conversation.partner_ids, self.speaker)

    def test_partner_with_conversations_is_not_deleted(self):
        self._record(self.speaker)
        with (
            self.assertRaises(Exception) as refusal,
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.speaker.unlink()
        self.assertEqual(type(refusal.exception).__name__, "ForeignKeyViolation")

    def test_merging_keeps_conversations(self):
        twin = self.club.copy({"name": "Probeverein e. V."})
        both = self._record(self.club + twin)
        single = self._record(twin)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (self.club + twin).ids, self.club
        )
        self.env.invalidate_all()
        self.assertEqual(both.partner_ids, self.club)
        self.assertEqual(single.partner_ids, self.club)


@tagged("standard", "post_install", "-at_install")
class TestConversationAccess(ConversationCommon):
    def _visible(self, user, conversation):
        found = (
            self.env["quartier.conversation"]
            .with_user(user)
            .search([("id", "=", conversation.id)])
        )
        return bool(found)

    def test_shared_partners(self):
        conversation = self._record(self.speaker)
        for user in (self.office, self.manager, self.both, self.reader):
            self.assertTrue(self._visible(user, conversation), user.name)
        with self.assertRaises(AccessError):
            self._visible(self.employee, conversation)

    def test_for_the_team_only(self):
        conversation = self._record(self.speaker, team_only=True)
        self.assertTrue(self._visible(self.manager, conversation))
        for user in (self.reader, self.manager_ost, self.admin):
            self.assertFalse(self._visible(user, conversation), user.name)

    def test_one_confidential_person_hides_the_conversation(self):
        resident = self._new_resident(self.office)
        conversation = self._record(self.speaker + resident)
        self.assertTrue(self._visible(self.manager, conversation))
        for user in (self.reader, self.manager_ost, self.admin):
            self.assertFalse(self._visible(user, conversation), user.name)

    def test_an_archived_confidential_person_hides_it_too(self):
        resident = self._new_resident(self.office)
        conversation = self._record(self.speaker + resident)
        resident.active = False
        self.assertFalse(self._visible(self.reader, conversation))

    def test_a_removed_member_loses_it_at_once(self):
        resident = self._new_resident(self.office)
        conversation = self._record(resident, user=self.manager, next_step="Anrufen")
        conversation.activity_ids.sudo().user_id = self.office
        self.assertTrue(self._visible(self.office, conversation))
        self.west.with_user(self.admin).member_ids -= self.office
        self.assertFalse(self._visible(self.office, conversation))
        self.assertEqual(conversation.activity_ids.user_id, self.manager)

    def test_nobody_else_writes(self):
        conversation = self._record(self.speaker)
        for user in (self.reader, self.manager_ost, self.admin):
            with self.assertRaises(AccessError):
                conversation.with_user(user).note = "geändert"

    def test_another_office_cannot_be_given_one(self):
        with self.assertRaises(AccessError):
            self._record(self.speaker, quartier_id=self.ost.id)
        conversation = self._record(self.speaker)
        with self.assertRaises(AccessError):
            conversation.quartier_id = self.ost

    def test_guessed_ids_of_confidential_persons(self):
        stranger = self._new_resident(self.manager_ost)
        with self.assertRaises(AccessError):
            self._record(stranger)
        conversation = self._record(self.speaker)
        with self.assertRaises(AccessError):
            conversation.write({"partner_ids": [(4, stranger.id)]})
