from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .consent_common import ConsentCommon


@tagged("standard", "post_install", "-at_install")
class TestConsent(ConsentCommon):
    """Rows are added, and the latest one counts."""

    def test_recorded_withdrawn_and_given_again(self):
        given = self._record(remark="Ordner 3")
        self.assertEqual(given.recorded_by, self.office)
        self.assertEqual(given.text_id, self.photo.text_id)
        self.assertTrue(given.is_current and given.is_allowing)
        withdrawn = self._record(decision="withdrawn", how="oral")
        self.assertEqual(self.rosa.quartier_current_consent_ids, withdrawn)
        self.assertFalse(given.is_current or withdrawn.is_allowing)
        again = self._record()
        self.assertEqual(self.rosa.quartier_current_consent_ids, again)
        self.assertEqual(self._rows(), again + withdrawn + given)

    def test_the_day_of_the_decision_counts_not_that_of_the_entry(self):
        now = fields.Datetime.now()
        self._record(decision="withdrawn", decided_on=now - timedelta(days=1))
        self._record(decided_on=now - timedelta(days=9))
        self.assertEqual(self._state(self.photo), "withdrawn")

    def test_noted_with_the_person(self):
        self._record()
        note = self.rosa.message_ids[0]
        self.assertIn("Photographs: Given (Signed on paper)", note.body)

    def test_forms_of_the_contact(self):
        action = self.rosa.with_user(self.office).action_quartier_record_consent()
        form = self._form(action)
        form.purpose_id = self.photo
        self.assertEqual(form.text_id, self.photo.text_id)
        given = form.save()
        form = self._form(given.action_withdraw())
        form.how = "oral"
        self.assertEqual(form.save().decision, "withdrawn")
        with self.assertRaisesRegex(UserError, "no consent in force"):
            self.rosa.with_user(self.office).action_quartier_withdraw_consent()

    def _form(self, action):
        consents = self.env["quartier.consent"].with_user(self.office)
        consents = consents.with_context(**action["context"])
        view = "quartier_management.quartier_consent_view_form_record"
        return Form(consents, view=view)

    def test_nobody_changes_or_deletes(self):
        consent = self._record()
        users = (self.office, self.manager, self.both, self.admin)
        for user in (*users, self.env.ref("base.user_admin")):
            user.group_ids = [Command.link(self.env.ref("base.group_system").id)]
            own = consent.with_user(user)
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    own.write({"remark": "x"})
                with self.assertRaises(AccessError):
                    own.unlink()
                command = Command.update(consent.id, {"decision": "withdrawn"})
                with self.assertRaises(AccessError):
                    self.rosa.with_user(user).write({"quartier_consent_ids": [command]})

    def test_a_right_given_by_mistake_opens_nothing(self):
        self.env["ir.model.access"].create(
            {
                "name": "by mistake",
                "model_id": self.env["ir.model"]._get("quartier.consent").id,
                "perm_read": True,
                "perm_write": True,
                "perm_unlink": True,
            }
        )
        consent = self._record().with_user(self.manager)
        with self.assertRaisesRegex(AccessError, "never changed"):
            consent.write({"decision": "withdrawn"})
        with self.assertRaisesRegex(AccessError, "never changed"):
            consent.unlink()

    def test_what_only_the_system_notes(self):
        for values in (
            {"recorded_by": self.manager.id},
            {"email": "rosa@example.org"},
            {"decision": "requested"},
            {"how": "web"},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self._record(purpose=self.newsletter, **values)
        consents = self.env["quartier.consent"].with_context(
            default_recorded_by=self.manager.id, default_email="x@example.org"
        )
        consent = consents.with_user(self.office).create(
            {"partner_id": self.rosa.id, "purpose_id": self.photo.id}
        )
        self.assertEqual(consent.recorded_by, self.office)
        self.assertFalse(consent.email)

    def test_refused(self):
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        for values, message in (
            ({"decided_on": tomorrow}, "in the future"),
            ({"decided_on": "2001-01-01 12:00:00"}, "no text"),
            ({"purpose": self.newsletter, "how": "oral"}, "orally"),
            ({"text_id": self.newsletter.text_id.id}, "is no text for"),
        ):
            with (
                self.subTest(message=message),
                self.assertRaisesRegex(ValidationError, message),
            ):
                self._record(**values)

    def test_erased(self):
        _requests, _path = self._ask(self.newsletter)
        self._record()
        self._rows()._erase()
        self.assertFalse(self._rows())
        links = self.env["quartier.consent.link"]
        self.assertFalse(links.search([("partner_id", "=", self.rosa.id)]))


@tagged("standard", "post_install", "-at_install")
class TestConsentText(ConsentCommon):
    def test_what_was_read_stays(self):
        text = self.env["quartier.consent.text"].create(
            {"purpose_id": self.photo.id, "text": "Erster Entwurf"}
        )
        text.with_user(self.manager).text = "Endgültig"
        self._record()
        for values in ({"text": "Ganz anders"}, {"valid_from": "2020-01-01"}):
            with self.assertRaisesRegex(UserError, "has been used"):
                text.with_user(self.manager).write(values)
        with self.assertRaisesRegex(UserError, "has been used"):
            text.with_user(self.admin).unlink()
        text.with_user(self.manager).note = "Geprüft"

    def test_a_new_version(self):
        old = self._record(partner=self.club)
        texts = self.env["quartier.consent.text"].with_user(self.manager)
        # by whichever clock: after midnight at the office UTC is a day behind
        today = fields.Date.today()
        new, later = texts.create(
            [
                {"purpose_id": self.photo.id, "text": "Neu", "valid_from": today},
                {
                    "purpose_id": self.photo.id,
                    "text": "Später",
                    "valid_from": today + timedelta(days=30),
                },
            ]
        )
        self.assertEqual((new.version, later.version), (2, 3))
        self.assertEqual(self.photo.text_id, new)
        self.assertEqual(self._record().text_id, new)
        self.assertEqual(old.text_id.version, 1)


@tagged("standard", "post_install", "-at_install")
class TestConsentOfPersons(ConsentCommon):
    """Who sees whose consents, and who may be written to."""

    def test_hidden_with_the_person(self):
        consent = self._record()
        consents = self.env["quartier.consent"]
        for user in (self.reader, self.manager_ost, self.admin):
            own = consents.with_user(user)
            domain = [("purpose_id", "=", self.photo.id), ("id", "=", consent.id)]
            with self.subTest(user=user.login):
                self.assertFalse(own.search(domain))
                self.assertFalse(own._read_group(domain, ["partner_id"], ["__count"]))
                self.assertFalse(own._current(self.rosa, self.photo))
                self.assertFalse(self.rosa.with_user(user)._quartier_may("photo"))
                with self.assertRaises(AccessError):
                    own.browse(consent.id).read(["display_name"])
                with self.assertRaises(AccessError):
                    self._record(user=user)
        with self.assertRaises(AccessError):
            consents.with_user(self.employee).search([])

    def test_hidden_in_searches_for_contacts(self):
        self._record()
        domain = [("quartier_consented_purpose_ids", "in", self.photo.ids)]
        partners = self.env["res.partner"]
        self.assertIn(self.rosa, partners.with_user(self.office).search(domain))
        self.assertNotIn(self.rosa, partners.with_user(self.manager_ost).search(domain))
        with self.assertRaises(AccessError):
            partners.with_user(self.employee).search(domain)

    def test_guessed_ids(self):
        """Forms of one's own tell nothing of persons whom one may not see."""
        wizards = self.env["quartier.consent.ask"].with_user(self.manager_ost)
        wizard = wizards.create({"partner_id": self.rosa.id})
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            wizard.read(["email"])
        consents = self.env["quartier.consent"].with_user(self.manager_ost)
        right, wrong = (
            consents.onchange(
                {"partner_id": self.rosa.id, "email": email},
                ["email"],
                {"address_changed": {}},
            )
            for email in ("rosa@example.org", "anders@example.org")
        )
        self.assertEqual(right, wrong)

    def test_of_another_company(self):
        consent = self._record(self.club)
        self.club.company_id = self.env["res.company"].create({"name": "Probe-AG"})
        self.env.flush_all()
        self.assertFalse(consent.with_user(self.office).has_access("read"))

    def test_follow_a_handover(self):
        consent = self._record()
        self.rosa.with_user(self.office)._quartier_handover(self.ost, "umgezogen")
        self.assertFalse(consent.with_user(self.office).has_access("read"))
        self.assertTrue(consent.with_user(self.manager_ost).has_access("read"))

    def test_shared_contacts(self):
        self._record(self.club, user=self.manager_ost)
        self.assertEqual(
            self.club.with_user(self.reader)._quartier_may("photo"), self.club
        )
        with self.assertRaises(AccessError):
            self._record(self.club, user=self.reader)

    def test_search(self):
        self._record()
        persons = self.rosa + self.club
        partners = self.env["res.partner"]
        for condition, found in (
            (("quartier_consented_purpose_ids", "=", self.photo.id), self.rosa),
            (("quartier_consented_purpose_ids", "ilike", "Photograph"), self.rosa),
            (("quartier_consented_purpose_ids", "!=", self.photo.id), self.club),
            (("quartier_consented_purpose_ids", "=", False), self.club),
            (("quartier_consented_purpose_ids", "!=", False), self.rosa),
        ):
            with self.subTest(condition=condition):
                domain = [("id", "in", persons.ids), condition]
                self.assertEqual(partners.search(domain), found)

    def test_search_for_what_counts(self):
        given = self._record()
        withdrawn = self._record(decision="withdrawn")
        own = [("partner_id", "=", self.rosa.id)]
        consents = self.env["quartier.consent"]
        for condition, found in (
            (("is_current", "=", True), withdrawn),
            (("is_current", "=", False), given),
            (("is_allowing", "=", True), consents),
            (("is_allowing", "!=", True), withdrawn + given),
        ):
            with self.subTest(condition=condition):
                self.assertEqual(consents.search([*own, condition]), found)

    def test_who_may_be_written_to(self):
        persons = self.rosa + self.club
        self.assertFalse(persons._quartier_may("photo"))
        self._record()
        self._record(self.club, self.newsletter)
        self.assertEqual(persons._quartier_may("photo"), self.rosa)
        self.assertEqual(persons._quartier_may("newsletter_email"), self.club)
        self.assertFalse(persons._quartier_may("unknown"))
        self.photo.active = False
        self.assertFalse(persons._quartier_may("photo"))

    def test_any_number_of_persons_at_once(self):
        persons = self.env["res.partner"].create(
            [{"name": f"P{number}"} for number in range(60)]
        )
        self.env["quartier.consent"].create(
            [
                {"partner_id": person.id, "purpose_id": self.photo.id, "decision": step}
                for person in persons
                for step in ("given", "withdrawn", "given")
            ]
        )
        for some in (persons[:5], persons):
            self.env.flush_all()
            self.env.invalidate_all()
            # the decisions, what they say, the addresses
            with self.assertQueryCount(3):
                self.assertEqual(some._quartier_may("photo"), some)

    def test_merged(self):
        now = fields.Datetime.now()
        double = self._new_resident(self.office, "Rosa Geheim 2")
        first = self._record(double, decided_on=now - timedelta(days=9))
        second = self._record(
            decision="withdrawn", decided_on=now - timedelta(days=5), how="oral"
        )
        third = self._record(double, decided_on=now - timedelta(days=1))
        other = self._record(double, self.newsletter)
        self.env.flush_all()
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        merge._merge((self.rosa + double).ids, self.rosa)
        self.env.invalidate_all()
        self.assertFalse(double.exists())
        self.assertEqual(self._rows(), other + third + second + first)
        self.assertEqual(self.rosa.quartier_current_consent_ids, other + third)
