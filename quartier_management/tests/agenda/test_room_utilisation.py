from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..rooms.common import RoomCommon


@tagged("standard", "post_install", "-at_install")
class TestRoomUtilisation(RoomCommon):
    """Hours used of hours open, by the office's clock."""

    def _figures(self, user=None, **extra):
        model = self.env["quartier.room.utilisation"].with_user(user or self.manager)
        [row] = model._read_group(
            [("room_id", "=", self.room.id)],
            [],
            ["hours_used:sum", "hours_open:sum", "headcount:sum", "utilisation:avg"],
        )
        return row

    @freeze_time("2030-03-08 12:00")
    def test_week(self):
        self._open_weekdays(self.room, 8, 18)
        first = self._new_booking("2030-03-04 07:00", "2030-03-04 12:00")
        self._new_booking("2030-03-08 07:00", "2030-03-08 12:00")
        self._new_booking("2030-03-07 07:00", "2030-03-07 12:00", state="request")
        first.event_id.quartier_headcount = 12
        self.env.flush_all()
        self.assertEqual(self._figures(), (10, 50, 12, 20))

    @freeze_time("2030-03-08 12:00")
    def test_closed_hours_are_not_open(self):
        self._open_weekdays(self.room, 8, 18)
        self._new_booking("2030-03-04 07:00", "2030-03-04 12:00")
        self._new_booking("2030-03-08 07:00", "2030-03-08 12:00")
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Handwerker",
                "calendar_id": self.room.resource_calendar_id.id,
                "date_from": "2030-03-05 00:00:00",
                "date_to": "2030-03-06 12:00:00",
            }
        )
        self.env.flush_all()
        # Tuesday is closed, and Wednesday until 13:00 in Berlin
        self.assertEqual(self._figures()[:2], (10, 35))

    def test_always_open(self):
        self._new_booking("2030-03-04 07:00", "2030-03-04 12:00")
        self.env.flush_all()
        self.assertEqual(self._figures(), (5, 0, 0, False))

    def test_whole_days_and_several_rooms(self):
        """Three days are 72 hours; who is in two rooms at once is one person."""
        days = self._new_event(
            allday=True,
            start="2030-03-11",
            stop="2030-03-13",
            start_date="2030-03-11",
            stop_date="2030-03-13",
        )
        days.quartier_headcount = 12
        for room in (self.room, self.small):
            self._new_booking(None, None, room=room, event=days)
        self.env.flush_all()
        rows = self.env["quartier.room.utilisation"]._read_group(
            [("room_id", "in", (self.room + self.small).ids)],
            [],
            ["hours_used:sum", "headcount:sum"],
        )
        self.assertEqual(rows, [(144, 12)])

    def test_persons_are_counted_but_not_named(self):
        person = self._new_resident(self.office)
        club = self.env["res.partner"].create({"name": "Verein", "is_company": True})
        self._new_booking("2030-03-04 07:00", "2030-03-04 12:00", partner_id=person.id)
        self._new_booking("2030-03-05 07:00", "2030-03-05 12:00", partner_id=club.id)
        event = self._new_event(
            start="2030-03-06 07:00:00",
            stop="2030-03-06 12:00:00",
            privacy="private",
            partner_ids=[Command.clear()],
        )
        self._new_booking(None, None, event=event, partner_id=club.id)
        # private because all that its organiser enters is
        self.both.with_user(self.both).calendar_default_privacy = "private"
        event = self._new_event(
            user=self.both,
            start="2030-03-07 07:00:00",
            stop="2030-03-07 12:00:00",
            privacy=False,
        )
        self.env["quartier.room.booking"].with_user(self.both).create(
            {
                "event_id": event.id,
                "room_id": self.room.id,
                "partner_id": club.id,
            }
        )
        self.env.flush_all()
        for user in (self.reader, self.manager):
            rows = (
                self.env["quartier.room.utilisation"]
                .with_user(user)
                ._read_group(
                    [("room_id", "=", self.room.id)], ["partner_id"], ["hours_used:sum"]
                )
            )
            self.assertEqual(dict(rows), {club: 5, club.browse(): 15})
