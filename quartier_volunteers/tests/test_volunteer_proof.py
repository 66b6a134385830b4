from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .people_common import PeopleCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerProof(PeopleCommon):
    """For how long papers are valid, and what is missing."""

    def test_validity_by_rule_and_months(self):
        secrecy = self.env.ref("quartier_volunteers.proof_type_secrecy")
        own = secrecy.copy({"name": "Schulung", "validity_months": 6})
        for kind, expected in (
            (self.first_aid, "2028-02-28"),
            (own, "2026-08-28"),
            (secrecy, "False"),
        ):
            proof = self._prove(kind, "2026-02-28")
            with self.subTest(kind=kind.name):
                self.assertEqual(str(proof.valid_until), expected)

    def test_another_rule_from_a_day_on(self):
        self.env["quartier.rule"].create(
            {
                "name": "Erste Hilfe",
                "key": "first_aid_months",
                "value": 36,
                "date_from": "2030-01-01",
                "source": "Probe",
            }
        )
        before = self._prove(self.first_aid, "2029-12-31")
        after = self._prove(self.first_aid, "2030-01-01")
        self.assertEqual(str(before.valid_until), "2031-12-31")
        self.assertEqual(str(after.valid_until), "2033-01-01")

    def test_the_paper_may_say_otherwise(self):
        proof = self._prove(self.first_aid, "2026-02-28", valid_until="2027-01-01")
        self.assertEqual(str(proof.valid_until), "2027-01-01")

    def test_a_rule_has_to_exist(self):
        with self.assertRaisesRegex(ValidationError, "no rule"):
            self.first_aid.validity_rule = "nonsense"

    def test_missing_on_a_day(self):
        self._require(self.first_aid)
        self.assertEqual(self._missing("2026-06-01"), self.first_aid)
        self._prove(self.first_aid, "2026-05-10")
        for day, missing in (
            ("2026-05-09", True),
            ("2026-05-10", False),
            ("2028-05-10", False),
            ("2028-05-11", True),
        ):
            with self.subTest(day=day):
                self.assertEqual(bool(self._missing(day)), missing)

    def test_all_at_once(self):
        """Any number of people in as many queries."""
        self._require(self.first_aid, self.infection, self.conduct)
        many = self.vera + self.vera.concat(
            *(self._new_volunteer(f"Person {number}") for number in range(8))
        )
        self._prove(self.first_aid, "2026-05-10", many[3])
        self.env.invalidate_all()
        types = self.kind.proof_type_ids
        types.mapped("nature")
        day = fields.Date.to_date("2026-06-01")
        with self.assertQueryCount(5):
            missing = self._missing_of(many, types, day)
        self.assertEqual(len(missing[many[3]]), 2)
        self.assertEqual(len(missing[many[4]]), 3)

    def test_shown_with_the_person(self):
        self._require(self.first_aid)
        volunteers = self.vera.search([])
        lacking = [("lacks_proofs", "=", True), ("id", "in", volunteers.ids)]
        self.assertFalse(self.vera.lacks_proofs)
        self.vera.kind_ids = self.kind
        self.assertEqual(self.vera.missing_proof_type_ids, self.first_aid)
        self.assertIn(self.vera, volunteers.search(lacking))
        self._prove(self.first_aid, self.west._today())
        self.assertFalse(self.vera.lacks_proofs)
        self.assertNotIn(self.vera, volunteers.search(lacking))
        self.assertIn(self.vera, volunteers.search([("lacks_proofs", "=", False)]))

    def test_shown_for_what_they_signed_up_for(self):
        """On the day of the shift it counts, and who reads no assignments sees it."""
        shift = self._new_shift()
        self._require(self.first_aid)
        assignment = self._assign(self.vera, shift, state="waitlisted")
        lacking = [("lacks_proofs", "=", True), ("id", "=", self.vera.id)]
        for user in (self.coordinator, self.inspector):
            vera = self.vera.with_user(user)
            self.assertEqual(vera.missing_proof_type_ids, self.first_aid)
            self.assertEqual(vera.search(lacking), vera)
        proof = self._prove(self.first_aid, self.west._today())
        proof.valid_until = self.west._today()
        self.assertTrue(self.vera.lacks_proofs)
        proof.valid_until = shift._last_day()
        self.assertFalse(self.vera.lacks_proofs)
        proof.valid_until = self.west._today()
        assignment.sudo().state = "withdrawn"
        self.assertFalse(self.vera.lacks_proofs)

    def test_an_obstacle_of_the_shift(self):
        shift = self._new_shift()
        self.assertEqual(self._obstacles(shift), [])
        self._require(self.first_aid)
        self.assertEqual(self._obstacles(shift), ["Missing or not valid: First aid."])
        shift.sudo().proof_type_ids = self.infection
        self.assertIn("Infection", self._obstacles(shift)[0])
        self._prove(self.first_aid, self.west._today())
        self._prove(self.infection, self.west._today())
        self.assertEqual(self._obstacles(shift), [])

    @freeze_time("2026-06-01 10:00:00")
    def test_valid_until_the_end_of_a_night(self):
        """What runs out at midnight does not last for a night."""
        self._require(self.first_aid)
        self._prove(self.first_aid, "2026-01-10", valid_until="2026-06-10")
        late = {"start": "2026-06-10 20:00:00"}
        self.assertEqual(self._obstacles(self._new_shift(**late)), [])
        night = self._new_shift(**late)
        night.stop = "2026-06-11 00:30:00"
        self.assertTrue(self._obstacles(night))

    def test_the_nature_stays(self):
        """Nobody makes a paper of the certificate of conduct, to keep it."""
        with self.assertRaisesRegex(ValidationError, "does not change"):
            self.conduct.with_user(self.coordinator).nature = "document"

    def test_no_certificate_of_conduct(self):
        with self.assertRaisesRegex(ValidationError, "neither kept nor noted"):
            self._prove(self.conduct, "2026-05-10")


@tagged("standard", "post_install", "-at_install")
class TestVolunteerInfection(PeopleCommon):
    """§ 43 IfSG: certificate, start of the work in time, follow-ups, sheets."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._require(cls.infection)

    def test_the_work_begins_within_three_months(self):
        proof = self._prove(self.infection, "2026-01-10")
        self.assertEqual(str(proof.valid_until), "2026-04-10")
        self.assertTrue(self._missing("2026-04-11"))
        with self.assertRaisesRegex(ValidationError, "too old"):
            proof.begun_on = "2026-04-11"
        proof.begun_on = "2026-04-10"
        self.assertEqual(str(proof.valid_until), "2028-04-10")
        self.assertFalse(self._missing("2028-04-10"))
        self.assertTrue(self._missing("2028-04-11"))

    def test_follow_ups_go_on(self):
        self._prove(self.infection, "2026-01-10", begun_on="2026-02-01")
        self._prove(self.infection, "2028-01-20", form="follow_up")
        self.assertFalse(self._missing("2030-01-20"))
        self.assertTrue(self._missing("2030-01-21"))

    def test_a_follow_up_needs_a_beginning(self):
        self._prove(self.infection, "2028-01-20", form="follow_up")
        self.assertTrue(self._missing("2028-02-01"))

    def test_only_here(self):
        for values in (
            {"form": "follow_up"},
            {"begun_on": "2026-05-11"},
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self._prove(self.first_aid, "2026-05-10", **values)

    def test_a_sheet_counts_for_its_event(self):
        event = self._new_event(self.manager)
        other = self._new_event(self.manager, name="Anderes Fest")
        sheet = {"form": "sheet", "event_id": event.id}
        with self.assertRaisesRegex(ValidationError, "not enough"):
            self._prove(self.infection, "2030-03-01", **sheet)
        self.infection.sheet_allowed = True
        self._prove(self.infection, "2030-03-01", **sheet)
        self.assertFalse(self._missing("2030-03-04", event=event))
        self.assertTrue(self._missing("2030-03-04", event=other))
        self.assertTrue(self._missing("2030-03-04"))

    def test_signatures_of_an_event(self):
        self.infection.sheet_allowed = True
        event = self._new_event(self.manager)
        shift = self._new_shift(event_id=event.id, max_count=3)
        self._assign(self.vera, shift)
        form = Form(
            self.env["quartier.volunteer.sheet"]
            .with_user(self.coordinator)
            .with_context(default_event_id=event.id)
        )
        self.assertEqual(form.volunteer_ids[:], self.vera)
        wizard = form.save()
        wizard.action_record()
        self.assertEqual(self.vera.proof_ids.event_id, event)
        with self.assertRaisesRegex(UserError, "already"):
            wizard.action_record()


@tagged("standard", "post_install", "-at_install")
class TestVolunteerRenewal(PeopleCommon):
    """Renewals are asked for in time, and once."""

    def _remind(self, day):
        with freeze_time(f"{day} 09:00"):
            self._run("quartier.volunteer.proof", "_cron_remind")
        return self.vera.activity_ids

    def test_once_and_in_time(self):
        self._prove(self.first_aid, "2026-01-10", valid_until="2028-01-10")
        self.assertFalse(self._remind("2027-10-11"))
        activity = self._remind("2027-10-12")
        self.assertEqual(activity.user_id, self.coordinator)
        self.assertEqual(str(activity.date_deadline), "2028-01-10")
        self.assertEqual(activity.summary, "First aid of Vera Frei has to be renewed.")
        self.assertEqual(len(self._remind("2027-12-01")), 1)

    def test_what_is_renewed_is_not_asked_for(self):
        self._prove(self.first_aid, "2026-01-10", valid_until="2028-01-10")
        self._prove(self.first_aid, "2027-09-01")
        self.assertFalse(self._remind("2027-12-01"))

    def test_nobody_is_asked_who_has_ended(self):
        self._prove(self.first_aid, "2026-01-10", valid_until="2028-01-10")
        self.vera.sudo().state = "ended"
        self.assertFalse(self._remind("2027-12-01"))

    def test_in_the_language_of_who_is_asked(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.coordinator.lang = "de_DE"
        self.first_aid.with_context(lang="de_DE").name = "Erste Hilfe"
        self._prove(self.first_aid, "2026-01-10", valid_until="2028-01-10")
        self.assertIn("Erste Hilfe", self._remind("2027-12-01").summary)

    def test_the_mark_is_the_systems(self):
        proof = self._prove(self.first_aid, "2026-01-10")
        with self.assertRaises(AccessError):
            proof.reminded_on = fields.Date.today() - timedelta(days=1)
        self.assertFalse(proof.reminded_on)

    def test_many_in_batches(self):
        people = self.vera.concat(
            *(self._new_volunteer(f"Person {number}") for number in range(3))
        )
        self.proofs.create(
            [
                {
                    "volunteer_id": person.id,
                    "type_id": self.first_aid.id,
                    "date": "2026-01-10",
                    "valid_until": "2026-02-10",
                }
                for person in people
            ]
        )
        with freeze_time("2026-02-01 09:00"):
            progress = self._run("quartier.volunteer.proof", "_cron_remind")
        self.assertEqual(len(people.activity_ids), 4)
        self.assertEqual(progress.call_args.kwargs, {"remaining": 0})


@tagged("standard", "post_install", "-at_install")
class TestVolunteerKind(PeopleCommon):
    """The short check of kind, intensity and duration."""

    def test_proposals(self):
        for answers, expected in (
            (("none", "alone", "regular"), "not_required"),
            (("care", "alone", "once"), "required"),
            (("care", "public", "regular"), "required"),
            (("care", "public", "once"), "not_required"),
            (("together", "group", "regular"), "required"),
            (("together", "public", "regular"), "not_required"),
        ):
            with self.subTest(answers=answers):
                self._answer(*answers)
                self.assertEqual(self.kind.conduct_proposal, expected)
                self.assertTrue(self.kind.conduct_reason)
        self.kind.conduct_contact = False
        self.assertFalse(self.kind.conduct_proposal)

    def _answer(self, contact, intensity, duration):
        self.kind.with_user(self.coordinator).write(
            {
                "conduct_contact": contact,
                "conduct_intensity": intensity,
                "conduct_duration": duration,
            }
        )

    def test_somebody_decides(self):
        kind = self.kind.with_user(self.coordinator)
        with self.assertRaisesRegex(UserError, "answer"):
            kind.action_conduct_required()
        self._answer("care", "alone", "regular")
        self.assertFalse(kind.proof_type_ids)
        kind.action_conduct_required()
        self.assertEqual(kind.proof_type_ids, self.conduct)
        self.assertEqual(kind.conduct_decided_by_id, self.coordinator)
        # against the proposal, and in words
        kind.action_conduct_not_required()
        self.assertFalse(kind.proof_type_ids)
        self.assertIn("Against", kind.conduct_decided_reason)
        with self.assertRaises(AccessError):
            kind.conduct_decision = "required"

    def test_another_answer_takes_the_decision_back(self):
        self._answer("care", "alone", "regular")
        kind = self.kind.with_user(self.coordinator)
        kind.action_conduct_required()
        self._answer("none", "public", "once")
        self.assertFalse(kind.conduct_decision)
        self.assertEqual(kind.proof_type_ids, self.conduct, "until decided anew")

    def test_only_coordinators_decide(self):
        self._answer("care", "alone", "regular")
        for user in (self.office, self.manager, self.inspector):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.kind.with_user(user).action_conduct_not_required()

    def test_wished_kinds_with_a_command(self):
        self.vera.kind_ids = [Command.set(self.kind.ids)]
        self.assertEqual(self.vera.kind_ids, self.kind)
