from datetime import datetime, timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged

from ...models.rooms.slot import Slot
from .common import RoomCommon


@tagged("standard", "post_install", "-at_install")
class TestRoomRefusal(RoomCommon):
    """Each rule by itself, with a sentence that says what is wrong."""

    def _checks(self, *slots, room=None):
        """Which checks say no, over all slots."""
        room = room or self.room
        return [
            refusal.check
            for refusals in room._refusals(slots).values()
            for refusal in refusals
        ]

    def _slot(self, start, stop, **values):
        return Slot(self._at(start), self._at(stop), **values)

    def test_length(self):
        for stop in ("2030-03-04 10:00", "2030-03-04 09:00"):
            with self.subTest(stop=stop):
                self.assertEqual(
                    self._checks(self._slot("2030-03-04 10:00", stop)), ["length"]
                )
                with self.assertRaisesRegex(ValidationError, "end after it|ending"):
                    self._new_booking("2030-03-04 10:00", stop)

    def test_event_of_a_booking_is_cut_to_nothing(self):
        booking = self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")
        with self.assertRaisesRegex(ValidationError, "end after it"):
            booking.event_id.stop = booking.event_id.start

    def test_ends_of_the_calendar(self):
        self.room.sudo().write({"setup_minutes": 15, "teardown_minutes": 15})
        booking = self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")
        event = booking.event_id
        for vals in (
            {"start": "9999-12-31 10:00:00", "stop": "9999-12-31 23:59:59"},
            {"start": "0001-01-01 00:00:00", "stop": "0001-01-01 01:00:00"},
            {"allday": True, "start_date": "9999-12-31", "stop_date": "9999-12-31"},
        ):
            with self.subTest(vals=vals):
                with self.assertRaisesRegex(ValidationError, "Is the year right"):
                    event.write(vals)
                event.invalidate_recordset()

    def test_capacity(self):
        slot = self._slot("2030-03-04 10:00", "2030-03-04 12:00", attendance=41)
        self.assertEqual(self._checks(slot), ["capacity"])
        with self.assertRaisesRegex(ValidationError, "holds 40 people"):
            self._new_booking("2030-03-04 10:00", "2030-03-04 12:00", attendance=41)

    def test_capacity_of_a_layout(self):
        layout = self.env["quartier.room.layout"].create(
            {"name": "Kreis", "room_id": self.room.id, "capacity": 12}
        )
        slot = self._slot(
            "2030-03-04 10:00", "2030-03-04 12:00", attendance=13, layout_id=layout.id
        )
        self.assertEqual(self._checks(slot), ["capacity"])

    @freeze_time("2030-01-01 12:00")
    def test_horizon(self):
        self.room.horizon_days = 10
        self.assertFalse(
            self._checks(self._slot("2030-01-11 22:00", "2030-01-11 22:30"))
        )
        # 23:30 UTC is the next day in Berlin
        self.assertEqual(
            self._checks(self._slot("2030-01-11 23:30", "2030-01-12 00:30")),
            ["horizon"],
        )

    @freeze_time("2030-01-01 12:00")
    def test_opening_hours(self):
        self._open_weekdays(self.room)
        for start, stop, refused in (
            ("2030-03-04 07:00", "2030-03-04 17:00", False),  # Monday 8 to 18
            ("2030-03-04 06:59", "2030-03-04 09:00", True),
            ("2030-03-04 16:00", "2030-03-04 17:01", True),
            ("2030-03-02 10:00", "2030-03-02 11:00", True),  # Saturday
            ("2030-03-04 16:00", "2030-03-05 08:00", True),  # over night
            ("2030-07-01 06:00", "2030-07-01 16:00", False),  # the same in summer
            ("2029-12-31 20:00", "2029-12-31 21:00", False),  # over and done
        ):
            with self.subTest(start=start, stop=stop):
                checks = self._checks(self._slot(start, stop))
                self.assertEqual(checks, ["opening"] if refused else [])

    @freeze_time("2030-01-01 12:00")
    def test_closed_days(self):
        self._open_weekdays(self.room)
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Betriebsferien",
                "calendar_id": self.room.resource_calendar_id.id,
                "date_from": "2030-03-04 00:00:00",
                "date_to": "2030-03-04 12:00:00",
            }
        )
        self.assertEqual(
            self._checks(self._slot("2030-03-04 10:00", "2030-03-04 13:00")),
            ["opening"],
        )
        self.assertFalse(
            self._checks(self._slot("2030-03-04 12:00", "2030-03-04 13:00"))
        )

    @freeze_time("2030-01-01 12:00")
    def test_over_midnight_where_it_is_open(self):
        self._open_weekdays(self.room, 0, 24)
        self.assertFalse(
            self._checks(self._slot("2030-03-04 21:00", "2030-03-05 01:00"))
        )
        # the night before Saturday ends at 24:00
        self.assertEqual(
            self._checks(self._slot("2030-03-08 21:00", "2030-03-08 23:30")),
            ["opening"],
        )

    @freeze_time("2030-01-01 12:00")
    def test_whole_days(self):
        """They take the room from midnight to midnight, by the office's clock."""
        self._open_weekdays(self.room)
        event = self._new_event(
            allday=True,
            start_date="2030-03-04",
            stop_date="2030-03-05",
            start="2030-03-04 08:00:00",
            stop="2030-03-05 18:00:00",
        )
        booking = self._new_booking(None, None, event=event)
        self.assertEqual(booking.block_start, self._at("2030-03-03 23:00"))
        self.assertEqual(booking.block_stop, self._at("2030-03-05 23:00"))
        with self.assertRaisesRegex(ValidationError, "Saal"):
            self._new_booking(
                "2030-03-05 21:00", "2030-03-05 22:00", exception_reason="x"
            )
        with self.assertRaisesRegex(ValidationError, "not open"):
            event.write({"start_date": "2030-03-08", "stop_date": "2030-03-09"})

    @freeze_time("2030-01-01 12:00")
    def test_exception(self):
        self._open_weekdays(self.room)
        values = {"attendance": 60, "exception_reason": "Stadtteilfest"}
        booking = self._new_booking("2030-03-02 10:00", "2030-03-02 22:00", **values)
        with self.assertRaisesRegex(ValidationError, "not open"):
            booking.exception_reason = False
        with self.assertRaisesRegex(ValidationError, "taken"):
            self._new_booking("2030-03-02 10:00", "2030-03-02 22:00", **values)

    def test_both_nights_of_the_clock(self):
        """The hour that is lost or gained is neither free twice nor blocked."""
        for day, start, stop, hours in (
            ("spring", "2030-03-30 22:00", "2030-03-31 03:00", 5),  # 23:00 to 05:00
            ("autumn", "2030-10-26 21:00", "2030-10-27 04:00", 7),  # 23:00 to 05:00
        ):
            with self.subTest(day=day):
                booking = self._new_booking(start, stop)
                length = booking.block_stop - booking.block_start
                self.assertEqual(length, timedelta(hours=hours))
                self._new_booking(stop, stop[:11] + "08:00")
                with self.assertRaisesRegex(ValidationError, "taken"):
                    self._new_booking(start[:11] + "23:30", stop)

    def test_whole_day_of_the_clock_change(self):
        event = self._new_event(
            allday=True,
            start_date="2030-03-31",
            stop_date="2030-03-31",
            start="2030-03-31 08:00:00",
            stop="2030-03-31 18:00:00",
        )
        booking = self._new_booking(None, None, event=event)
        self.assertEqual(booking.block_start, datetime(2030, 3, 30, 23))
        self.assertEqual(booking.block_stop, datetime(2030, 3, 31, 22))

    def test_all_obstacles_at_once(self):
        self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")
        self._open_weekdays(self.room, 8, 12)
        slot = self._slot("2030-03-04 10:00", "2030-03-04 12:00", attendance=99)
        self.assertEqual(set(self._checks(slot)), {"opening", "capacity", "clash"})

    def test_clashes_are_one_query(self):
        slots = [
            self._slot("2030-03-04 10:00", "2030-03-04 12:00").moved(
                timedelta(weeks=week)
            )
            for week in range(52)
        ]
        self.env.flush_all()
        self.env.invalidate_all()
        self.room.read()
        self.room.quartier_id.read(["tz"])
        with self.assertQueryCount(1):
            self.room._clashes(slots)

    def test_alternatives(self):
        self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")
        slot = self._slot("2030-03-04 10:00", "2030-03-04 12:00", attendance=5)
        found = self.room._alternatives(slot)
        self.assertEqual(found["room"][0], self.small)
        self.assertEqual(found["hour"][1].start, self._at("2030-03-04 12:00"))
        self.assertEqual(found["week"][1].start, self._at("2030-03-11 10:00"))
        crowd = self.room._alternatives(slot._replace(attendance=20))
        self.assertNotIn("room", crowd)

    def test_next_free_week_keeps_the_clock(self):
        slot = self._slot("2030-03-25 10:00", "2030-03-25 11:00")
        _room, week = self.room._alternatives(slot)["week"]
        self.assertEqual(week.start, self._at("2030-04-01 09:00"))

    def test_who_books_directly(self):
        school = self.env.ref("quartier_management.quartier_actor_type_school")
        self.room.direct_actor_type_ids = school
        partners = self.env["res.partner"]
        club = partners.create({"name": "Verein", "is_company": True})
        school = partners.create(
            {
                "name": "Schule",
                "is_company": True,
                "quartier_actor_type_id": school.id,
                "child_ids": [fields.Command.create({"name": "Leitung"})],
            }
        )
        self.assertTrue(self.room._books_directly(school.child_ids))
        self.assertFalse(self.room._books_directly(club))
