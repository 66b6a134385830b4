from datetime import date, timedelta

from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from ..common import QuartierCommon

SECRET = "Streng-Vertraulich-4711"


@tagged("standard", "post_install", "-at_install")
class TestPublicWeek(QuartierCommon, HttpCase):
    def _published(self, **values):
        return self._new_event(
            **{"name": "Offenes Café", "quartier_published": True, **values}
        )

    def _get(self, path, status=200, quartier=None):
        self.env.flush_all()
        slug = (quartier or self.west).slug
        response = self.url_open(f"/quartier/{slug}/{path}")
        self.assertEqual(response.status_code, status, path)
        return response.text

    def _week(self, day="2030-03-04", **options):
        return self._get(f"woche?datum={day}", **options)

    def test_week_shows_published_events_of_that_neighbourhood(self):
        self._published()
        self._new_event(name="Interne Runde")
        self.assertIn("Offenes Café", self._week("2030-03-08"))
        self.assertNotIn("Interne Runde", self._week())
        self.assertNotIn("Offenes Café", self._week("2030-03-11"))
        self.assertNotIn("Offenes Café", self._week(quartier=self.ost))

    def test_event_page(self):
        event = self._published(quartier_public_text="Alle sind da.")
        self.assertIn("Alle sind da.", self._get(f"termin/{event.id}"))
        self._get(f"termin/{event.id}", status=404, quartier=self.ost)
        event.quartier_published = False
        self._get(f"termin/{event.id}", status=404)
        self._get("termin/99999999999999999999", status=404)

    def test_only_public_privacy_is_shown(self):
        event = self._published(privacy="confidential")
        self.assertNotIn("Offenes Café", self._week())
        self._get(f"termin/{event.id}", status=404)

    def test_nothing_but_the_listed_fields(self):
        event = self._published(
            description=SECRET, quartier_assessment=SECRET, quartier_headcount=4711
        )
        self.west.description = SECRET
        for page in (self._week(), self._get(f"termin/{event.id}")):
            self.assertNotIn("4711", page)

    def test_cancelled_event_says_why(self):
        self._published().action_quartier_cancel("Wasserschaden")
        self.assertIn("Wasserschaden", self._week())

    def test_filters(self):
        audience = self.env["quartier.audience"].search([], limit=1)
        self._published(quartier_audience_ids=audience.ids)
        self._published(name="Stufenlos", quartier_barrier_free=True)
        page = self._week(f"2030-03-04&audience={audience.id}")
        self.assertIn("Offenes Café", page)
        self.assertNotIn("Stufenlos", page)
        page = self._week("2030-03-04&barrier_free=1")
        self.assertNotIn("Offenes Café", page)
        self.assertIn("Stufenlos", page)

    def test_strange_addresses(self):
        for query in (
            "datum=gestern",
            "datum=9999-12-31",
            "datum=0001-01-01",
            "audience=1%27%20OR%201=1--&topic=99999999999",
            "datum=%00&language=-1",
        ):
            self._get(f"woche?{query}")
        self.assertEqual(
            self.url_open("/quartier/gibt-es-nicht/woche").status_code, 404
        )
        self.assertEqual(self.url_open("/quartier/%27--/woche").status_code, 404)
        self.assertEqual(self.url_open("/quartier/x%00/woche").status_code, 400)
        self.west.active = False
        self._get("woche", status=404)

    def test_clock_of_the_office_over_both_changes(self):
        self._published(start="2030-03-30 09:00:00", stop="2030-03-30 10:00:00")
        self._published(start="2030-03-31 09:00:00", stop="2030-03-31 10:00:00")
        self._published(start="2030-10-27 09:00:00", stop="2030-10-27 10:00:00")
        clocks = [
            event.start.hour
            for day in ("2030-03-25", "2030-10-21")
            for event in self._events(day)
        ]
        self.assertEqual(clocks, [10, 11, 10])

    def test_days_of_an_event(self):
        self._published(start="2030-03-05 21:00:00", stop="2030-03-06 00:30:00")
        self._published(start="2030-03-07 21:00:00", stop="2030-03-07 23:00:00")
        self._published(allday=True, start_date="2030-03-09", stop_date="2030-03-11")
        spans = [(e.first_day.day, e.last_day.day) for e in self._events("2030-03-04")]
        self.assertEqual(spans, [(5, 6), (7, 7), (9, 11)])
        self.assertEqual(len(self._events("2030-03-11")), 1)

    def test_languages(self):
        """The office's language, unless the visitor chose another one."""
        self.env["res.lang"]._activate_lang("de_DE")
        self.west.lang = "de_DE"
        self._published()
        for prefix, lang, title in (
            ("/de", "de-DE", "Das ist los in"),
            ("/en", "en-US", "This is on in"),
        ):
            with self.subTest(lang=lang):
                page = self.url_open(
                    f"{prefix}/quartier/{self.west.slug}/woche?datum=2030-03-04"
                ).text
                self.assertIn(f'lang="{lang}"', page)
                self.assertIn(title, page)
                self.assertIn("11:00", page)

    def test_month_and_list(self):
        self._published()
        self._published(name="Fest", start="2030-05-30 10:00", stop="2030-05-30 11:00")
        month = self._get("monat?datum=2030-03-20")
        self.assertIn("Offenes Café", month)
        self.assertNotIn("Fest", month)
        coming = self._get("liste?datum=2030-03-04")
        self.assertIn("Offenes Café", coming)
        self.assertIn("Fest", coming)
        self.assertNotIn("Offenes Café", self._get("liste?datum=2030-03-05"))
        self.assertIn("Nothing is planned", self._get("monat?datum=2031-01-01"))

    def test_taken_rooms(self):
        """Others see that a room is taken, and for whom if the group wants it."""
        room = self.env["quartier.room"].create(
            {"name": "Probesaal", "quartier_id": self.west.id, "horizon_days": 0}
        )
        club = self.env["res.partner"].create({"name": SECRET, "is_company": True})
        event = self._new_event(name=SECRET, quartier_room_ids=[Command.set(room.ids)])
        booking = event.quartier_room_booking_ids
        booking.write({"partner_id": club.id, "note": SECRET})
        page = self._week()
        self.assertIn("Probesaal", page)
        self.assertIn("taken", page)
        self.assertNotIn("4711", page)
        booking.public_name = "Chor West"
        self.assertIn("Chor West", self._week())
        event.quartier_published = True
        self.assertFalse(self.west._public_busy(date(2030, 3, 4), date(2030, 3, 10)))
        event.quartier_published = False
        booking.action_cancel("verschoben")
        self.assertNotIn("Probesaal", self._week())

    def test_room_taken_for_days(self):
        """Each of the days says so, the one of a week before as well."""
        room = self.env["quartier.room"].create(
            {"name": "Probesaal", "quartier_id": self.west.id, "horizon_days": 0}
        )
        self._new_event(
            start="2030-03-02 17:00:00",
            stop="2030-03-05 09:00:00",
            quartier_room_ids=[Command.set(room.ids)],
        )
        rows = self.west._public_busy(date(2030, 3, 4), date(2030, 3, 10))
        self.assertEqual([row.start.day for row in rows], [4, 5])
        self.assertEqual([row.all_day for row in rows], [True, False])
        self.assertEqual(rows[1].stop.hour, 10)
        self.assertIn("all day", self._week())

    def _events(self, monday):
        first = date.fromisoformat(monday)
        return self.west._public_events(first, first + timedelta(days=6))
