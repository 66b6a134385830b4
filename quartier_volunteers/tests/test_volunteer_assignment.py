from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .work_common import NOW, WorkCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerAssignment(WorkCommon):
    def test_sign_up_for_a_free_place(self):
        shift = self._new_shift()
        assignment = shift._request(self.vera)
        self.assertEqual((assignment.state, assignment.seat), ("confirmed", 1))
        self.assertEqual(assignment.commissioner_id, self.west.company_id.partner_id)
        self.assertEqual(shift._request(self.vera), assignment)

    def test_sign_up_where_staff_decides(self):
        shift = self._new_shift(direct=False)
        assignment = shift._request(self.vera)
        self.assertEqual(assignment.state, "requested")
        assignment.action_confirm()
        self.assertEqual(assignment.state, "confirmed")
        self.assertEqual(shift._request(self.omar).state, "waitlisted")

    def test_waiting_list_in_order(self):
        shift = self._new_shift()
        first = shift._request(self.vera)
        second = shift._request(self.omar)
        third = shift._request(self.ida)
        self.assertEqual((second + third).mapped("state"), ["waitlisted"] * 2)
        first.action_withdraw()
        self.assertEqual(second.state, "offered")
        self.assertEqual(third.state, "waitlisted")
        second._accept_offer()
        second._accept_offer()
        self.assertEqual((second.state, second.seat), ("confirmed", 1))
        with self.assertRaisesRegex(UserError, "not possible"):
            third._accept_offer()

    def test_offer_is_passed_on(self):
        shift = self._new_shift()
        first = shift._request(self.vera)
        second = shift._request(self.omar)
        third = shift._request(self.ida)
        first.action_excuse("krank")
        self.assertEqual(second.state, "offered")
        self._pass(hours=47)
        self._pass_on()
        self.assertEqual(second.state, "offered")
        self._pass(hours=2)
        with self.assertRaisesRegex(UserError, "has ended"):
            second._accept_offer()
        self._pass_on()
        self.assertEqual(second.state, "declined")
        self.assertEqual(third.state, "offered")

    def test_substitute_keeps_the_duty(self):
        shift = self._new_shift()
        first = shift._request(self.vera)
        second = shift._request(self.omar)
        first._want_substitute()
        self.assertEqual((first.state, first.seat), ("substitute", 1))
        self.assertEqual(second.state, "offered")
        self.assertEqual(second.replaces_id, first)
        with patch.object(type(first), "_tell", autospec=True) as tell:
            second._accept_offer()
        self.assertEqual(first.state, "withdrawn")
        self.assertEqual((second.state, second.seat), ("confirmed", 1))
        told = {(call.args[0].id, call.args[1]) for call in tell.call_args_list}
        self.assertEqual(
            told, {(first.id, "substitute_found"), (second.id, "confirmed")}
        )

    def test_substitute_wanted_is_taken_by_who_signs_up(self):
        shift = self._new_shift()
        first = shift._request(self.vera)
        first.action_want_substitute()
        self.assertEqual(first.state, "substitute")
        self.assertEqual(shift._request(self.omar).state, "confirmed")
        self.assertEqual(first.state, "withdrawn")

    def test_kept_after_all(self):
        shift = self._new_shift()
        first, second = shift._request(self.vera), shift._request(self.omar)
        first.action_want_substitute()
        first.action_keep()
        self.assertEqual((first.state, second.state), ("confirmed", "waitlisted"))
        self.assertFalse(second.replaces_id)

    def test_nothing_is_offered_of_what_has_begun(self):
        shift = self._new_shift()
        first, second = shift._request(self.vera), shift._request(self.omar)
        self._pass(days=7, minutes=1)
        first.action_excuse("krank")
        self.assertEqual(second.state, "waitlisted")
        with self.assertRaisesRegex(UserError, "begun already"):
            second.action_offer()
        self._pass_on()
        self.assertEqual(second.state, "declined")

    def test_day_of_the_shift(self):
        shift = self._new_shift(max_count=3)
        vera, omar, ida = (
            shift._request(row) for row in (self.vera, self.omar, self.ida)
        )
        with self.assertRaisesRegex(UserError, "not today"):
            vera.action_check_in()
        self._pass(days=7)
        vera.action_check_in()
        omar.action_no_show()
        self._pass(hours=2)
        with patch.object(type(vera), "_note_hours", autospec=True) as note:
            (vera + ida).action_done()
        self.assertEqual(note.call_args.args[0], vera + ida)
        self.assertEqual(vera.state, "done")
        self.assertTrue(vera.checked_out_on)
        self.assertEqual(ida.state, "done")
        self.assertFalse(ida.checked_out_on)
        self.assertEqual(omar.state, "no_show")

    def test_nothing_is_noted_by_clients(self):
        shift = self._new_shift()
        mine = {"shift_id": shift.id, "volunteer_id": self.vera.id}
        for values in ({"state": "confirmed", "seat": 1}, {"reason": "x"}):
            with self.subTest(values), self.assertRaises(AccessError):
                self.assignments.create({**mine, **values})
            defaults = {f"default_{name}": value for name, value in values.items()}
            with self.subTest(defaults), self.assertRaises(AccessError):
                self.assignments.with_context(**defaults).create(mine)
        row = self._new_assignment(shift, self.vera)
        for values in ({"state": "confirmed"}, {"places": 400}, {"queued_on": False}):
            with self.subTest(values), self.assertRaises(AccessError):
                row.write(values)
        with self.assertRaises(AccessError):
            shift.write({"cancelled_on": NOW})

    def test_fewer_places_than_people(self):
        shift = self._new_shift(max_count=2)
        for volunteer in (self.vera, self.omar):
            shift._request(volunteer)
        with self.assertRaisesRegex(ValidationError, "Omar Gern"):
            shift.max_count = 1
        self.assertEqual(shift.max_count, 2)

    def test_who_sits_beyond_moves_up(self):
        shift = self._new_shift(max_count=2)
        first, second = shift._request(self.vera), shift._request(self.omar)
        first.action_withdraw()
        shift.max_count = 1
        self.assertEqual((second.seat, second.places), (1, 1))

    @mute_logger("odoo.sql_db")
    def test_database_knows_the_last_place(self):
        """Whatever a method forgets: neither a place beyond, nor fewer places."""
        shift = self._new_shift(max_count=2)
        row = shift._request(self.vera)
        with self.assertRaises(CheckViolation):
            row.sudo().seat = 3
            row.flush_recordset()
        row.sudo().seat = 2
        row.flush_recordset()
        with self.assertRaises(CheckViolation):
            self.env.cr.execute(
                "UPDATE quartier_volunteer_shift SET max_count = 1 WHERE id = %s",
                [shift.id],
            )

    def test_more_places_are_offered(self):
        shift = self._new_shift()
        shift._request(self.vera)
        second, third = shift._request(self.omar), shift._request(self.ida)
        shift.max_count = 2
        self.assertEqual((second.state, third.state), ("offered", "waitlisted"))

    def test_who_cannot_is_passed_over(self):
        shift = self._new_shift()
        first = shift._request(self.vera)
        second, third = shift._request(self.omar), shift._request(self.ida)
        self._new_shift(start=shift.start)._request(self.omar)
        first.action_withdraw()
        self.assertEqual((second.state, third.state), ("waitlisted", "offered"))

    def test_job_offers_what_was_missed(self):
        """A place that became free while somebody joined the list."""
        shift = self._new_shift()
        first, second = shift._request(self.vera), shift._request(self.omar)
        with patch.object(type(shift), "_fill"):
            first.action_withdraw()
        self.assertEqual(second.state, "waitlisted")
        self._pass_on()
        self.assertEqual(second.state, "offered")

    def test_deadline_is_the_beginning(self):
        shift = self._new_shift(start="2030-03-05 08:00:00")
        first, second = shift._request(self.vera), shift._request(self.omar)
        first.action_withdraw()
        self.assertEqual(second.offer_until, shift.start)
        third = self._new_shift(offer_hours=3)
        row = self._new_assignment(third, self.vera, "offered")
        self.assertEqual(row.offer_until, NOW + timedelta(hours=3))

    def test_steps_need_a_reason(self):
        row = self._new_assignment(self._new_shift(), self.vera)
        for reason in ("", "  ", None, 7):
            with self.subTest(reason), self.assertRaisesRegex(UserError, "reason"):
                row.action_decline(reason)

    def test_other_office(self):
        row = self._new_assignment(self._new_shift(), self.vera)
        foreign = row.with_user(self.coordinator_ost)
        for step in ("action_confirm", "action_offer", "action_withdraw"):
            with self.subTest(step), self.assertRaises(AccessError):
                getattr(foreign, step)()
        with self.assertRaises(AccessError):
            row.with_user(self.office).action_confirm()
