from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .person_common import PersonCommon


@tagged("standard", "post_install", "-at_install")
class TestPersonErasure(PersonCommon):
    """Erasure of a person (Art. 17 GDPR): what was shown is what happens."""

    def _wizard(self, user=None, person=None):
        wizard = self.env["quartier.person.erasure"].with_user(user or self.manager)
        return wizard.create({"partner_id": (person or self.rosa).id})

    def _erase(self, person=None):
        return (person or self.rosa).with_user(self.manager)._quartier_erase("request")

    def _everywhere(self, text):
        """Return the tables that hold a text."""
        self.env.flush_all()
        found = []
        for model in self.env.registry.values():
            if model._abstract or not model._auto or model._transient:
                continue
            if model._name.startswith(("ir.model", "ir.ui", "ir.act", "bus.")):
                continue
            self.env.cr.execute(
                f'SELECT count(*) FROM "{model._table}" t WHERE t::text ILIKE %s',
                [f"%{text}%"],
            )
            if self.env.cr.fetchone()[0]:
                found.append(model._table)
        return found

    def test_nothing_is_left(self):
        self._erase()
        self.assertFalse(self.rosa.exists() + self.address.exists())
        self.assertFalse(self.request.exists() or self.document.exists())
        for text in (
            "Rosa Geheim",
            "Rosa c/o",
            "Rosa bringt",
            "Rosa holt",
            "Rosa möchte",
            "Rosa sucht",
            "Rosa singt",
            "Rosa, Ordner",
            "geheim.example",
            "0151 234",
        ):
            self.assertEqual(self._everywhere(text), [], text)
        self.assertTrue(self.other.exists())

    def test_facts_stay(self):
        before = self._figures()
        self._erase()
        self.env.invalidate_all()
        self.assertEqual(self._figures(), before)
        neutral = self.booking.sudo().partner_id
        for row in (self.part, self.project_part, self.series_part):
            self.assertEqual(row.sudo().partner_id, neutral)
        self.assertEqual((neutral.name, neutral.active), ("Erased person", False))
        self.assertEqual(self.part.note, False)
        for user, seen in ((self.office, True), (self.reader, False)):
            self.env.invalidate_all()
            found = self.part.with_user(user).search([("id", "=", self.part.id)])
            self.assertEqual(bool(found), seen, user.name)

    def _figures(self):
        """What use of rooms and participation say, for everyone who may ask."""
        self.env.flush_all()
        figures = []
        for user in (self.office, self.reader, self.manager_ost):
            use = self.env["quartier.room.utilisation"].with_user(user)
            figures.append(
                use.formatted_read_group(
                    [("room_id", "=", self.room.id)],
                    ["room_id", "partner_id"],
                    ["booking_count:sum", "hours_used:sum", "__count"],
                )
            )
            for model in ("event", "project", "series"):
                rows = self.env[f"quartier.{model}.participation"].with_user(user)
                figures.append(
                    rows.formatted_read_group(
                        [("quartier_id", "=", self.west.id)], ["role"], ["__count"]
                    )
                )
        return figures

    def test_two_erased_persons_in_one_event(self):
        self.part.copy({"partner_id": self.other.id})
        self._erase()
        self._erase(self.other)
        rows = self.event.quartier_participation_ids
        self.assertEqual(len(rows), 2)
        self.assertEqual(len(rows.sudo().partner_id), 2)
        # and a third one elsewhere is not told apart from the first
        third = self._new_resident(self.office, name="Dritte Person")
        event = self._new_event(start="2030-06-04 10:00:00", stop="2030-06-04 11:00:00")
        row = self.part.copy({"partner_id": third.id, "event_id": event.id})
        self._erase(third)
        self.assertEqual(row.sudo().partner_id, self.part.sudo().partner_id)

    def test_person_and_address_in_one_event(self):
        self.part.copy({"partner_id": self.address.id})
        self._erase()
        self.assertEqual(len(self.event.quartier_participation_ids), 1)

    @freeze_time("2030-01-02 12:00")
    def test_dates_of_an_offer_keep_their_number(self):
        self.series.write(
            {
                "category_id": self.category.id,
                "weekday": "0",
                "hour_from": 11,
                "hour_to": 13,
                "date_from": "2030-01-01",
                "date_until": "2030-03-31",
                "public_holidays": "takes_place",
            }
        )
        self.series.action_start()
        events = self.series.event_ids
        self.assertTrue(events.quartier_participation_ids)
        before = len(events.quartier_participation_ids)
        # somebody else erased took part in one of the dates
        events[0].quartier_participation_ids.create(
            {"event_id": events[0].id, "partner_id": self.other.id}
        )
        self._erase(self.other)
        self._erase()
        self.assertEqual(len(events.quartier_participation_ids), before + 1)

    def test_preview_is_what_happens(self):
        steps, obstacles = self.rosa.with_user(self.manager)._quartier_erasure_preview()
        self.assertFalse(obstacles)
        shown = {step.key: (step.fate, len(step.records)) for step in steps}
        for key, expected in {
            "contact": ("delete", 1),
            "addresses": ("delete", 1),
            "documents": ("delete", 1),
            "room_requests": ("delete", 1),
            "room_bookings": ("anonymise", 1),
            "event_participations": ("anonymise", 1),
            "project_participations": ("anonymise", 1),
        }.items():
            self.assertEqual(shown.get(key), expected, key)
        log = self._erase()
        for step in steps:
            left = step.records.exists()
            if step.fate == "delete":
                self.assertFalse(left, step.key)
            else:
                self.assertEqual(len(left), len(step.records), step.key)
            told = {"delete": log.deleted, "anonymise": log.anonymised}
            line = f"{step.title}: {len(step.records)}"
            self.assertIn(line, told.get(step.fate, log.kept))

    def test_wizard(self):
        wizard = self._wizard()
        self.assertIn("Use of rooms", wizard.preview)
        with self.assertRaises(UserError):
            wizard.action_erase()
        with Form(wizard) as form:
            form.reason = "request"
            form.understood = True
        wizard.action_erase()
        log = self.env["quartier.erasure.log"].with_user(self.manager)
        log = log.search([("quartier_id", "=", self.west.id)])
        self.assertEqual((log.user_id, log.reason), (self.manager, "request"))
        values = str(log.read())
        self.assertNotIn("Rosa", values)
        with self.assertRaises(AccessError):
            log.create({"reason": "request"})

    def test_conversations(self):
        """What was said with the person alone is gone, that somebody talked stays."""
        self._erase()
        self.assertEqual(self.talk_together.partner_ids, self.club)
        self.assertEqual(self.talk_together.note, "Sommerfest")
        self.assertTrue(self.talk.sudo().partner_ids.quartier_neutral)
        self.assertFalse(self.talk.note or self.talk.message_ids)
        self.assertFalse(self.relation.exists() or self.consent.exists())
        found = self.talk.with_user(self.reader).search([("id", "=", self.talk.id)])
        self.assertFalse(found)

    def test_twice(self):
        wizard = self._wizard()
        self._erase()
        self.assertFalse(wizard.exists())
        with self.assertRaises(UserError):
            self._erase()

    def test_all_or_nothing(self):
        unlink = type(self.env["res.partner"]).unlink

        def fail(partners):
            unlink(partners)
            raise UserError(partners.env._("no"))

        with (
            patch.object(type(self.env["res.partner"]), "unlink", fail),
            self.assertRaises(UserError),
        ):
            self._erase()
        self.env.invalidate_all()
        self.assertTrue(self.rosa.exists() and self.request.exists())
        self.assertEqual(self.part.sudo().partner_id, self.rosa)
        self.assertEqual(self.booking.note, "Rosa holt den Schlüssel")
        self.assertFalse(self.env["quartier.erasure.log"].search([]))

    def test_roles(self):
        for user in (
            self.employee,
            self.reader,
            self.office,
            self.both,
            self.admin,
            self.manager_ost,
        ):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._wizard(user).read(["preview"])
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.rosa.with_user(user)._quartier_erase("request")

    def test_login_has_to_end_first(self):
        login = self._new_login()
        person = login.partner_id
        with self.assertRaisesRegex(UserError, "sign in"):
            self._erase(person)
        self.assertIn("sign in", self._wizard(person=person).obstacles)
        login.active = False
        self._erase(person)
        self.assertFalse(login.exists() or person.exists())

    def test_others_uses_stand_against_it(self):
        shared = (
            self.env["res.partner"]
            .with_user(self.manager)
            .create({"name": "Ada Offen"})
        )
        self.env["account.analytic.line"].create(
            {
                "name": "Honorar",
                "partner_id": shared.id,
                "account_id": self.env["account.analytic.account"]
                .create(
                    {
                        "name": "Probe",
                        "plan_id": self.env["account.analytic.plan"]
                        .create({"name": "Probe"})
                        .id,
                    }
                )
                .id,
            }
        )
        with self.assertRaisesRegex(UserError, "Analytic Line"):
            self._erase(shared)
        self.assertTrue(shared.exists())

    def test_messages_and_history_elsewhere(self):
        shared = (
            self.env["res.partner"]
            .with_user(self.manager)
            .create({"name": "Ada Offen", "email": "ada@offen.example"})
        )
        task = self.env["project.task"].create(
            {"name": "Probe", "project_id": self.project.id}
        )
        task = task.with_context(tracking_disable=False)
        text = "Bitte um Rückruf"
        message = task.message_post(body=text, author_id=shared.id)
        task.write({"partner_id": shared.id})
        self._invite(self.event, shared)
        self.env.cr.flush()
        self._erase(shared)
        self.assertIn("Rückruf", message.body)
        self.assertFalse(message.author_id or task.partner_id)
        self.assertEqual(self._everywhere("ada@offen"), [])
        self.assertEqual(self._everywhere("Ada Offen"), [])
