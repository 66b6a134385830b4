from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..models.matching import parts_of
from ..models.quartier_volunteer_availability import DAYPARTS
from ..models.shift_times import moved
from .work_common import WorkCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerObstacle(WorkCommon):
    def _obstacles(self, shift, volunteer=None):
        volunteer = volunteer or self.vera
        return shift._obstacles(volunteer)[volunteer]

    def test_nothing_stands_against_it(self):
        self.assertEqual(self._obstacles(self._new_shift()), [])

    def test_all_at_once(self):
        shift = self._new_shift(start="2030-03-11 08:00:00")
        other = self._new_shift(name="Grill", start="2030-03-11 09:00:00")
        self._new_assignment(other, self.vera, "confirmed")
        shift._request(self.omar)
        self.vera.absence_ids.create(
            {
                "volunteer_id": self.vera.id,
                "date_from": "2030-03-10",
                "date_to": "2030-03-12",
            }
        )
        self.vera.sudo().state = "paused"
        texts = "\n".join(self._obstacles(shift))
        for part in ("Paused", "taken", "Mar 12, 2030", "“Grill” at the same time"):
            self.assertIn(part, texts)

    def test_one_after_the_other_is_no_overlap(self):
        shift = self._new_shift(start="2030-03-11 08:00:00")
        self._new_assignment(shift, self.vera, "confirmed")
        follows = self._new_shift(start="2030-03-11 10:00:00")
        self.assertEqual(self._obstacles(follows), [])

    def test_rest_of_a_night(self):
        night = self._new_shift(
            name="Nachtwache",
            start="2030-03-10 21:00:00",
            stop="2030-03-11 01:00:00",
        )
        self._new_assignment(night, self.vera, "confirmed")
        for start, fits in (
            ("2030-03-11 07:00:00", False),
            ("2030-03-11 11:59:00", False),
            ("2030-03-11 12:00:00", True),
            ("2030-03-11 01:30:00", True),  # still the same night
        ):
            with self.subTest(start):
                texts = self._obstacles(self._new_shift(start=start))
                self.assertEqual(not texts, fits, texts)

    def test_night_when_the_clock_is_changed(self):
        """25 hours lie between Saturday and Sunday noon in autumn, 23 in spring."""
        for day, evening, morning, fits in (
            # ends at 23:00 in summer time, begins at 9:00: eleven hours
            ("2030-10-26", "21:00", "08:00", True),
            # ends at 23:00 in winter time, begins at 10:00: ten hours
            ("2030-03-30", "22:00", "08:00", False),
        ):
            with self.subTest(day):
                first = datetime.fromisoformat(f"{day} {evening}")
                evening_shift = self._new_shift(
                    start=first - timedelta(hours=2), stop=first
                )
                row = self._new_assignment(evening_shift, self.vera, "confirmed")
                start = datetime.fromisoformat(f"{day} {morning}") + timedelta(days=1)
                texts = self._obstacles(self._new_shift(start=start))
                self.assertEqual(not texts, fits, texts)
                row.action_withdraw()

    def test_offers_elsewhere_are_no_duties(self):
        shift = self._new_shift()
        other = self._new_shift()
        self._new_assignment(other, self.vera, "offered")
        self.assertEqual(self._obstacles(shift), [])
        self._new_assignment(shift, self.vera, "confirmed")
        with self.assertRaisesRegex(UserError, "same time"):
            other.assignment_ids._accept_offer()

    def test_confirming_names_everybody(self):
        shift = self._new_shift(max_count=2)
        rows = [self._new_assignment(shift, row) for row in (self.vera, self.omar)]
        (self.vera + self.omar).sudo().state = "ended"
        with self.assertRaises(UserError) as refused:
            (rows[0] + rows[1]).action_confirm()
        self.assertIn("Vera Frei", str(refused.exception))
        self.assertIn("Omar Gern", str(refused.exception))

    def test_queries_do_not_grow(self):
        shift = self._new_shift()
        people = self.vera + self.omar + self.ida
        shift._candidates()  # warms up
        counts = []
        for volunteers in (people, self.vera, people):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            shift._obstacles(volunteers)
            shift._match(volunteers)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[1])
        self.assertLess(counts[-1], 30)


@tagged("standard", "post_install", "-at_install")
class TestVolunteerMatch(WorkCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.arabic = cls.env["quartier.language"].search([("code", "=", "ar")])
        cls.first_aid = cls.env["quartier.volunteer.skill"].create(
            {"name": "Erste Hilfe"}
        )
        cls.vera.write(
            {
                "language_ids": cls.arabic.ids,
                "kind_ids": cls.kind.ids,
                "availability_ids": [(0, 0, {"weekday": "1", "daypart": "afternoon"})],
            }
        )

    def _shift(self, **values):
        return self._new_shift(
            **{
                "start": "2030-03-12 12:00:00",
                "language_ids": self.arabic.ids,
                "skill_ids": self.first_aid.ids,
                **values,
            }
        )

    def test_reasons_in_words(self):
        shift = self._shift()
        match = shift._match(self.vera)[self.vera]
        self.assertEqual(
            shift._tell_match(match),
            "fits: Arabic, Ausschank, Tuesday afternoon; missing: Erste Hilfe",
        )

    def test_in_german(self):
        shift = self._shift().with_context(lang="de_DE")
        if "de_DE" not in dict(self.env["res.lang"].get_installed()):
            self.skipTest("German is not loaded")
        match = shift._match(self.vera)[self.vera]
        self.assertEqual(
            shift._tell_match(match),
            "passt: Arabisch, Ausschank, Dienstagnachmittag; fehlt: Erste Hilfe",
        )

    def test_best_first_and_who_cannot_last(self):
        shift = self._shift()
        self.ida.ability_ids.create(
            {"volunteer_id": self.ida.id, "skill_id": self.first_aid.id, "level": "3"}
        )
        self.ida.language_ids = self.arabic
        self.vera.absence_ids.create(
            {
                "volunteer_id": self.vera.id,
                "date_from": "2030-03-12",
                "date_to": "2030-03-12",
            }
        )
        found = [volunteer for volunteer, _match, _texts in shift._candidates()]
        self.assertEqual(found, [self.ida, self.omar, self.vera])

    def test_other_time_and_exceptions(self):
        shift = self._shift(start="2030-03-13 08:00:00")
        self.assertIn("Wednesday morning", shift._match(self.vera)[self.vera].missing)
        self.vera.absence_ids.create(
            {
                "volunteer_id": self.vera.id,
                "kind": "extra",
                "date_from": "2030-03-13",
                "date_to": "2030-03-13",
            }
        )
        self.assertIn("Wednesday morning", shift._match(self.vera)[self.vera].fits)

    def test_wished_amount(self):
        self.vera.write({"wished_hours": 3, "wished_per": "week"})
        shift = self._shift()
        self.assertNotIn(
            "wished", shift._tell_match(shift._match(self.vera)[self.vera])
        )
        other = self._new_shift(start="2030-03-15 12:00:00")
        self._new_assignment(other, self.vera, "confirmed")
        self.assertIn(
            "wished hours are used up", shift._match(self.vera)[self.vera].missing
        )

    def test_shifts_for_somebody(self):
        good, other = self._shift(), self._new_shift(start="2030-03-13 08:00:00")
        full = self._new_shift()
        full._request(self.omar)
        late = self._new_shift(start="2030-03-04 07:59:00")
        found = [shift for shift, _match in self.vera._fitting_shifts()]
        self.assertEqual(found[0], good)
        self.assertIn(other, found)
        self.assertNotIn(full, found)
        self.assertNotIn(late, found)

    def test_find_people(self):
        shift = self._shift(max_count=2)
        action = shift.action_find()
        find = self.env[action["res_model"]].with_user(self.coordinator)
        find = find.browse(action["res_id"])
        with self.assertRaisesRegex(UserError, "tick"):
            find.action_offer()
        with Form(find) as form:
            for number in range(2):
                with form.line_ids.edit(number) as line:
                    line.chosen = True
        find.action_offer()
        self.assertEqual(shift.assignment_ids.mapped("state"), ["offered"] * 2)
        self.assertIn(self.vera, shift.assignment_ids.volunteer_id)

    def test_find_people_names_nobody_foreign(self):
        shift = self._shift()
        find = self.env["quartier.volunteer.find"].with_user(self.coordinator_ost)
        with self.assertRaises(AccessError):
            find.create({"shift_id": shift.id})
        own = find.create({"shift_id": self._new_shift(user=self.coordinator_ost).id})
        with self.assertRaises(AccessError):
            own.write({"line_ids": [(0, 0, {"volunteer_id": self.vera.id})]})

    def test_parts_of_the_week(self):
        for start, stop, expected in (
            ("2030-03-12 12:00", "2030-03-12 14:00", {("1", "afternoon")}),
            (
                "2030-03-12 09:00",
                "2030-03-12 13:00",
                {("1", "morning"), ("1", "afternoon")},
            ),
            # a few minutes into the next part do not count
            ("2030-03-12 12:00", "2030-03-12 16:30", {("1", "afternoon")}),
            # the night belongs to the evening before, also when it has 25 hours
            ("2030-10-26 20:00", "2030-10-27 03:00", {("5", "evening")}),
            ("2030-03-30 22:00", "2030-03-31 03:00", {("5", "evening")}),
            ("2030-03-31 00:00", "2030-03-31 02:00", {("5", "evening")}),
        ):
            with self.subTest(start):
                parts = parts_of(
                    datetime.fromisoformat(start),
                    datetime.fromisoformat(stop),
                    "Europe/Berlin",
                    DAYPARTS,
                )
                self.assertEqual({part[1:] for part in parts}, expected)


@tagged("standard", "post_install", "-at_install")
class TestVolunteerEventShift(WorkCommon):
    def _event_with_shift(self, **values):
        event = self._new_event(start="2030-10-26 12:00", stop="2030-10-26 20:00")
        shift = self._new_shift(
            event_id=event.id, start="2030-10-26 06:00:00", **values
        )
        return event, shift

    def test_moves_with_its_event(self):
        event, shift = self._event_with_shift()
        row = self._new_assignment(shift, self.vera, "confirmed")
        with patch.object(type(row), "_tell", autospec=True) as tell:
            # over the change of the clock: still at eight
            event.write({"start": "2030-11-02 13:00", "stop": "2030-11-02 21:00"})
        self.assertEqual(shift.start, datetime(2030, 11, 2, 7))
        self.assertEqual(row.start, shift.start)
        tell.assert_called_once()
        self.assertEqual(tell.call_args.args, (row, "moved"))

    def test_moved_by_who_has_no_rights_to_shifts(self):
        event, shift = self._event_with_shift()
        event.with_user(self.office).start = "2030-10-26 13:00"
        self.assertEqual(shift.start, datetime(2030, 10, 26, 7))

    def test_cancelled_with_its_event(self):
        event, shift = self._event_with_shift()
        row = self._new_assignment(shift, self.vera, "confirmed")
        with patch.object(type(row), "_tell", autospec=True) as tell:
            event.with_user(self.office).action_quartier_cancel("Sturm")
        self.assertEqual(tell.call_args.args[1], "cancelled")
        self.assertEqual((row.state, row.reason), ("cancelled", "Sturm"))
        self.assertTrue(shift.cancelled_on)
        with self.assertRaisesRegex(UserError, "does not take place"):
            shift._request(self.omar)
        event.action_quartier_reinstate()
        self.assertFalse(shift.cancelled_on)
        self.assertEqual(shift._request(self.vera).state, "confirmed")

    def test_record_is_not_deleted_with_the_event(self):
        event, shift = self._event_with_shift()
        self._new_assignment(shift, self.vera, "confirmed")
        with self.assertRaisesRegex(UserError, "on record"):
            event.with_context(_force_unlink=True).unlink()
        with self.assertRaisesRegex(UserError, "on record"):
            shift.unlink()
        with self.assertRaisesRegex(UserError, "have to be told"):
            shift.active = False

    def test_roster_of_last_year(self):
        event, shift = self._event_with_shift(
            name="Aufbau", max_count=4, min_count=2, note="Handschuhe"
        )
        self._new_assignment(shift, self.vera, "confirmed")
        target = self._new_event(start="2031-08-30 13:00", stop="2031-08-30 20:00")
        copy = self.env["quartier.volunteer.roster.copy"].with_user(self.coordinator)
        wizard = copy.create({"event_id": target.id, "source_id": event.id})
        self.assertEqual(wizard.shift_count, 1)
        wizard.action_copy()
        shift = target.with_user(self.coordinator).quartier_shift_ids
        # six hours before the event, in summer time as well
        self.assertEqual(shift.start, datetime(2031, 8, 30, 7))
        self.assertEqual(
            (shift.name, shift.min_count, shift.max_count, shift.note),
            ("Aufbau", 2, 4, "Handschuhe"),
        )
        self.assertFalse(shift.assignment_ids)

    def test_figures(self):
        event, shift = self._event_with_shift(min_count=2, max_count=3)
        shift._request(self.vera)
        self.env.invalidate_all()
        own = event.with_user(self.coordinator)
        self.assertEqual(own.quartier_shift_missing, 1)
        self.assertEqual((shift.missing_count, shift.free_count), (1, 2))
        self.assertEqual(shift.staffing, "missing")
        shifts = shift.search([("missing_count", ">", 0), ("id", "=", shift.id)])
        self.assertEqual(shifts, shift)
        shift._request(self.omar)
        self.env.invalidate_all()
        self.assertFalse(
            shift.search([("missing_count", ">", 0), ("id", "=", shift.id)])
        )

    def test_printed(self):
        event, shift = self._event_with_shift(min_count=2, max_count=2)
        self._new_assignment(shift, self.vera, "confirmed")
        self.vera.reached_by = "phone"
        html = self._print("roster", event)
        for text in ("Vera Frei", "still missing", "08:00"):
            self.assertIn(text, html)
        self.assertIn("Vera Frei", self._print("phone_list", event))
        self.vera.reached_by = "email"
        self.vera.email = "vera@example.org"
        self.assertIn("Everybody is reached", self._print("phone_list", event))
        with self.assertRaises(AccessError):
            self._print("roster", event, self.office)

    def _print(self, name, event, user=None):
        event = event.with_user(user or self.coordinator)
        qweb = event.env["ir.qweb"]
        return str(qweb._render(f"quartier_volunteers.{name}", {"docs": event}))

    def test_moved_by_the_clock(self):
        start, stop = datetime(2030, 10, 26, 20), datetime(2030, 10, 27, 4)
        new_start, new_stop = moved(start, stop, timedelta(days=7), "Europe/Berlin")
        self.assertEqual(new_start, datetime(2030, 11, 2, 21))
        # 22 to 5 o'clock on both nights: the first has an hour more
        self.assertEqual(new_stop, datetime(2030, 11, 3, 4))
