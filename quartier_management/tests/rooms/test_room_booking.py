from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import RoomCommon


@tagged("standard", "post_install", "-at_install")
class TestRoomBooking(RoomCommon):
    """A room is promised once and only once, whatever happens to its events."""

    def _refused(self, text="Saal"):
        return self.assertRaisesRegex(ValidationError, text)

    def setUp(self):
        super().setUp()
        self.booking = self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")

    def test_same_time_is_refused(self):
        for start, stop in (
            ("2030-03-04 10:00", "2030-03-04 12:00"),
            ("2030-03-04 09:00", "2030-03-04 10:01"),
            ("2030-03-04 10:30", "2030-03-04 11:00"),
            ("2030-03-03 10:30", "2030-03-05 11:00"),
        ):
            with self.subTest(start=start), self._refused():
                self._new_booking(start, stop)

    def test_bookings_may_touch(self):
        self._new_booking("2030-03-04 12:00", "2030-03-04 13:00")
        self._new_booking("2030-03-04 09:00", "2030-03-04 10:00")
        self._new_booking("2030-03-04 10:00", "2030-03-04 12:00", self.small)

    def test_setting_up_blocks_the_room(self):
        self.room.write({"setup_minutes": 15, "teardown_minutes": 30})
        later = self._new_booking("2030-03-04 12:15", "2030-03-04 13:00")
        self.assertEqual(later.block_start, self._at("2030-03-04 12:00"))
        self.assertEqual(later.block_stop, self._at("2030-03-04 13:30"))
        with self._refused():
            self._new_booking("2030-03-04 13:31", "2030-03-04 14:00")

    def test_one_of_the_minutes_is_given(self):
        """What is given blocks the room, the other comes from the room."""
        self.room.sudo().write({"setup_minutes": 10, "teardown_minutes": 20})
        booking = self._new_booking(
            "2030-03-05 10:00", "2030-03-05 12:00", setup_minutes=60
        )
        self.assertEqual(booking.block_start, self._at("2030-03-05 09:00"))
        self.assertEqual(booking.block_stop, self._at("2030-03-05 12:20"))
        with self.assertRaisesRegex(ValidationError, "taken"):
            self._new_booking("2030-03-05 08:00", "2030-03-05 09:30")

    def test_changed_minutes_leave_bookings_alone(self):
        self.room.write({"setup_minutes": 60, "teardown_minutes": 60})
        self.assertEqual(self.booking.block_stop, self._at("2030-03-04 12:00"))
        self.booking.teardown_minutes = 45
        self.assertEqual(self.booking.block_stop, self._at("2030-03-04 12:45"))

    def test_moved_event_takes_its_room_along(self):
        self.booking.event_id.write(
            {
                "start": self._at("2030-03-05 10:00"),
                "stop": self._at("2030-03-05 12:00"),
            }
        )
        self.assertEqual(self.booking.block_start, self._at("2030-03-05 10:00"))
        self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")
        with self._refused():
            self.booking.event_id.write(
                {
                    "start": self._at("2030-03-04 11:00"),
                    "stop": self._at("2030-03-04 13:00"),
                }
            )
        self.assertEqual(self.booking.block_start, self._at("2030-03-05 10:00"))
        self.assertEqual(self.booking.event_id.start, self._at("2030-03-05 10:00"))

    def test_booking_moves_its_event(self):
        self.booking.write(
            {
                "start": self._at("2030-03-06 08:00"),
                "stop": self._at("2030-03-06 09:00"),
            }
        )
        self.assertEqual(self.booking.event_id.start, self._at("2030-03-06 08:00"))

    def test_swap(self):
        """Two bookings exchange their rooms: only the outcome counts."""
        other = self._new_booking("2030-03-04 10:00", "2030-03-04 12:00", self.small)
        both = self.booking + other
        both.action_swap()
        self.assertEqual(both.mapped("room_id"), self.small + self.room)
        self.booking.attendance = 8
        other.attendance = 30
        with self._refused("holds 8 people"):
            both.action_swap()
        with self.assertRaisesRegex(UserError, "two bookings"):
            self.booking.action_swap()

    def test_shift_of_a_whole_row(self):
        """Each of them moves to where the next one was."""
        row = self.booking
        for hour in (12, 14, 16):
            row += self._new_booking(
                f"2030-03-04 {hour}:00", f"2030-03-04 {hour + 2}:00"
            )
        events = row.event_id

        def change():
            for event in events:
                event.write(
                    {
                        "start": event.start + timedelta(hours=2),
                        "stop": event.stop + timedelta(hours=2),
                    }
                )
            return row

        row._guarded(row.room_id, change)
        self.assertEqual(max(row.mapped("block_stop")), self._at("2030-03-04 20:00"))

    def test_cancelled_event_frees_the_room(self):
        self.booking.event_id.action_quartier_cancel("krank")
        self.assertFalse(self.booking.occupies)
        other = self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")
        with self._refused():
            self.booking.event_id.action_quartier_reinstate()
        self.assertTrue(self.booking.event_id.quartier_cancelled_on)
        other.action_cancel("doch nicht")
        self.booking.event_id.action_quartier_reinstate()
        self.assertTrue(self.booking.occupies)

    def test_archived_event_frees_the_room(self):
        event = self.booking.event_id
        event.active = False
        other = self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")
        with self._refused():
            event.active = True
        other.event_id.unlink()
        event.active = True
        self.assertTrue(self.booking.occupies)

    def test_room_is_changed_and_booked_in_one_go(self):
        """What is not written yet must not stand in the way."""
        self.booking.room_id = self.small
        self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")

    def test_states(self):
        request = self._new_booking(
            "2030-03-04 10:00", "2030-03-04 12:00", state="request"
        )
        self.assertFalse(request.occupies)
        with self._refused():
            request.action_confirm()
        self.assertEqual(request.state, "request")
        with self.assertRaisesRegex(UserError, "reason"):
            request.action_decline(" ")
        request.action_decline("schon vergeben")
        self.assertEqual(
            (request.state, request.reason), ("declined", "schon vergeben")
        )
        with self.assertRaisesRegex(UserError, "new booking"):
            request.action_confirm()
        with self.assertRaisesRegex(UserError, "cancelled, not declined"):
            self.booking.action_decline("nein")

    def test_reason_is_asked_for_in_every_way(self):
        with self.assertRaisesRegex(UserError, "reason"):
            self.booking.write({"state": "cancelled"})
        with self.assertRaisesRegex(UserError, "reason"):
            self.booking.write({"state": "cancelled", "reason": "  "})

    def test_group_event_ends_with_the_room(self):
        self.booking.for_group = True
        self.booking.action_cancel("Wasserschaden")
        self.assertEqual(self.booking.event_id.quartier_cancel_reason, "Wasserschaden")

    def test_own_event_goes_on_without_the_room(self):
        self.booking.action_cancel("Wasserschaden")
        self.assertFalse(self.booking.event_id.quartier_cancelled_on)

    def test_hold_expires_when_somebody_else_comes(self):
        hold = self._new_booking("2030-03-05 10:00", "2030-03-05 12:00", state="hold")
        self.assertTrue(hold.occupies)
        self.assertTrue(hold.hold_until)
        with self._refused():
            self._new_booking("2030-03-05 10:00", "2030-03-05 12:00")
        hold.hold_until = fields.Datetime.now() - timedelta(minutes=1)
        new = self._new_booking("2030-03-05 10:00", "2030-03-05 12:00")
        self.assertEqual(hold.state, "cancelled")
        self.assertTrue(hold.reason)
        self.assertTrue(new.occupies)

    def test_cron_releases_holds(self):
        hold = self._new_booking("2030-03-05 10:00", "2030-03-05 12:00", state="hold")
        kept = self._new_booking("2030-03-06 10:00", "2030-03-06 12:00", state="hold")
        hold.hold_until = fields.Datetime.now() - timedelta(minutes=1)
        self.env["quartier.room.booking"]._cron_release_holds()
        self.assertEqual((hold.state, kept.state), ("cancelled", "hold"))

    def test_nobody_writes_what_is_derived(self):
        bookings = self.env["quartier.room.booking"].with_user(self.manager)
        for name, value in (
            ("occupies", False),
            ("block_start", "2030-01-01 10:00:00"),
            ("block_stop", "2030-01-01 11:00:00"),
        ):
            with self.subTest(name=name):
                with self.assertRaises(AccessError):
                    self.booking.write({name: value})
                event = self._new_event(
                    start="2030-05-01 10:00", stop="2030-05-01 11:00"
                )
                vals = {"event_id": event.id, "room_id": self.room.id}
                with self.assertRaises(AccessError):
                    bookings.create({**vals, name: value})
                made = bookings.with_context(**{f"default_{name}": value}).create(vals)
                self.assertTrue(made.occupies)
                self.assertEqual(made.block_start, event.start)
                made.unlink()

    def test_room_is_chosen_in_the_event(self):
        with Form(self.env["calendar.event"].with_user(self.office)) as form:
            form.name = "Chor"
            form.quartier_id = self.west
            form.start = self._at("2030-06-03 10:00")
            form.stop = self._at("2030-06-03 12:00")
            form.quartier_room_ids.add(self.room)
        event = form.record
        self.assertEqual(event.quartier_room_booking_ids.state, "confirmed")
        self.assertIn("Saal", event.location)
        found = self.env["calendar.event"].search(
            [("quartier_room_ids", "in", self.room.ids), ("id", "=", event.id)]
        )
        self.assertEqual(found, event)
        with self._refused(), Form(event) as form:
            form.start = self._at("2030-03-04 09:00")
            form.stop = self._at("2030-03-04 11:00")
        with Form(event) as form:
            form.quartier_room_ids.remove(self.room.id)
        self.assertFalse(event.quartier_room_booking_ids)

    def test_batch_tells_every_clash(self):
        self._new_booking("2030-03-11 10:00", "2030-03-11 12:00")
        events = self.env["calendar.event"].with_user(self.manager)
        events = events.create(
            [
                {
                    "name": "Kurs",
                    "quartier_id": self.west.id,
                    "start": self._at(f"2030-03-{day:02} 10:00"),
                    "stop": self._at(f"2030-03-{day:02} 12:00"),
                }
                for day in (4, 11, 18)
            ]
        )
        bookings = self.env["quartier.room.booking"].with_user(self.manager)
        with self.assertRaises(ValidationError) as caught:
            bookings.create(
                [{"event_id": event.id, "room_id": self.room.id} for event in events]
            )
        message = str(caught.exception)
        self.assertIn("March 4", message.replace("4. March", "March 4"))
        self.assertIn("11. March", message)
        self.assertNotIn("18. March", message.partition("Free instead")[0])
        self.assertIn("Free instead", message)
        self.assertFalse(events.quartier_room_booking_ids)

    def test_batch_clashes_with_itself(self):
        event = self._new_event(start="2030-07-01 10:00", stop="2030-07-01 11:00")
        other = self._new_event(start="2030-07-01 10:30", stop="2030-07-01 11:30")
        bookings = self.env["quartier.room.booking"].with_user(self.manager)
        with self._refused("twice"):
            bookings.create(
                [{"event_id": row.id, "room_id": self.room.id} for row in event + other]
            )

    def test_other_groups_are_not_named(self):
        self.booking.event_id.name = "Selbsthilfegruppe Sucht"
        for user, named in ((self.manager, True), (self.employee, False)):
            room = self.room.with_user(user)
            [refusal] = room._refusals([self.booking._slot()._replace(booking_id=0)])[
                self.booking._slot()._replace(booking_id=0)
            ]
            with self.subTest(user=user.name):
                self.assertEqual("Sucht" in refusal.message, named)
                sudo = room.sudo()._tell_clash(
                    self.booking._slot(), self.booking.sudo()
                )
                self.assertEqual("Sucht" in sudo, named)

    def test_core_recurrence_is_refused(self):
        with self.assertRaisesRegex(UserError, "Regular Offers"):
            self.booking.event_id.write(
                {"recurrency": True, "rrule_type": "weekly", "count": 3}
            )
        recurring = self._new_event(
            start="2030-08-05 10:00",
            stop="2030-08-05 11:00",
            recurrency=True,
            rrule_type="weekly",
            count=3,
            mon=True,
        )
        with self.assertRaisesRegex(UserError, "Regular Offers"):
            self._new_booking(None, None, event=recurring)

    def test_copied_event_has_no_room(self):
        self.assertFalse(self.booking.event_id.copy().quartier_room_booking_ids)

    def test_only_the_teams_of_room_and_event(self):
        event = self._new_event(quartier=self.ost)
        for user in (self.manager_ost, self.manager):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.env["quartier.room.booking"].with_user(user).create(
                    {"event_id": event.id, "room_id": self.room.id}
                )
        self.env["quartier.room.booking"].with_user(self.both).create(
            {"event_id": event.id, "room_id": self.small.id}
        )

    def test_invitee_cannot_move_the_room(self):
        event = self.booking.event_id
        event.partner_ids = [Command.link(self.employee.partner_id.id)]
        with self.assertRaises(AccessError):
            event.with_user(self.employee).write({"start": "2030-03-04 11:00:00"})

    def test_whoever_may_move_the_event_moves_the_room(self):
        """An employee's own event, for which the team booked a room."""
        event = (
            self.env["calendar.event"]
            .with_user(self.employee)
            .create(
                {
                    "name": "Dienstbesprechung",
                    "start": self._at("2030-03-07 10:00"),
                    "stop": self._at("2030-03-07 12:00"),
                }
            )
        )
        booking = self._new_booking(None, None, event=event)
        times = {"start": "2030-03-08 10:00:00", "stop": "2030-03-08 12:00:00"}
        event.with_user(self.employee).write(times)
        self.assertEqual(booking.block_start, self._at("2030-03-08 10:00"))
        times = {"start": "2030-03-04 10:00:00", "stop": "2030-03-04 12:00:00"}
        self.booking.event_id.name = "Selbsthilfegruppe Sucht"
        with self.assertRaises(ValidationError) as caught:
            event.with_user(self.employee).write(times)
        self.assertNotIn("Sucht", str(caught.exception))

    def test_colleagues_do_not_delete_what_has_a_room(self):
        """Core lets everybody delete an event without neighbourhood."""
        values = {
            "name": "Dienstbesprechung",
            "start": self._at("2030-03-07 10:00"),
            "stop": self._at("2030-03-07 12:00"),
        }
        events = self.env["calendar.event"]
        event = events.with_user(self.reader).create(values)
        booking = self._new_booking(None, None, event=event)
        with self.assertRaisesRegex(UserError, "Saal"):
            event.with_user(self.employee).unlink()
        with self.assertRaises(AccessError):
            event.with_user(self.manager_ost).quartier_id = self.ost
        self.assertTrue(booking.exists())
        event.with_user(self.reader).unlink()
        self.assertFalse(booking.exists())

    def test_archived_room_keeps_its_promises(self):
        self.room.sudo().active = False
        event = self.booking.event_id
        self.assertEqual(event.quartier_room_ids, self.room)
        event.with_user(self.office).quartier_room_ids = [Command.link(self.small.id)]
        self.assertTrue(self.booking.exists())
        self.assertEqual(event.quartier_room_ids, self.room + self.small)
        with self.assertRaisesRegex(ValidationError, "archived"):
            self._new_booking("2030-03-08 10:00", "2030-03-08 12:00")

    def test_state_is_written_like_a_button(self):
        """A client that writes it does not get around what the buttons do."""
        event = self._new_event(
            start=self._at("2030-03-08 10:00"), stop=self._at("2030-03-08 12:00")
        )
        booking = self._new_booking(None, None, event=event, for_group=True)
        booking.write({"state": "cancelled", "reason": "Putztag"})
        self.assertTrue(event.quartier_cancelled_on)
        with self.assertRaisesRegex(UserError, "enter a new booking"):
            booking.state = "confirmed"

    def test_layout_of_another_room(self):
        layout = self.env["quartier.room.layout"].create(
            {"name": "Reihen", "room_id": self.small.id, "capacity": 5}
        )
        with self.assertRaisesRegex(ValidationError, "another room"):
            self.booking.layout_id = layout
