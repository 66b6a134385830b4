from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .work_common import WorkCommon

DETAILS = {
    "summary": "Lesen",
    "description": "Zusammen lesen.",
    "place": "Schule",
    "when": "dienstags",
}


@tagged("standard", "post_install", "-at_install")
class TestVolunteerOffices(WorkCommon):
    """Work and people belong to one office, and go to another one by themselves."""

    def _join_both(self):
        self.ost.member_ids += self.coordinator

    def _opportunity(self, **values):
        opportunities = self.env["quartier.volunteer.opportunity"]
        opportunity = opportunities.with_user(self.coordinator).create(
            {"name": "Lesepatin", "kind_id": self.kind.id, **DETAILS, **values}
        )
        opportunity.action_submit()
        opportunity.action_publish()
        return opportunity

    def test_shift_with_people_stays(self):
        self._join_both()
        shift = self._new_shift(quartier_id=self.west.id)
        row = self._new_assignment(shift, self.vera, "confirmed")
        with self.assertRaises(UserError):
            shift.quartier_id = self.ost
        row.action_withdraw()
        with self.assertRaisesRegex(UserError, "on the list of “Theke"):
            shift.write({"quartier_id": self.ost.id})

    def test_shift_with_people_does_not_follow_an_opportunity(self):
        self._join_both()
        opportunity = self._opportunity()
        opportunity.quartier_id = self.ost
        shift = self._new_shift(quartier_id=self.west.id)
        self._new_assignment(shift, self.vera)
        with self.assertRaisesRegex(UserError, "on the list of “Theke"):
            shift.opportunity_id = opportunity

    def test_shift_without_people_moves(self):
        self._join_both()
        shift = self._new_shift(quartier_id=self.west.id)
        shift.quartier_id = self.ost
        self.assertEqual(shift.quartier_id, self.ost)
        shift.with_user(self.coordinator_ost).check_access("write")

    def test_opportunity_takes_its_shifts_along(self):
        self._join_both()
        opportunity = self._opportunity(quartier_id=self.west.id)
        shift = opportunity.shift_ids
        opportunity.quartier_id = self.ost
        self.assertEqual(shift.quartier_id, self.ost)
        opportunity.quartier_id = self.west
        shift._request(self.vera)
        with self.assertRaisesRegex(UserError, "on the list of “Lesepatin"):
            opportunity.quartier_id = self.ost

    def test_opportunity_with_the_shifts_of_an_event(self):
        self._join_both()
        opportunity = self._opportunity(quartier_id=self.west.id)
        event = self._new_event(start="2030-03-11 12:00", stop="2030-03-11 14:00")
        self._new_shift(event_id=event.id, opportunity_id=opportunity.id)
        with self.assertRaisesRegex(ValidationError, "another office"):
            opportunity.quartier_id = self.ost

    def test_event_with_a_shift_in_the_archive(self):
        """Taken out of there it would be of another office than its event."""
        event = self._new_event(start="2030-03-11 12:00", stop="2030-03-11 14:00")
        self._new_shift(event_id=event.id).action_archive()
        with self.assertRaisesRegex(ValidationError, "has shifts"):
            event.sudo().quartier_id = self.ost


@tagged("standard", "post_install", "-at_install")
class TestVolunteerHandover(WorkCommon):
    """Whoever is handed over takes along what they did; the office has its figures."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shift = cls._new_shift(
            start="2030-03-04 10:00:00", name="Theke", max_count=2
        )
        cls.row = cls._new_assignment(cls.shift, cls.vera, "confirmed")
        cls.other = cls._new_assignment(cls.shift, cls.omar, "confirmed")
        cls.clock.tick(3 * 3600)
        cls.row.action_done()
        cls.clock.tick(-3 * 3600)

    def setUp(self):
        super().setUp()
        self._pass(hours=4)
        person = self.vera.partner_id.with_user(self.coordinator)
        person._quartier_handover(self.ost, "umgezogen")
        self.env.invalidate_all()

    def _rows(self, user):
        return self.env["quartier.volunteer.assignment"].with_user(user)

    def test_new_office_reads_what_the_person_did(self):
        row = self._rows(self.coordinator_ost).search([])
        self.assertEqual(row.ids, self.row.ids)
        with Form(row) as form:
            self.assertEqual(form.state, "done")
        self.assertIn("Vera Frei", row.display_name)
        self.assertIn("Theke", row.display_name)

    def test_and_nothing_else(self):
        row = self.row.with_user(self.coordinator_ost)
        for what in (self.other, self.shift):
            with self.subTest(what), self.assertRaises(AccessError):
                what.with_user(self.coordinator_ost).check_access("read")
        for step in (row.action_no_show, row.action_undo):
            with self.subTest(step), self.assertRaises(AccessError):
                step()
        with self.assertRaises(AccessError):
            row.write({"shift_id": self.shift.id})
        another = self._new_shift()
        with self.assertRaises(AccessError):
            self._rows(self.coordinator_ost).create(
                {"shift_id": another.id, "volunteer_id": self.vera.id}
            )
        found = self._rows(self.coordinator_ost).formatted_read_group(
            [], ["volunteer_id"], ["__count"]
        )
        self.assertNotIn("Omar", str(found))

    def test_former_office_keeps_figures_without_the_name(self):
        shift = self.shift.with_user(self.coordinator)
        self.assertEqual(shift.confirmed_count, 2)
        self.assertEqual(shift.assignment_ids.ids, self.other.ids)
        with self.assertRaises(AccessError):
            self.row.with_user(self.coordinator).check_access("read")
        read = shift.web_read(
            {"assignment_ids": {"fields": {"volunteer_id": {"fields": {}}}}}
        )
        self.assertNotIn("Vera", str(read))
        # nobody takes a place that somebody had
        self.assertFalse(shift._free_seats()[shift])


@tagged("standard", "post_install", "-at_install")
class TestVolunteerHandoverOpen(WorkCommon):
    def test_offer_of_a_shift_that_has_begun_names_nobody(self):
        """Whose place was offered belongs to the former office."""
        shift = self._new_shift(start="2030-03-04 10:00:00", name="Theke")
        first = self._new_assignment(shift, self.omar, "confirmed")
        row = self._new_assignment(shift, self.vera, "waitlisted")
        first.action_want_substitute()
        self.assertEqual(row.replaces_id, first)
        self._pass(hours=3)
        person = self.vera.partner_id.with_user(self.coordinator)
        person._quartier_handover(self.ost, "umgezogen")
        self.env.invalidate_all()
        row = row.with_user(self.coordinator_ost)
        self.assertEqual((row.state, row.replaces_id.id), ("declined", False))

    def test_hours_that_nobody_decided_on_are_corrected(self):
        """What they were given for stays the former office's, and is not asked for."""
        opportunity, other = (
            self.env["quartier.volunteer.opportunity"]
            .with_user(self.coordinator)
            .create({"name": name, "kind_id": self.kind.id})
            for name in ("Lesepatin", "Lotsin")
        )
        hours = self.env["quartier.volunteer.hours"].with_user(self.coordinator)
        hours = hours.create(
            {
                "volunteer_id": self.vera.id,
                "opportunity_id": opportunity.id,
                "date": "2030-03-01",
                "hours": 2,
                "name": "Lesen",
            }
        )
        person = self.vera.partner_id.with_user(self.coordinator)
        person._quartier_handover(self.ost, "umgezogen")
        self.env.invalidate_all()
        with Form(hours.with_user(self.coordinator_ost)) as form:
            form.hours = 3
        self.assertEqual(hours.sudo().hours, 3)
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            hours.with_user(self.coordinator_ost).opportunity_id = other
