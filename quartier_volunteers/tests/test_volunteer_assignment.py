from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .work_common import WorkCommon


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
        self.assignments.sudo()._cron_pass_on()
        self.assertEqual(second.state, "offered")
        self._pass(hours=2)
        with self.assertRaisesRegex(UserError, "has ended"):
            second._accept_offer()
        self.assignments.sudo()._cron_pass_on()
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
        self.assignments.sudo()._cron_pass_on()
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
        for values in ({"state": "confirmed"}, {"seat": 1}, {"reason": "x"}):
            with self.subTest(values), self.assertRaises(AccessError):
                self._new_assignment(shift, self.vera, **values)
        with self.assertRaises(AccessError):
            self.assignments.with_context(default_state="declined").create(
                {"shift_id": shift.id, "volunteer_id": self.vera.id}
            )
        row = self._new_assignment(shift, self.vera)
        with self.assertRaises(AccessError):
            row.write({"state": "confirmed"})
        row.write({"places": 400})
        row.invalidate_recordset()
        self.assertEqual(row.places, 1)

    def test_no_more_places_than_people(self):
        shift = self._new_shift(max_count=2)
        for volunteer in (self.vera, self.omar):
            shift._request(volunteer)
        with self.assertRaisesRegex((UserError, ValidationError), "Omar Gern"):
            shift.max_count = 1
