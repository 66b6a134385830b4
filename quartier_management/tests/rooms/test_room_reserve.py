from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from .common import RoomCommon


@tagged("standard", "post_install", "-at_install")
class TestRoomReserve(RoomCommon):
    """A call is answered while it lasts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.club = cls.env["res.partner"].create(
            {"name": "Probechor", "is_company": True}
        )

    def _form(self, start, stop, **values):
        form = Form(self.env["quartier.room.reserve"].with_user(self.office))
        form.room_id = self.room
        form.start, form.stop = self._at(start), self._at(stop)
        for name, value in values.items():
            setattr(form, name, value)
        return form

    def test_call_of_a_club(self):
        form = self._form("2030-03-04 10:00", "2030-03-04 12:00", partner_id=self.club)
        self.assertEqual((form.name, form.state), ("Probechor", "hold"))
        form.state = "confirmed"
        self.assertFalse(form.obstacles)
        form.save().action_book()
        booking = self.room.booking_ids
        self.assertEqual((booking.state, booking.partner_id), ("confirmed", self.club))
        event = booking.event_id
        self.assertEqual((event.name, event.quartier_id), ("Probechor", self.west))
        self.assertFalse(event.partner_ids)
        self.assertIn("Saal", event.location)

    def test_without_a_form(self):
        """By RPC the promise follows from room and group, as in the form."""
        wizard = self.env["quartier.room.reserve"].with_user(self.office)
        values = {
            "room_id": self.room.id,
            "start": "2030-03-04 10:00:00",
            "stop": "2030-03-04 12:00:00",
        }
        wizards = wizard.create([values, {**values, "partner_id": self.club.id}])
        self.assertEqual(wizards.mapped("state"), ["confirmed", "hold"])

    def test_end_follows_the_start(self):
        form = self._form("2030-03-04 10:00", "2030-03-04 12:00")
        form.start = self._at("2030-03-05 10:00")
        self.assertEqual(form.stop, self._at("2030-03-05 12:00"))

    def test_person_is_not_named_in_the_calendar(self):
        person = self._new_resident(self.office)
        form = self._form("2030-03-04 10:00", "2030-03-04 12:00", partner_id=person)
        form.save().action_book()
        self.assertNotIn("Rosa", self.room.booking_ids.event_id.name)
        for user, count in ((self.office, 1), (self.manager_ost, 0), (self.reader, 0)):
            bookings = self.env["quartier.room.booking"].with_user(user)
            found = bookings.search_count([("room_id", "=", self.room.id)])
            self.assertEqual(found, count, user.name)

    def test_clash_offers_something_else(self):
        self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")
        form = self._form("2030-03-04 10:00", "2030-03-04 12:00")
        self.assertIn("taken", form.obstacles)
        self.assertIn("13:00", form.other_hour)
        wizard = form.save()
        with self.assertRaisesRegex(ValidationError, "Free instead"):
            wizard.action_book()
        wizard.action_take_other_room()
        self.assertEqual(wizard.room_id, self.small)
        self.assertFalse(wizard.refused_count)
        wizard.action_book()
        self.assertTrue(self.small.booking_ids)

    def test_other_hour_and_week(self):
        self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")
        for kind, start in (("hour", "2030-03-04 12:00"), ("week", "2030-03-11 10:00")):
            with self.subTest(kind=kind):
                wizard = self._form("2030-03-04 10:00", "2030-03-04 12:00").save()
                getattr(wizard, f"action_take_other_{kind}")()
                self.assertEqual(wizard.start, self._at(start))

    def test_many_dates_but_one(self):
        self._new_booking("2030-04-01 09:00", "2030-04-01 10:00")
        form = self._form("2030-03-04 10:00", "2030-03-04 12:00")
        form.weekly_until = "2031-02-24"
        self.assertEqual((form.date_count, form.refused_count), (52, 1))
        wizard = form.save()
        with self.assertRaises(ValidationError):
            wizard.action_book()
        wizard.action_book_free()
        bookings = self.room.booking_ids.filtered(lambda row: row.duration == 2)
        self.assertEqual(len(bookings), 51)
        # the hour stays when the clocks change
        hours = {self.west._localize(booking.start).hour for booking in bookings}
        self.assertEqual(hours, {11})

    def test_nothing_is_free(self):
        self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")
        wizard = self._form("2030-03-04 10:00", "2030-03-04 12:00").save()
        with self.assertRaisesRegex(UserError, "None of the dates"):
            wizard.action_book_free()

    @freeze_time("2030-01-01 12:00")
    def test_exception(self):
        self._open_weekdays(self.room, 8, 9)
        form = self._form("2030-03-04 10:00", "2030-03-04 12:00")
        self.assertIn("not open", form.obstacles)
        form.exception_reason = "Fest"
        self.assertFalse(form.obstacles)
        form.save().action_book()
        self.assertEqual(self.room.booking_ids.exception_reason, "Fest")

    def test_too_many_weeks(self):
        form = self._form("2030-03-04 10:00", "2030-03-04 12:00")
        form.weekly_until = "2099-01-01"
        with self.assertRaisesRegex(ValidationError, "At most"):
            form.save()
