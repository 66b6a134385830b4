from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, HttpCase, tagged

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestQuartierDuplicate(QuartierCommon):
    def setUp(self):
        super().setUp()
        self.env["quartier.duplicate"].search([]).unlink()
        self.club, self.again = self._new_clubs("Verein Nord", "Verein-Nord e.V.")

    def _new_clubs(self, *names, **values):
        return self.env["res.partner"].create(
            [
                {
                    "name": name,
                    "is_company": True,
                    "quartier_network_stage": "identified",
                    **values,
                }
                for name in names
            ]
        )

    def _pairs(self, user=None):
        pairs = self.env["quartier.duplicate"].with_user(user or self.office)
        pairs._search_duplicates()
        own = self.club | self.again
        found = pairs.search([("state", "=", "open")])
        return found.filtered(lambda pair: (pair.partner_id | pair.other_id) & own)

    def test_found_once(self):
        pair = self._pairs()
        self.assertEqual(pair.partner_id | pair.other_id, self.club | self.again)
        self.assertEqual(self._pairs(self.reader), pair)

    def test_no_duplicate_is_remembered(self):
        self._pairs().action_distinct()
        self.assertFalse(self._pairs())

    def test_only_the_decision_is_written(self):
        """Nobody makes pairs of contacts by hand: the names would be shown."""
        pair = self._pairs().with_user(self.reader)
        for field in ("partner_id", "other_id", "score"):
            with self.subTest(field=field), self.assertRaises(AccessError):
                pair.write({field: self.west.partner_id.id})
        pair.action_distinct()
        self.assertEqual(pair.state, "distinct")

    def test_search_button(self):
        answer = self.env["quartier.duplicate"].with_user(self.office).action_search()
        self.assertEqual(answer["params"]["type"], "success")

    def test_residents_are_paired_with_each_other_only(self):
        rosa = self._new_resident(self.office, "Rosa Wolf", email="r@example.org")
        same = self._new_resident(self.manager, "Wolf, Rosa", email="r@example.org")
        shared = self.env["res.partner"].create(
            {"name": "Rosa Wolf", "email": "r@example.org", "quartier_id": self.west.id}
        )
        theirs = self._new_resident(
            self.manager_ost, "Rosa Wolf", email="r@example.org"
        )
        (rosa | same | theirs).sudo().quartier_network_stage = "met"
        self.env["quartier.duplicate"]._cron_search()
        pairs = self.env["quartier.duplicate"].search([])
        persons = rosa | same | shared | theirs
        found = pairs.filtered(lambda pair: (pair.partner_id | pair.other_id) & persons)
        self.assertEqual(found.partner_id | found.other_id, rosa | same)
        for user, seen in (
            (self.manager, found),
            (self.both, found),
            (self.reader, found.browse()),
            (self.manager_ost, found.browse()),
            (self.admin, found.browse()),
        ):
            visible = pairs.with_user(user).search([("id", "in", found.ids)])
            self.assertEqual(visible.with_env(self.env), seen)

    def test_merge_keeps_everything(self):
        """Conversations, relations, consents, events and rooms go over."""
        school = self._new_clubs("Schule Süd")
        kind = self.env.ref("quartier_management.quartier_relation_kind_cooperates")
        conversation = self.env["quartier.conversation"].create(
            {
                "partner_ids": [Command.set((self.club | self.again).ids)],
                "quartier_id": self.west.id,
            }
        )
        relation = self.env["quartier.relation"].create(
            {
                "partner_id": self.again.id,
                "kind_id": kind.id,
                "other_id": school.id,
            }
        )
        consent = self.env["quartier.consent"].create(
            {
                "partner_id": self.again.id,
                "purpose_id": self.env.ref(
                    "quartier_management.quartier_consent_purpose_photo"
                ).id,
            }
        )
        room = self.env["quartier.room"].create(
            {"name": "Saal", "quartier_id": self.west.id}
        )
        event = self.env["calendar.event"].create(
            {
                "name": "Fest",
                "start": "2026-03-03 10:00:00",
                "stop": "2026-03-03 12:00:00",
                "quartier_id": self.west.id,
                "quartier_category_id": self.category.id,
                "quartier_participation_ids": [
                    Command.create({"partner_id": partner.id, "role": "lead"})
                    for partner in (self.club, self.again)
                ],
            }
        )
        booking = self.env["quartier.room.booking"].create(
            {
                "event_id": event.id,
                "room_id": room.id,
                "partner_id": self.again.id,
            }
        )
        action = self._pairs().action_merge()
        wizard = self.env[action["res_model"]].with_user(self.office)
        with Form(wizard.with_context(**action["context"])) as form:
            form.dst_partner_id = self.club
        form.save().action_merge()
        self.assertFalse(self.again.exists())
        self.env.invalidate_all()
        self.assertEqual(conversation.partner_ids, self.club)
        self.assertEqual(relation.partner_id, self.club)
        self.assertEqual(consent.partner_id, self.club)
        self.assertEqual(booking.partner_id, self.club)
        self.assertEqual(event.quartier_participation_ids.partner_id, self.club)
        self.assertFalse(self._pairs())

    def test_merge_of_too_many(self):
        self._new_clubs("Verein Nord", "Verein Nord eV")
        with self.assertRaises(UserError):
            self._pairs().action_merge()


@tagged("standard", "post_install", "-at_install")
class TestQuartierDuplicateButton(QuartierCommon, HttpCase):
    def test_search(self):
        """The button above the list passes the chosen records, here none."""
        self.authenticate(self.office.login, self.office.login)
        answer = self.url_open(
            "/web/dataset/call_button/quartier.duplicate/action_search",
            json={
                "params": {
                    "model": "quartier.duplicate",
                    "method": "action_search",
                    "args": [[]],
                    "kwargs": {},
                }
            },
        ).json()
        self.assertEqual(answer["result"]["tag"], "display_notification")
