from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from ..rooms.common import RoomCommon

NOW = "2030-01-02 12:00"  # a Wednesday


@freeze_time(NOW)
@tagged("standard", "post_install", "-at_install")
class TestSeries(RoomCommon):
    """Dates are plain events that follow their series, unless somebody touched them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.series = cls._new_series()

    @classmethod
    def _new_series(cls, state="running", **values):
        """Every Monday from 11 to 13, until the end of March."""
        series = (
            cls.env["quartier.series"]
            .with_user(cls.manager)
            .create(
                {
                    "name": "Nähcafé",
                    "quartier_id": cls.west.id,
                    "category_id": cls.category.id,
                    "room_id": cls.room.id,
                    "weekday": "0",
                    "hour_from": 11,
                    "hour_to": 13,
                    "date_from": "2030-01-01",
                    "date_until": "2030-03-31",
                    "public_holidays": "takes_place",
                    "published": True,
                    **values,
                }
            )
        )
        if state == "running":
            series.action_start()
        return series

    def _dates(self, series=None):
        return (series or self.series).event_ids.sorted("start")

    def _date(self, day):
        return self.series.event_ids.filtered(
            lambda event: event.quartier_occurrence_date == date.fromisoformat(day)
        )

    def _run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "quartier_management.ir_cron_extend_series"
            ).method_direct_trigger()

    def test_dates(self):
        events = self._dates()
        self.assertEqual(len(events), 12)
        self.assertEqual(events[0].start, self._at("2030-01-07 10:00"))
        self.assertEqual(events[-1].stop, self._at("2030-03-25 12:00"))
        self.assertTrue(all(events.mapped("quartier_published")))
        self.assertEqual(set(events.mapped("name")), {"Nähcafé"})
        self.assertEqual(len(events.quartier_room_booking_ids), 12)
        self.assertIn("Saal", events[0].location)
        self.assertFalse(events.partner_ids)

    def test_nothing_before_somebody_plans(self):
        self.assertFalse(self._new_series("talks").event_ids)

    def test_again_changes_nothing(self):
        before = self._dates().read(["start", "write_date", "name"])
        self.series.action_extend()
        self.series.action_extend("2030-03-31")
        self.env.flush_all()
        self.assertEqual(self._dates().read(["start", "write_date", "name"]), before)

    def test_time_changes_in_place(self):
        ids = self._dates().ids
        self.series.write({"hour_from": 15, "hour_to": 17, "name": "Nähstube"})
        events = self._dates()
        self.assertEqual(events.ids, ids)
        self.assertEqual(events[0].start, self._at("2030-01-07 14:00"))
        self.assertEqual(
            events[0].quartier_room_booking_ids.block_start,
            self._at("2030-01-07 14:00"),
        )
        self.assertEqual(set(events.mapped("name")), {"Nähstube"})
        self.assertFalse(any(events.mapped("quartier_by_hand")))

    def test_half_an_hour_later(self):
        """Dates of one series do not stand in each other's way."""
        self.series.write({"hour_from": 11.5, "hour_to": 13.5})
        self.assertEqual(self._dates()[0].start, self._at("2030-01-07 10:30"))

    def test_weekday_changes_in_place(self):
        ids = self._dates().ids
        self.series.weekday = "3"
        events = self._dates()
        # there is a Thursday more: tomorrow
        self.assertLessEqual(set(ids), set(events.ids))
        self.assertEqual({event.start.weekday() for event in events}, {3})

    def test_touched_dates_stay(self):
        cancelled, moved, edited, archived = self._dates()[:4]
        cancelled.action_quartier_cancel("krank")
        moved.write(
            {
                "start": self._at("2030-01-15 10:00"),
                "stop": self._at("2030-01-15 12:00"),
            }
        )
        edited.name = "Nähcafé mit Gast"
        archived.active = False
        self.series.write({"name": "Nähstube", "hour_from": 15, "hour_to": 17})
        self.assertEqual(cancelled.quartier_cancel_reason, "krank")
        self.assertEqual(cancelled.start, self._at("2030-01-07 10:00"))
        self.assertEqual(moved.start, self._at("2030-01-15 10:00"))
        self.assertEqual(edited.name, "Nähcafé mit Gast")
        self.assertEqual(edited.start, self._at("2030-01-21 10:00"))
        self.assertEqual(archived.name, "Nähcafé")
        self.assertEqual(self._dates()[5].name, "Nähstube")

    def test_headcount_is_no_edit(self):
        event = self._dates()[0]
        event.quartier_headcount = 7
        event.quartier_assessment = "Schön"
        self.assertFalse(event.quartier_by_hand)

    def test_follow_again(self):
        event = self._dates()[2]
        event.name = "Anders"
        self.assertTrue(event.quartier_by_hand)
        event.action_quartier_follow_series()
        self.assertEqual(event.name, "Nähcafé")
        self.assertFalse(event.quartier_by_hand)

    def test_past_stays(self):
        past = self._dates()[:2]
        with freeze_time("2030-01-14 11:00"):  # while the second one takes place
            self.series.write({"name": "Nähstube", "weekday": "3"})
            self.assertEqual(set(past.mapped("name")), {"Nähcafé"})
            self.assertEqual({event.start.weekday() for event in past}, {0})
            self.series.action_end()
            self.assertEqual(self._dates(), past)

    def test_extra_date(self):
        extra = self._new_event(
            self.manager, quartier_series_id=self.series.id, name="Sonderöffnung"
        )
        self.series.name = "Nähstube"
        self.assertEqual(extra.name, "Sonderöffnung")
        self.assertFalse(extra.quartier_by_hand)
        self.series.action_end()
        self.assertTrue(extra.quartier_cancelled_on)

    def test_pause_and_resume(self):
        self._dates()[0].action_quartier_cancel("krank")
        self.series.action_pause()
        self.assertEqual(len(self._dates()), 1)
        self.series.action_resume()
        self.assertEqual(len(self._dates()), 12)
        self.assertTrue(self._dates()[0].quartier_cancelled_on)

    def test_end_frees_the_room(self):
        moved = self._dates()[3]
        moved.write(
            {
                "start": self._at("2030-02-01 10:00"),
                "stop": self._at("2030-02-01 12:00"),
            }
        )
        self.series.action_end()
        self.assertEqual(self._dates(), moved)
        self.assertTrue(moved.quartier_cancelled_on)
        self.assertFalse(self.room._busy(self._at(NOW), self._at("2031-01-01 00:00")))

    def test_shorter(self):
        self.series.date_until = "2030-01-31"
        self.assertEqual(len(self._dates()), 4)

    def test_horizon(self):
        self.west.sudo().horizon_months = 2
        series = self._new_series(date_until=False, room_id=False)
        self.assertEqual(self._dates(series)[-1].start.date(), date(2030, 2, 25))
        with freeze_time("2030-02-02 12:00"):
            self._run_cron()
            self.assertEqual(self._dates(series)[-1].start.date(), date(2030, 4, 1))

    def test_cron_is_stopped(self):
        """What is done is kept; the next run goes on."""
        others = [self._new_series(date_until=False, room_id=False) for _number in "12"]
        with freeze_time("2030-02-02 12:00"):
            todo = [row.extended_until for row in others]
            others[0].action_extend()
            self.assertGreater(others[0].extended_until, todo[0])
            self.assertEqual(others[1].extended_until, todo[1])
            self._run_cron()
            self.assertEqual(others[0].extended_until, others[1].extended_until)

    def test_holidays(self):
        self.env["quartier.holiday"].create(
            [
                {"name": "Rosenmontag", "date_from": "2030-03-04", "kind": "public"},
                {
                    "name": "Ferien",
                    "date_from": "2030-01-07",
                    "date_to": "2030-01-15",
                    "kind": "school",
                },
            ]
        )
        series = self._new_series(
            room_id=self.small.id, public_holidays="pauses", school_holidays="ask"
        )
        events = self._dates(series)
        self.assertNotIn(date(2030, 3, 4), events.mapped("quartier_occurrence_date"))
        asked = events.filtered("quartier_question")
        self.assertEqual(asked.mapped("quartier_question"), ["Ferien", "Ferien"])
        self.assertFalse(any(asked.mapped("quartier_published")))
        self.assertEqual(series.activity_ids.user_id, self.manager)
        asked[0].action_quartier_takes_place()
        self.assertTrue(asked[0].quartier_published)
        series.name = "Anders"
        self.assertFalse(asked[1].quartier_published)
        asked[1].action_quartier_pauses()
        self.assertEqual(asked[1].quartier_cancel_reason, "Ferien")
        self.assertFalse(series.activity_ids)

    def test_taken_room(self):
        """All other dates are booked; those that cannot be had wait for a decision."""
        self._new_booking("2030-01-14 11:00", "2030-01-14 12:00", self.small)
        self._new_booking("2030-02-04 11:00", "2030-02-04 12:00", self.small)
        series = self._new_series(room_id=self.small.id)
        asked = series.event_ids.filtered("quartier_question")
        self.assertEqual(len(asked), 2)
        self.assertIn("taken", asked[0].quartier_question)
        self.assertEqual(len(series.event_ids.quartier_room_booking_ids), 10)
        with self.assertRaisesRegex(ValidationError, "Free instead"):
            asked[0].action_quartier_takes_place()
        asked[0].write(
            {
                "start": self._at("2030-01-14 14:00"),
                "stop": self._at("2030-01-14 16:00"),
            }
        )
        asked[0].action_quartier_takes_place()
        self.assertEqual(asked[0].quartier_room_ids, self.small)

    def test_other_room(self):
        self._new_booking("2030-01-14 11:00", "2030-01-14 12:00", self.small)
        self.series.room_id = self.small
        events = self._dates()
        self.assertEqual(
            [event.quartier_room_ids for event in events[:3]],
            [self.small, self.env["quartier.room"], self.small],
        )
        self.assertTrue(events[1].quartier_question)
        self.assertIn("Kammer", events[0].location)
        self.series.room_id = False
        self.assertFalse(self._dates().quartier_room_booking_ids)

    def test_providers(self):
        club = self.env["res.partner"].create({"name": "Verein", "is_company": True})
        self.series.participation_ids = [
            Command.create({"partner_id": club.id, "role": "lead"})
        ]
        self.assertEqual(self._dates()[3].quartier_participation_ids.partner_id, club)
        self.assertEqual(self._dates()[3].quartier_participation_ids.role, "lead")

    def test_clock_change(self):
        series = self._new_series(date_until="2030-12-31", room_id=False)
        hours = {self.west._localize(event.start).hour for event in series.event_ids}
        self.assertEqual(hours, {11})

    def test_queries_do_not_grow(self):
        def count(until):
            series = self._new_series("talks", room_id=self.small.id, date_until=until)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            series.action_start()
            self.env.flush_all()
            series.action_end()
            return self.env.cr.sql_log_count - before

        count("2030-02-01")  # warms up
        self.assertLess(count("2030-12-31") - count("2030-02-01"), 60)

    def test_deleted_date_would_come_back(self):
        with self.assertRaisesRegex(UserError, "end the offer"):
            self._dates()[0].unlink()
        self.series.unlink()

    def test_core_recurrence(self):
        self.series.room_id = False
        with self.assertRaisesRegex(UserError, "regular offer"):
            self._dates()[0].write(
                {"recurrency": True, "rrule_type": "weekly", "count": 3}
            )

    def test_wrong_rules(self):
        for vals in (
            {"hour_to": 9},
            {"interval": 0},
            {"date_until": "2029-01-01"},
            {"hour_from": -1},
        ):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                self.series.write(vals)

    def test_room_of_another_neighbourhood(self):
        room = self._new_room("Ostsaal", self.ost)
        with self.assertRaisesRegex(ValidationError, "another neighbourhood"):
            self.series.room_id = room

    def test_room_by_hand_stays(self):
        """Moved to another room, one more room, or none: all that is by hand."""
        bookings = self._dates().quartier_room_booking_ids.with_user(self.office)
        moved, more, cancelled = bookings.sorted("start")[:3]
        moved.room_id = self.small
        extra = self._new_booking(
            None, None, room=self.small, event=more.event_id.with_user(self.manager)
        )
        cancelled.action_cancel("Wasserschaden")
        self.assertTrue(all(bookings[:3].event_id.mapped("quartier_by_hand")))
        self.series.public_text = "Neu"
        self._run_cron()
        self.assertEqual(moved.room_id, self.small)
        self.assertTrue(extra.exists())
        self.assertEqual(cancelled.state, "cancelled")
        self.assertFalse(cancelled.event_id.quartier_room_ids)
        following = self._dates() - bookings.sorted("start")[:3].event_id
        self.assertEqual(set(following.mapped("quartier_public_text")), {"Neu"})

    def test_another_room_for_a_question(self):
        day = self._at("2030-04-01 09:00")
        other = self._new_event(start=day, stop=self._at("2030-04-01 12:00"))
        self._new_booking(None, None, event=other)
        self.series.date_until = "2030-04-07"
        date = self._date("2030-04-01")
        self.assertTrue(date.quartier_question)
        self._new_booking(None, None, room=self.small, event=date)
        date.with_user(self.office).action_quartier_takes_place()
        self.series.public_text = "Neu"
        self.assertEqual(date.quartier_room_ids, self.small)

    def test_questions_name_nobody(self):
        """They are stored, and read by others than whoever saved the offer."""
        other = self._new_event(
            name="Geheimgespräch",
            privacy="private",
            start=self._at("2030-04-01 09:00"),
            stop=self._at("2030-04-01 12:00"),
        )
        self._new_booking(None, None, event=other)
        self.series.date_until = "2030-04-07"
        date = self._date("2030-04-01")
        self.assertIn("is taken.", date.quartier_question)
        date.with_user(self.office).action_quartier_pauses()
        self.assertEqual(date.quartier_cancel_reason, "Pauses")

    def test_question_that_is_settled(self):
        other = self._new_event(
            start=self._at("2030-04-01 09:00"), stop=self._at("2030-04-01 12:00")
        )
        self._new_booking(None, None, event=other)
        self.series.date_until = "2030-04-07"
        date = self._date("2030-04-01")
        self.assertTrue(date.quartier_question)
        self.series.weekday = "2"
        self.assertEqual(date.quartier_occurrence_date, date.start.date())
        self.assertFalse(date.quartier_question)
        self.assertTrue(date.quartier_published)
        self.assertEqual(date.quartier_room_ids, self.room)

    def test_policy_that_asks_no_more(self):
        self.env["quartier.holiday"].create(
            {
                "name": "Probetag",
                "date_from": "2030-01-14",
                "state_id": self.west.company_id.quartier_state_id.id,
            }
        )
        self.series.public_holidays = "ask"
        date = self._date("2030-01-14")
        self.assertEqual(date.quartier_question, "Probetag")
        self.series.public_holidays = "takes_place"
        self.assertFalse(date.quartier_question)
        self.assertTrue(date.quartier_published)

    def test_extended_only_as_far_as_the_room(self):
        """What the room does not allow yet is entered later."""
        self.room.sudo().horizon_days = 100
        series = self._new_series(date_until=False, hour_from=15, hour_to=16)
        series.action_extend(date(2031, 12, 31))
        self.assertEqual(series.extended_until, date(2030, 4, 12))

    def test_people_expected(self):
        self.series.attendance = 30
        bookings = self._dates().quartier_room_booking_ids
        self.assertEqual(set(bookings.mapped("attendance")), {30})
        with self.assertRaisesRegex(ValidationError, "holds 40 people"):
            self.series.attendance = 300

    def test_provider_leaves(self):
        one, two = self.env["res.partner"].create([{"name": "Eins"}, {"name": "Zwei"}])
        self.series.participation_ids = [Command.create({"partner_id": one.id})]
        by_hand = self._date("2030-01-07")
        by_hand.name = "Anders"
        self.series.participation_ids.partner_id = two
        following = (self._dates() - by_hand).quartier_participation_ids
        self.assertEqual(following.partner_id, two)
        self.assertEqual(by_hand.quartier_participation_ids.partner_id, one)
        self.series.participation_ids.unlink()
        self.assertFalse(following.exists())

    def test_longer_by_hand(self):
        date = self._date("2030-01-14")
        date.duration = 5
        self.assertTrue(date.quartier_by_hand)

    def test_what_was_written_is_not_deleted(self):
        date = self._date("2030-01-14")
        date.description = "<p>Beamer mitbringen</p>"
        self.series.action_pause()
        self.assertEqual(self._dates(), date)
        self.assertTrue(date.quartier_cancelled_on)

    def test_exception_is_a_decision(self):
        """The room is closed, and the offer takes place all the same."""
        self._open_weekdays(self.room)
        self.env["resource.calendar.leaves"].create(
            {
                "calendar_id": self.room.resource_calendar_id.id,
                "date_from": "2030-04-01 00:00:00",
                "date_to": "2030-04-01 21:00:00",
            }
        )
        self.series.date_until = "2030-04-07"
        date = self._date("2030-04-01").with_user(self.office)
        self.assertIn("not open", date.quartier_question)
        date.action_quartier_takes_place()
        booking = date.quartier_room_booking_ids
        self.assertEqual(booking.room_id, self.room)
        self.assertIn("not open", booking.exception_reason)

    def test_room_that_closes_later(self):
        """What was promised is not judged again, and does not stop the others."""
        self._open_weekdays(self.room)
        self.env["resource.calendar.leaves"].create(
            {
                "calendar_id": self.room.resource_calendar_id.id,
                "date_from": "2030-01-14 00:00:00",
                "date_to": "2030-01-14 23:00:00",
            }
        )
        self.series.public_text = "Neu"
        self.assertEqual(set(self._dates().mapped("quartier_public_text")), {"Neu"})
        self.assertEqual(len(self._dates().quartier_room_booking_ids), 12)

    def test_cron_goes_on_after_an_error(self):
        other = self._new_series(
            name="Anderes", room_id=False, hour_from=15, hour_to=16
        )
        both = self.series + other
        both.date_until = False
        both.sudo().extended_until = "2030-01-03"
        apply = self.env.registry["quartier.series"]._apply_dates
        message = "Geht nicht"

        def fail_for_one(series, until):
            if series == self.series:
                raise UserError(message)
            return apply(series, until)

        with patch.object(
            self.env.registry["quartier.series"], "_apply_dates", fail_for_one
        ):
            self._run_cron()
            self._run_cron()
        self.assertGreater(len(self._dates(other)), 40)
        [activity] = self.series.activity_ids
        self.assertIn("Geht nicht", activity.note)
        self.assertEqual(activity.user_id, self.manager)

    def test_shorter_horizon_of_the_room(self):
        """It limits what is entered, not what is there."""
        self.room.sudo().horizon_days = 20
        self.series.public_text = "Neu"
        self.assertEqual(len(self._dates()), 12)
        self.series.date_until = "2030-05-31"
        self.assertEqual(len(self._dates()), 12)

    def test_archived_room(self):
        before = self._dates().quartier_room_booking_ids
        self.room.sudo().active = False
        self.series.public_text = "Neu"
        self.assertEqual(self._dates().quartier_room_booking_ids, before)
        self.series.date_until = "2030-04-07"
        self.assertIn("archived", self._date("2030-04-01").quartier_question)

    def test_hour_that_the_clock_skips(self):
        series = self._new_series(
            weekday="6", hour_from=2.5, hour_to=3.25, room_id=False, date_until=False
        )
        night = series.event_ids.filtered(
            lambda event: event.quartier_occurrence_date == date(2030, 3, 31)
        )
        self.assertEqual(night.start, self._at("2030-03-31 01:30"))
        self.assertEqual(night.stop, self._at("2030-03-31 02:15"))

    def test_resumed_after_its_end(self):
        self.series.action_end()
        self.series.action_resume()
        self.assertFalse(self.series.date_until)
        self.assertGreater(len(self._dates().filtered("active")), 40)

    def test_only_the_team(self):
        for user in (self.reader, self.manager_ost):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.series.with_user(user).action_pause()

    def test_nobody_else_gives_it_dates(self):
        """Else its team could not change it any more: it may not write the date."""
        times = {"start": "2030-03-04 10:00:00", "stop": "2030-03-04 11:00:00"}
        given = {"quartier_series_id": self.series.id}
        for user, quartier in (
            (self.manager_ost, self.ost),
            (self.manager_ost, None),
            (self.reader, None),
        ):
            office = {"quartier_id": quartier.id if quartier else False}
            events = self.env["calendar.event"].with_user(user)
            values = {"name": "Fremd", **times, **office}
            with self.subTest(user=user.name, office=quartier):
                with self.assertRaises(AccessError):
                    events.create({**values, **given})
                with self.assertRaises(AccessError):
                    events.with_context(
                        default_quartier_series_id=self.series.id
                    ).create(values)
                event = events.create(values)
                with self.assertRaises(AccessError):
                    event.write(given)

    def test_its_dates_are_of_its_team(self):
        event = self._new_event(user=self.both)
        event.write({"quartier_series_id": self.series.id})
        with self.assertRaisesRegex(ValidationError, "different neigh"):
            event.quartier_id = self.ost
        event = self._new_event(user=self.both)
        with self.assertRaisesRegex(ValidationError, "different neigh"):
            event.write(
                {"quartier_series_id": self.series.id, "quartier_id": self.ost.id}
            )

    def test_form(self):
        with Form(self.env["quartier.series"].with_user(self.office)) as form:
            form.name = "Krabbelgruppe"
            form.quartier_id = self.west
            form.weekday = "2"
            form.room_id = self.small
            self.assertIn("Wednesday", form.rule_text)
        form.record.action_plan()
        self.assertGreater(form.record.event_count, 50)
        self.assertEqual(form.record.next_start.date(), date(2030, 1, 9))
