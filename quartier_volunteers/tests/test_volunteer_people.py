from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .people_common import PeopleCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerPerson(PeopleCommon):
    """Who can be a volunteer, of which office, and who looks after them."""

    def _enter(self, partner, user=None, **values):
        volunteers = self.env["quartier.volunteer"].with_user(user or self.coordinator)
        return volunteers.create({"partner_id": partner.id, **values})

    def test_an_organisation_is_no_volunteer(self):
        club = self.env["res.partner"].create({"name": "Verein", "is_company": True})
        with self.assertRaisesRegex(ValidationError, "Only a person"):
            self._enter(club)

    def test_confidential_persons_stay_with_their_office(self):
        person = self._new_resident(self.coordinator)
        self.assertEqual(person.quartier_owner_id, self.west)
        self.west.member_ids += self.coordinator_ost
        with self.assertRaisesRegex(ValidationError, "hand the person over"):
            self._enter(person, self.coordinator_ost, quartier_id=self.ost.id)

    def test_an_open_contact_stays_open(self):
        person = self.env["res.partner"].create({"name": "Offen Bar"})
        volunteer = self._enter(person, self.coordinator_ost)
        self.assertEqual(volunteer.quartier_id, self.ost)
        self.assertFalse(person.quartier_confidential)

    def test_a_guessed_person_is_refused(self):
        person = self._new_resident(self.manager_ost)
        with self.assertRaises(UserError):
            self._enter(person, quartier_id=self.west.id)
        with self.assertRaises(UserError):
            self.vera.partner_id = person

    def test_once_each(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._enter(self.vera.partner_id)

    def test_somebody_is_always_meant(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env["quartier.volunteer"].create({"quartier_id": self.west.id})

    def test_the_person_does_not_change(self):
        other = self._new_resident(self.coordinator, "Paul Anders")
        with self.assertRaisesRegex(ValidationError, "does not change"):
            self.vera.partner_id = other

    def test_looked_after_by_the_team(self):
        self.assertEqual(self.vera.user_id, self.coordinator)
        with self.assertRaisesRegex(ValidationError, "does not belong to the team"):
            self.vera.user_id = self.coordinator_ost
        # who comes by the web is the manager's
        came = self._new_resident(self.coordinator, "Wanda Web")
        came = self.env["quartier.volunteer"].create(
            {"partner_id": came.id, "quartier_id": self.west.id}
        )
        self.assertEqual(came.user_id, self.manager)

    def test_the_state_is_noted_by_the_system(self):
        for values in ({"state": "ended"}, {"started_on": "2020-01-01"}):
            with self.assertRaises(AccessError):
                self.vera.write(values)
        for values in ({"state": "active"}, {"guardian_how": "paper"}):
            person = self._new_resident(self.coordinator, "Nora Neu")
            with self.assertRaises(AccessError):
                self._enter(person, **values)

    def test_whoever_leaves_the_team_looks_after_nobody(self):
        self.vera.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.coordinator.id
        )
        self.vera.message_subscribe(self.coordinator.partner_id.ids)
        self.manager.group_ids += self.env.ref(
            "quartier_volunteers.group_volunteer_coordinator"
        )
        self.west.member_ids -= self.coordinator
        vera = self.vera.sudo()
        self.assertEqual(vera.user_id, self.manager)
        followers = vera.message_follower_ids.partner_id
        self.assertNotIn(self.coordinator.partner_id, followers)
        self.assertEqual(vera.activity_ids.user_id, self.manager)

    def test_somebody_who_coordinates_is_told(self):
        """Neither who looks after somebody nor the manager needs the role."""
        self.assertEqual(self.vera._in_charge(), self.coordinator)
        self.vera.user_id = self.manager
        self.assertEqual(self.vera._in_charge(), self.coordinator)
        self.coordinator.active = False
        self.assertFalse(self.vera.sudo()._in_charge())
        self.assertFalse(self.vera.sudo()._tell_in_charge("x"))

    def test_activities_for_who_may_read(self):
        for user in (self.coordinator_ost, self.office):
            with self.assertRaisesRegex(ValidationError, "may not read"):
                self.vera.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id
                )

    def test_from_the_contact(self):
        person = self.vera.partner_id
        self.assertEqual(person.quartier_volunteer_count, 1)
        action = person.action_view_quartier_volunteer()
        self.assertEqual(action["res_id"], self.vera.id)
        other = self._new_resident(self.coordinator, "Paul Anders")
        action = other.action_view_quartier_volunteer()
        volunteers = self.vera.with_context(**action["context"])
        with Form(volunteers.browse()) as form:
            self.assertEqual(form.partner_id, other)


@tagged("standard", "post_install", "-at_install")
class TestVolunteerNew(PeopleCommon):
    """A volunteer and a contact in one form."""

    def _form(self, user=None, **values):
        form = Form(
            self.env["quartier.volunteer.new"].with_user(user or self.coordinator)
        )
        for name, value in values.items():
            setattr(form, name, value)
        return form

    def test_a_new_person_is_confidential(self):
        action = self._form(name="Nora Neu", phone="0170 1").save().action_create()
        volunteer = self.vera.browse(action["res_id"])
        person = volunteer.partner_id
        self.assertTrue(person.quartier_confidential)
        self.assertEqual(person.quartier_owner_id, self.west)
        self.assertEqual(volunteer.quartier_id, self.west)
        self.assertEqual(volunteer.reached_by, "phone")
        self.assertEqual(volunteer.state, "interested")

    def test_who_is_there_is_found(self):
        person = self._new_resident(
            self.coordinator, "Paul Anders", email="paul@anders.example"
        )
        form = self._form(name="Paul Anders", email="paul@anders.example")
        self.assertEqual(form.alike_ids[:], person)
        form.partner_id = person
        action = form.save().action_create()
        self.assertEqual(self.vera.browse(action["res_id"]).partner_id, person)

    def test_nobody_finds_other_offices_persons(self):
        self._new_resident(self.manager_ost, "Olga Ost", email="olga@ost.example")
        form = self._form(name="Olga Ost", email="olga@ost.example")
        self.assertFalse(form.alike_ids[:])

    def test_twice_is_refused_in_words(self):
        form = self._form(name=self.vera.partner_id.name)
        form.partner_id = self.vera.partner_id
        with self.assertRaisesRegex(UserError, "is a volunteer already"):
            form.save().action_create()

    def test_a_guessed_contact_is_refused(self):
        person = self._new_resident(self.manager_ost)
        wizard = self._form(name="Nora Neu").save()
        wizard.partner_id = person
        with self.assertRaises(AccessError):
            wizard.action_create()


@tagged("standard", "post_install", "-at_install")
class TestVolunteerMoves(PeopleCommon):
    """A handover, and merged contacts."""

    def test_a_handover_moves_the_volunteer(self):
        shift = self._new_shift()
        assignment = self._assign(self.vera, shift)
        self.vera.message_subscribe(self.coordinator.partner_id.ids)
        person = self.vera.partner_id.with_user(self.coordinator)
        with self._withdrawing() as withdrawn:
            person._quartier_handover(self.ost, "umgezogen")
        vera = self.vera.sudo()
        self.assertEqual(vera.quartier_id, self.ost)
        self.assertEqual(vera.user_id, self.manager_ost)
        self.assertFalse(vera.message_follower_ids)
        self.assertEqual(list(withdrawn), assignment.ids)
        with self.assertRaises(AccessError):
            self.vera.with_user(self.coordinator).check_access("read")
        self.vera.with_user(self.coordinator_ost).check_access("read")

    def _merge(self, kept, *others):
        ids = [kept.id, *(other.id for other in others)]
        self.env["base.partner.merge.automatic.wizard"]._merge(ids, kept)
        self.env.invalidate_all()

    def test_one_volunteer_of_two_entries(self):
        skills = self.env["quartier.volunteer.skill"].create(
            [{"name": "Nähen"}, {"name": "Singen"}]
        )
        other = self._new_volunteer(
            "Vera Frey", state="interested", emergency_name="Udo", since="2020-01-01"
        )
        for volunteer, skill in (
            (self.vera, skills[0]),
            (other, skills[0]),
            (other, skills[1]),
        ):
            volunteer.ability_ids.create(
                {"volunteer_id": volunteer.id, "skill_id": skill.id}
            )
        self._prove(self.first_aid, "2026-01-15", other)
        self._merge(self.vera.partner_id, other.partner_id)
        self.assertFalse(other.exists())
        self.assertEqual(self.vera.state, "active")
        self.assertEqual(self.vera.emergency_name, "Udo")
        self.assertEqual(str(self.vera.since), "2020-01-01")
        self.assertEqual(self.vera.ability_ids.skill_id, skills)
        self.assertEqual(self.vera.proof_ids.type_id, self.first_aid)

    def test_whoever_is_further_on_stays_there(self):
        other = self._new_volunteer("Vera Frey", state="interested")
        self._merge(other.partner_id, self.vera.partner_id)
        self.assertFalse(self.vera.exists())
        self.assertEqual(other.state, "active")

    def test_a_contact_alone_brings_its_volunteer(self):
        twin = self._new_resident(self.coordinator, "Vera Frey")
        self._merge(twin, self.vera.partner_id)
        self.assertEqual(self.vera.partner_id, twin)

    def test_not_twice_on_one_shift(self):
        other = self._new_volunteer("Vera Frey")
        shift = self._new_shift(max_count=2)
        self._assign(self.vera, shift)
        self._assign(other, shift, "requested")
        with self.assertRaisesRegex(UserError, "list of the shift"):
            self._merge(self.vera.partner_id, other.partner_id)
