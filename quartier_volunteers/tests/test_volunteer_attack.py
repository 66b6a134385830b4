from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .outside_common import OutsideHttpCase
from .work_common import WorkCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerPageAttack(OutsideHttpCase):
    """What a page refuses leaves nothing behind, and a link is no key to a login."""

    def setUp(self):
        super().setUp()
        self.link = self._token_of(self.vera, "personal")

    def _hours(self):
        hours = self.env["quartier.volunteer.hours"]
        return hours.search([("volunteer_id", "=", self.vera.id)])

    def test_refused_hours_are_not_kept(self):
        day = str(self.west._today())
        path = f"{self.link}/stunden"
        self._post(path, date=day, hours="20", name="Lesen")
        page = self._post(path, date=day, hours="20", name="Vorlesen")
        self.assertIn("a day has 24", " ".join(page.text.split()))
        self.assertEqual(self._hours().mapped("name"), ["Lesen"])

    def test_hours_of_closed_days_are_not_kept(self):
        day = self.west._today() - timedelta(days=3)
        closings = self.env["quartier.volunteer.hours.closing"]
        closings.with_user(self.coordinator).create(
            {"quartier_id": self.west.id, "date": day}
        )
        page = self._post(
            f"{self.link}/stunden", date=str(day), hours="2", name="Lesen"
        )
        self.assertIn("are closed", page.text)
        self.assertFalse(self._hours())

    def test_address_of_a_login(self):
        """Whoever changes the address of a login has its next password sent there."""
        self._new_portal_user(self.vera, "vera@example.org")
        page = self._post(
            f"{self.link}/daten", action="email", email="evil@example.org"
        )
        self.assertIn("sign in", page.text)
        self.assertFalse(self._mails("evil@example.org"))
        self.assertFalse(self._signups())

    def test_commitment_without_times(self):
        """What has begun already goes on: somebody can still join."""
        opportunity = self._new_opportunity("review", name="Patenschaft")
        opportunity.write(
            {"summary": "x", "description": "x", "place": "x", "when": "x"}
        )
        opportunity.action_publish()
        shift = opportunity.shift_ids
        self.assertTrue(shift.standing)
        page = self._post(f"{self.link}/offen", shift=shift.id)
        self.assertNotIn("not open any more", page.text)
        self.assertEqual(self.vera._own_assignments().state, "requested")


@tagged("standard", "post_install", "-at_install")
class TestVolunteerInference(WorkCommon):
    """What somebody may not read is not found by a search either."""

    def test_dialogs_of_others(self):
        dialog = (
            self.env["quartier.volunteer.new"]
            .with_user(self.coordinator)
            .create({"name": "Geheim", "phone": "02403 1"})
        )
        with self.assertRaises(AccessError):
            dialog.with_user(self.coordinator_ost).read(["name", "phone"])

    def test_candidates_of_others(self):
        shift = self._new_shift()
        find = self.env["quartier.volunteer.find"].with_user(self.coordinator)
        line = find.create({"shift_id": shift.id}).line_ids[:1]
        with self.assertRaises(AccessError):
            line.with_user(self.coordinator_ost).read(["match", "obstacles"])

    def test_people_dialogs_of_others(self):
        for model, values in (
            ("pause", {"until": "2030-04-01", "reason": "Kur"}),
            ("end", {"reason": "Kur"}),
            ("guardian", {"name": "Mutter"}),
        ):
            dialog = (
                self.env[f"quartier.volunteer.{model}"]
                .with_user(self.coordinator)
                .create({"volunteer_ids": [Command.set(self.vera.ids)], **values})
            )
            with self.subTest(model), self.assertRaises(AccessError):
                dialog.with_user(self.coordinator_ost).read(list(values))

    def test_people_are_not_found_by_their_shifts(self):
        shift = self._new_shift()
        self._new_assignment(shift, self.vera, "confirmed")
        shifts = self.env["quartier.volunteer.shift"].with_user(self.office)
        for domain in (
            [("assignment_ids.volunteer_id.partner_id.name", "=", "Vera Frei")],
            [("assignment_ids.state", "=", "confirmed")],
            [("assignment_ids", "!=", False)],
        ):
            with self.subTest(domain), self.assertRaises(AccessError):
                shifts.search(domain)

    def test_hours_are_not_found_by_the_person(self):
        people = self.env["quartier.volunteer"].with_user(self.inspector)
        for domain in (
            [("hours_ids.hours", ">", 1)],
            [("hours_ids", "!=", False)],
            [("hours_ids", "=", False)],
        ):
            with self.subTest(domain), self.assertRaises(AccessError):
                people.search(domain)

    def test_inspection_names_nobody_by_a_guessed_id(self):
        foreign = self._new_volunteer("Olga Ost", user=self.coordinator_ost)
        rows = self.env["quartier.volunteer.inspection"].with_user(self.inspector)
        try:
            answer = rows.onchange(
                {"volunteer_id": foreign.id},
                ["volunteer_id"],
                {"volunteer_id": {"fields": {"display_name": {}}}},
            )
        except AccessError:
            return
        self.assertNotIn("Olga", str(answer))

    def test_hours_name_nothing_foreign(self):
        opportunity = self.env["quartier.volunteer.opportunity"]
        opportunity = opportunity.with_user(self.coordinator).create(
            {"name": "Geheim", "kind_id": self.kind.id}
        )
        shift = self._new_shift(opportunity_id=opportunity.id)
        row = self._new_assignment(shift, self.vera, "confirmed")
        hours = self.env["quartier.volunteer.hours"].with_user(self.coordinator_ost)
        self.env.invalidate_all()
        name = {"fields": {"display_name": {}}}
        spec = {"assignment_id": name, "volunteer_id": name, "opportunity_id": name}
        for values in (
            {"assignment_id": row.id},
            {"volunteer_id": self.vera.id},
            {"opportunity_id": opportunity.id},
        ):
            try:
                answer = hours.onchange(values, list(values), spec)
            except AccessError:
                continue
            with self.subTest(values):
                self.assertNotIn("Geheim", str(answer))
                self.assertNotIn("Vera", str(answer))
                self.assertNotIn("Theke", str(answer))

    def test_refused_hours_name_nothing_foreign(self):
        foreign = self.env["quartier.volunteer.opportunity"]
        foreign = foreign.with_user(self.coordinator_ost).create(
            {"name": "Geheim", "kind_id": self.kind.id}
        )
        values = {"volunteer_id": self.vera.id, "hours": 1, "name": "Lesen"}
        values["date"] = "2030-03-01"
        hours = self.env["quartier.volunteer.hours"].with_user(self.coordinator)
        row = hours.create(values)
        guessed = {"opportunity_id": foreign.id}
        for attempt in (
            lambda: row.write(guessed),
            lambda: hours.create({**values, **guessed}),
        ):
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                attempt()


@tagged("standard", "post_install", "-at_install")
class TestVolunteerSteps(WorkCommon):
    def test_put_on_the_list_while_a_place_is_free(self):
        """Who decides so does not want the person to get that place."""
        shift = self._new_shift(direct=False, max_count=2)
        row = self._new_assignment(shift, self.vera)
        told = []
        with patch.object(
            type(row), "_tell", lambda rows, kind: told.extend([kind] * len(rows))
        ):
            row.action_waitlist()
        self._pass_on()
        self.assertEqual((row.state, row.put_back), ("waitlisted", True))
        self.assertEqual(told, ["waitlisted"])
        with self.assertRaises(AccessError):
            row.put_back = False
        # others come first, until another place is free
        others = [
            self._new_assignment(shift, person, "confirmed")
            for person in (self.omar, self.ida)
        ]
        self._pass_on()
        self.assertEqual(row.state, "waitlisted")
        others[0].action_withdraw()
        self.assertEqual(row.state, "offered")

    def test_offer_that_is_taken_back(self):
        shift = self._new_shift()
        row = self._new_assignment(shift, self.vera, "offered")
        other = self._new_assignment(shift, self.omar, "waitlisted")
        row.action_waitlist()
        self._pass_on()
        self.assertEqual((row.state, other.state), ("waitlisted", "offered"))
        shift.max_count = 2
        self.assertEqual(row.state, "offered")

    def test_put_on_the_list_of_a_full_shift(self):
        shift = self._new_shift()
        first = self._new_assignment(shift, self.vera, "confirmed")
        row = self._new_assignment(shift, self.omar, "waitlisted")
        self.assertFalse(row.put_back)
        with patch.object(type(shift), "_fill"):
            first.action_withdraw()
        self._pass_on()
        self.assertEqual(row.state, "offered")

    def test_event_takes_place_after_all(self):
        """A shift that was cancelled on its own stays cancelled."""
        event = self._new_event(start="2030-03-11 12:00", stop="2030-03-11 14:00")
        alone, with_it = (
            self._new_shift(event_id=event.id, start="2030-03-11 12:00:00")
            for _number in range(2)
        )
        alone.action_cancel("Kein Grill")
        self._pass(hours=1)
        event.with_user(self.office).action_quartier_cancel("Sturm")
        self._pass(hours=1)
        event.with_user(self.office).action_quartier_reinstate()
        self.assertTrue(alone.cancelled_on)
        self.assertFalse(with_it.cancelled_on)

    def test_event_comes_back_into_the_calendar(self):
        """Only what went with it comes back."""
        event = self._new_event(start="2030-03-11 12:00", stop="2030-03-11 14:00")
        alone, with_it = (
            self._new_shift(event_id=event.id, start="2030-03-11 12:00:00")
            for _number in range(2)
        )
        alone.action_cancel("Kein Grill")
        event = event.with_user(self.office)
        event.active = False
        self.assertTrue(with_it.cancelled_on)
        event.active = True
        self.assertTrue(alone.cancelled_on)
        self.assertEqual(alone.cancel_reason, "Kein Grill")
        self.assertFalse(with_it.cancelled_on)

    def test_event_archived_and_cancelled(self):
        """Shifts take place once both are taken back, in either order."""
        event = self._new_event(start="2030-03-11 12:00", stop="2030-03-11 14:00")
        shift = self._new_shift(event_id=event.id, start="2030-03-11 12:00:00")
        event = event.with_user(self.office)
        event.active = False
        event.action_quartier_cancel("Sturm")
        event.active = True
        self.assertTrue(shift.cancelled_on)
        event.action_quartier_reinstate()
        self.assertFalse(shift.cancelled_on)

    def test_who_stops_while_a_shift_goes_on(self):
        shift = self._new_shift(start="2030-03-04 10:00:00")
        row = self._new_assignment(shift, self.vera, "confirmed")
        self._pass(hours=3)
        self.vera._end("zieht weg")
        self.assertEqual(self.vera.state, "ended")
        self.assertEqual(row.state, "confirmed")

    def test_paused_person_of_another_office(self):
        foreign = self._new_volunteer("Olga Ost", user=self.coordinator_ost)
        self.ost.member_ids += self.coordinator
        foreign._pause(self.ost._today() + timedelta(days=1), "Kur")
        shift = self._new_shift(quartier_id=self.west.id)
        [text] = shift._obstacles(foreign.with_user(self.coordinator)).values()
        self.assertIn("another office", str(text))

    def test_who_waits_is_told_before_a_shift_is_deleted(self):
        shift = self._new_shift()
        self._new_assignment(shift, self.vera, "confirmed").action_withdraw()
        other = self._new_shift()
        self._new_assignment(other, self.omar)
        with self.assertRaisesRegex(UserError, "have to be told"):
            other.unlink()
        event = self._new_event(start="2030-03-11 12:00", stop="2030-03-11 14:00")
        asked = self._new_shift(event_id=event.id)
        self._new_assignment(asked, self.ida)
        with self.assertRaisesRegex(UserError, "have to be told"):
            event.sudo().unlink()

    def test_approved_hours_stay_with_their_office(self):
        """What an office has reported does not become less by a handover."""
        hours = self.env["quartier.volunteer.hours"].with_user(self.coordinator)
        approved, draft = hours.create(
            [
                {"volunteer_id": self.vera.id, "hours": 2, "name": name}
                for name in ("Lesen", "Kochen")
            ]
        )
        approved.action_approve()
        self.assertEqual((approved | draft).quartier_id, self.west)
        self.vera.sudo().partner_id.quartier_owner_id = self.ost
        self.assertEqual(self.vera.sudo().quartier_id, self.ost)
        self.assertEqual(approved.sudo().quartier_id, self.west)
        self.assertEqual(draft.sudo().quartier_id, self.ost)
