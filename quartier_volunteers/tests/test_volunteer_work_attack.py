from datetime import datetime

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.service.model import get_public_method
from odoo.tests import tagged

from .work_common import WorkCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerWorkAttack(WorkCommon):
    def test_pages_methods_are_no_clients(self):
        for model, names in (
            ("quartier.volunteer.shift", ("_request", "_fill", "_cancel")),
            (
                "quartier.volunteer.assignment",
                ("_accept_offer", "_claim", "_take", "_release", "_cron_pass_on"),
            ),
            ("quartier.volunteer.opportunity", ("_enter", "_cron_close")),
        ):
            for name in names:
                with self.subTest(name), self.assertRaises(AccessError):
                    get_public_method(self.env[model], name)

    def test_person_and_shift_stay(self):
        shift, other = self._new_shift(), self._new_shift()
        row = self._new_assignment(shift, self.vera, "confirmed")
        for values in ({"volunteer_id": self.omar.id}, {"shift_id": other.id}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "stay as"):
                row.write(values)
        row.write({"volunteer_id": self.vera.id})
        with self.assertRaisesRegex(UserError, "stays on record"):
            row.unlink()
        row.action_withdraw()
        with self.assertRaisesRegex(UserError, "stays on record"):
            row.with_context(_force_unlink=True).unlink()

    def test_nothing_by_the_context(self):
        shifts = self.env["quartier.volunteer.shift"].with_user(self.coordinator)
        values = {
            "name": "Theke",
            "kind_id": self.kind.id,
            "start": "2030-03-12 10:00:00",
            "stop": "2030-03-12 12:00:00",
        }
        for name, value in (
            ("cancelled_on", "2030-03-04 08:00:00"),
            ("cancel_reason", "x"),
            ("by_hand", True),
        ):
            with self.subTest(name), self.assertRaises(AccessError):
                shifts.with_context(**{f"default_{name}": value}).create(values)
        opportunities = self.env["quartier.volunteer.opportunity"]
        opportunities = opportunities.with_user(self.coordinator)
        with self.assertRaises(AccessError):
            opportunities.with_context(default_state="published").create(
                {"name": "Lesen", "kind_id": self.kind.id}
            )
        shift = shifts.create(values)
        asked = shift.with_context(default_state="done", default_seat=1)
        self.assertEqual(asked._request(self.vera).state, "confirmed")

    def test_person_of_another_office(self):
        foreign = self._new_volunteer("Olga Ost", user=self.coordinator_ost)
        shift = self._new_shift()
        with self.assertRaises(AccessError):
            self._new_assignment(shift, foreign)
        with self.assertRaises(AccessError):
            shift._request(foreign)
        self.ost.member_ids += self.coordinator
        with self.assertRaisesRegex(UserError, "another office"):
            shift._request(foreign)
        row = self._new_assignment(shift, foreign)
        with self.assertRaisesRegex(UserError, "another office"):
            row.action_confirm()

    def test_event_of_another_office(self):
        event = self._new_event(
            quartier=self.ost, start="2030-10-26 12:00", stop="2030-10-26 14:00"
        )
        with self.assertRaises(ValidationError):
            self._new_shift(event_id=event.id, quartier_id=self.west.id)
        own = self._new_event(start="2030-10-26 12:00", stop="2030-10-26 14:00")
        self._new_shift(event_id=own.id)
        self.ost.member_ids += self.manager
        with self.assertRaisesRegex(ValidationError, "has shifts"):
            own.quartier_id = self.ost

    def test_dialogs_name_nothing_foreign(self):
        row = self._new_assignment(self._new_shift(), self.vera)
        for model, values, spec in (
            (
                "quartier.volunteer.reason",
                {"assignment_ids": [(6, 0, row.ids)], "step": "decline"},
                {"assignment_ids": {"fields": {"display_name": {}}}},
            ),
            (
                "quartier.volunteer.fit",
                {"volunteer_id": self.vera.id},
                {"volunteer_id": {"fields": {"display_name": {}}}},
            ),
        ):
            dialogs = self.env[model].with_user(self.coordinator_ost)
            with self.subTest(model), self.assertRaises(AccessError):
                dialogs.onchange(values, list(values), spec)
            with self.subTest(model), self.assertRaises(AccessError):
                dialogs.create(
                    {"reason": "x", **values} if "step" in values else values
                )

    def test_overlap_elsewhere_tells_no_name(self):
        """Somebody who moved to another office and still has a duty in the first."""
        shift = self._new_shift(name="Geheim")
        self._new_assignment(shift, self.vera, "confirmed")
        other = self._new_shift(start=shift.start)
        self.env.cr.execute(
            "UPDATE quartier_volunteer_shift SET quartier_id = %s WHERE id = %s",
            [self.ost.id, shift.id],
        )
        shift.invalidate_recordset()
        [text] = other._obstacles(self.vera)[self.vera]
        self.assertNotIn("Geheim", text)

    def test_night_when_the_clock_is_changed(self):
        """The watch of the night: nine hours in autumn, seven in spring."""
        for day, start, stop, hours in (
            ("2026-10-24", "2026-10-24 20:00:00", "2026-10-25 05:00:00", 9),
            ("2027-03-27", "2027-03-27 21:00:00", "2027-03-28 04:00:00", 7),
        ):
            with self.subTest(day):
                self.clock.move_to(f"{day} 10:00:00")
                night = self._new_shift(start=start, stop=stop)
                self.assertEqual(night._length(), hours)
                self.assertIn("22:00–06:00", night.display_name)
                row = night._request(self.vera)
                self.clock.move_to(stop)
                row.action_check_in()
                row.action_done()
                self.assertEqual(row.state, "done")
                self.clock.move_to(datetime(2030, 3, 4, 8))

    def test_steps_out_of_order(self):
        shift = self._new_shift(start="2030-03-04 10:00:00")
        row = self._new_assignment(shift, self.vera, "confirmed")
        with self.assertRaisesRegex(UserError, "not begun"):
            row.action_done()
        with self.assertRaisesRegex(UserError, "not begun"):
            row.action_no_show()
        self._pass(hours=3)
        with self.assertRaisesRegex(UserError, "begun already"):
            row._withdraw()
        row.action_done()
        for step in (row.action_done, row.action_confirm, row.action_keep):
            with self.assertRaisesRegex(UserError, "not possible"):
                step()
