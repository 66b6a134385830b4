from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import tagged

from .test_quartier_conversation import ConversationCommon


@tagged("standard", "post_install", "-at_install")
class TestNetworkStage(ConversationCommon):
    """What is recorded moves the stage up; what somebody decided stays."""

    def _stage(self):
        return self.club.quartier_network_stage

    def test_each_kind(self):
        for kind, stage in (
            ("phone", "contacted"),
            ("mail", "contacted"),
            ("press", "contacted"),
            ("talk", "met"),
            ("visit", "met"),
            ("event", "met"),
        ):
            with self.subTest(kind):
                self.club.quartier_network_stage = "identified"
                self._record(self.speaker, kind=kind)
                self.assertEqual(self._stage(), stage)

    def test_never_down(self):
        self.club.quartier_network_stage = "cooperating"
        self._record(self.speaker)
        self.assertEqual(self._stage(), "cooperating")

    def test_set_by_hand_until_something_brings_it_closer(self):
        self._record(self.speaker, kind="visit")
        self.club.with_user(self.office).quartier_network_stage = "contacted"
        self._record(self.speaker, kind="phone")
        self.assertEqual(self._stage(), "contacted")
        self._record(self.speaker, kind="visit")
        self.assertEqual(self._stage(), "met")

    def test_corrected_kind(self):
        conversation = self._record(self.speaker)
        conversation.kind = "visit"
        self.assertEqual(self._stage(), "met")

    def test_dormant_wakes_by_what_is_recent(self):
        today = fields.Date.context_today(self.club)
        self.club.quartier_network_stage = "dormant"
        self._record(self.speaker, date=today - relativedelta(years=5))
        self.assertEqual(self._stage(), "dormant")
        self._record(self.speaker, date=today)
        self.assertEqual(self._stage(), "contacted")

    def test_doing_something_together(self):
        event = self._new_event()
        self.env["quartier.event.participation"].create(
            {"event_id": event.id, "partner_id": self.club.id, "role": "guest"}
        )
        self.assertFalse(self._stage())
        project = self._new_project()
        self.env["quartier.project.participation"].create(
            {"project_id": project.id, "partner_id": self.club.id}
        )
        self.assertEqual(self._stage(), "cooperating")

    def test_a_confidential_person_moves_nobody_above(self):
        member = self._new_resident(self.office, parent_id=self.club.id)
        self._record(member, kind="visit")
        self.assertFalse(self._stage())

    def test_private_persons_have_no_stage(self):
        resident = self._new_resident(self.office)
        self._record(resident)
        self.assertFalse(resident.quartier_network_stage)

    def test_the_office_is_no_actor_of_its_own(self):
        self._record(self.west.partner_id)
        self.assertFalse(self.west.partner_id.quartier_network_stage)

    def test_tracked(self):
        self.env.flush_all()
        self.cr.precommit.clear()  # the club is no new one any more
        (
            self.env["quartier.conversation"]
            .with_user(self.office)
            .with_context(tracking_disable=False)
            .create({"partner_ids": self.club.ids, "kind": "visit"})
        )
        self.env.flush_all()
        self.cr.precommit.run()
        self.env.invalidate_all()
        values = self.club.message_ids.sudo().tracking_value_ids
        self.assertIn("quartier_network_stage", values.mapped("field_id.name"))
