import base64
import io
import re
from datetime import date, timedelta
from unittest.mock import patch

from pypdf import PdfReader

from odoo import fields
from odoo.tests import HttpCase, freeze_time, tagged

from ...controllers import conditional
from ..common import QuartierCommon

MONDAY = date(2030, 3, 4)
# what takes its time
PRINT = "_quartier_html_to_pdf"


class PosterCommon(QuartierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.west.write({"street": "Probeweg 1", "city": "Probestadt"})

    @classmethod
    def _publish(cls, name, day=0, hour=9, **values):
        start = f"{MONDAY + timedelta(days=day)} {hour:02}"
        return cls._new_event(
            name=name,
            start=f"{start}:00:00",
            stop=f"{start}:30:00",
            quartier_published=True,
            **values,
        )

    def _text(self, reader):
        return " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    def _size(self, reader):
        """Width and height in millimetres."""
        return [round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]]


@tagged("standard", "post_install", "-at_install")
class TestPoster(PosterCommon):
    """The public week on paper."""

    def _print(self, paper="a4", user=None, day=MONDAY):
        report = self.env.ref(
            f"quartier_management.quartier_week_poster_report_{paper}"
        )
        content, kind = (
            report.with_user(user or self.reader)
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(
                report.report_name, self.west.ids, {"day": day.isoformat()}
            )
        )
        self.assertEqual(kind, "pdf")
        return PdfReader(io.BytesIO(content))

    def test_what_it_says(self):
        women = self.env["quartier.audience"].create({"name": "Frauen"})
        self._publish(
            "Frühstück <für> alle",
            location="Saal, Probeweg 1",
            quartier_audience_ids=women.ids,
            quartier_barrier_free=True,
            quartier_cost="2 Euro",
            quartier_registration="im Büro",
        )
        self._publish("Chor", day=2).action_quartier_cancel("Wasserschaden")
        text = self._text(self._print())
        for expected in (
            "Probe-West",
            "Week 10",
            "Monday, March 4",
            "10:00",
            "Frühstück <für> alle",
            "Saal, Probeweg 1",
            "Frauen · barrier-free · 2 Euro · Registration: im Büro",
            "Chor",
            "Cancelled: Wasserschaden",
            "No events",
            "Probestadt",
            f"/quartier/{self.west.slug}/woche",
        ):
            self.assertIn(expected, text)

    def test_what_it_keeps_to_itself(self):
        self._new_event(
            name="Geheim unveröffentlicht",
            start=f"{MONDAY} 12:00:00",
            stop=f"{MONDAY} 13:00:00",
        )
        self._publish("Nächste Woche", day=7)
        room = self.env["quartier.room"].create(
            {"name": "Kammer", "quartier_id": self.west.id, "horizon_days": 0}
        )
        for day, named in ((1, False), (2, "Frauenchor")):
            event = self._new_event(
                name="Geheim Gruppe",
                start=f"{MONDAY + timedelta(days=day)} 12:00:00",
                stop=f"{MONDAY + timedelta(days=day)} 13:00:00",
            )
            self.env["quartier.room.booking"].create(
                {"event_id": event.id, "room_id": room.id, "public_name": named}
            )
        text = self._text(self._print())
        self.assertNotIn("Geheim", text)
        self.assertNotIn("Nächste", text)
        self.assertIn("Frauenchor", text)
        self.assertEqual(text.count("Kammer"), 1)

    def test_accessible(self):
        reader = self._print()
        root = reader.trailer["/Root"]
        self.assertEqual(root["/Lang"], "en-US")
        self.assertTrue(root["/MarkInfo"]["/Marked"])
        self.assertIn("pdfuaid", reader.xmp_metadata.stream.get_data().decode())
        self.assertTrue(reader.metadata.title.startswith("Probe-West, Week 10"))

    def test_full_week_is_one_page(self):
        for number in range(25):
            self._publish(
                f"Offenes Angebot {number} für alle Generationen",
                day=number % 6,
                hour=8 + number % 10,
                location="Gemeinschaftsraum, Probeweg 1",
                quartier_barrier_free=True,
            )
        for paper, size in (("a4", [210, 297]), ("a3", [297, 420])):
            reader = self._print(paper)
            self.assertEqual(self._size(reader), size)
            self.assertEqual(len(reader.pages), 1)
            text = self._text(reader)
            for number in range(25):
                self.assertIn(f"Offenes Angebot {number} ", text)

    def test_every_week_fits(self):
        """Whatever the size: few dates are large, and none is left over."""
        audiences = self.env["quartier.audience"].search([], limit=2)
        names = (
            "Sprechstunde",
            "Deutsch für den Alltag – Gesprächsrunde für Anfängerinnen",
            "Nähcafé",
            "Offenes Frühstück für Familien",
        )
        sizes = []
        for number in range(18):
            self._publish(
                names[number % 4],
                day=number % 6,
                hour=7 + number // 6 * 2,
                location="Besprechungsraum, Gutenbergstraße 52, 52249 Eschweiler",
                quartier_audience_ids=audiences.ids,
                quartier_barrier_free=True,
                quartier_cost="1 Euro für Kopien" if number % 3 else False,
            )
            if number in (0, 3, 5, 7, 11, 14, 17):
                with self.subTest(dates=number + 1):
                    self.assertEqual(len(self._print().pages), 1)
                sizes.append(self.west._poster(MONDAY).size)
        self.assertEqual(sizes, sorted(sizes, reverse=True))
        self.assertGreater(sizes[0], sizes[-1])

    def test_long_title_and_cancelled_week(self):
        self.west.name = "Quartiersbüro Eschweiler-Stadtmitte und Nördliche Innenstadt"
        for number in range(10):
            event = self._publish("Offenes Frühstück", day=number % 5, location="Saal")
            event.action_quartier_cancel("Das Haus ist wegen Bauarbeiten zu. " * 2)
        self.assertEqual(len(self._print().pages), 1)

    def test_more_than_a_page(self):
        for number in range(80):
            self._publish(f"Angebot {number}.", day=number % 7, location="Saal")
        reader = self._print()
        self.assertGreater(len(reader.pages), 1)
        self.assertIn("Angebot 79.", self._text(reader))
        for page in reader.pages:
            words = " ".join(page.extract_text().split())
            self.assertIn("Probe-West", words)
            self.assertIn("Week 10", words)

    def test_several_days_and_whole_days(self):
        festival = self._publish("Festwoche", day=1)
        festival.stop = f"{MONDAY + timedelta(days=2)} 20:00:00"
        fair = self._publish("Trödelmarkt", day=5)
        day = MONDAY + timedelta(days=5)
        fair.write({"allday": True, "start_date": day, "stop_date": day})
        rows = [row for _words, rows in self.west._poster(MONDAY).days for row in rows]
        self.assertEqual(
            [row.name for row in rows], ["Festwoche", "Festwoche", "Trödelmarkt"]
        )
        self.assertIn("Tue", rows[0].time)
        self.assertEqual(rows[2].time, "all day")

    def test_week_that_it_is_about(self):
        """At the weekend the poster of the coming week is printed."""
        for now, week in (
            ("2030-03-08 12:00", "Week 10"),
            # Berlin is an hour ahead: there it is Saturday
            ("2030-03-08 23:30", "Week 11"),
            ("2030-03-10 12:00", "Week 11"),
            ("2030-03-10 23:30", "Week 11"),
            ("2030-12-31 12:00", "Week 1 "),
        ):
            with self.subTest(now=now), freeze_time(now):
                self.assertTrue(self.west._poster().week.startswith(week))

    def test_code_leads_to_the_page(self):
        self.env["ir.config_parameter"].sudo().set_param(
            "web.base.url", "https://quartier.example.org"
        )
        poster = self.west._poster(MONDAY)
        url = f"https://quartier.example.org/quartier/{self.west.slug}/woche"
        self.assertEqual(poster.url, url)
        kind, _comma, data = poster.qr.partition(",")
        self.assertEqual(kind, "data:image/svg+xml;base64")
        self.assertIn(b"<path", base64.b64decode(data))
        self.assertEqual(poster.qr, self.west._poster_qr(url))
        self.assertNotEqual(poster.qr, self.west._poster_qr(url + "/"))


@tagged("standard", "post_install", "-at_install")
class TestPublicPoster(PosterCommon, HttpCase):
    """The same for residents who print it themselves."""

    def setUp(self):
        super().setUp()
        self.today = fields.Date.today()
        self._new_event(
            name="Offenes Café",
            quartier_published=True,
            start=f"{self.today} 10:00:00",
            stop=f"{self.today} 11:00:00",
        )
        self.env.flush_all()
        conditional.forget()

    def _get(self, path, **headers):
        self.opener.cookies.clear()
        return self.url_open(f"/quartier/{self.west.slug}/{path}", headers=headers)

    def _read(self, path):
        response = self._get(path)
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        return PdfReader(io.BytesIO(response.content))

    def test_papers(self):
        path = f"woche.pdf?datum={self.today}"
        for query, size in (
            ("", [210, 297]),
            ("&format=a3", [297, 420]),
            ("&format=x", [210, 297]),
        ):
            reader = self._read(path + query)
            self.assertEqual(self._size(reader), size)
            self.assertIn("Offenes Café", self._text(reader))

    def test_addresses_that_nobody_needs(self):
        wanted = self.west._poster().week
        for day in ("x", "9999-12-31", self.today + timedelta(days=300)):
            with self.subTest(day=day):
                reader = self._read(f"woche.pdf?datum={day}")
                self.assertIn(wanted, reader.metadata.title)
        self.assertEqual(self.url_open("/quartier/kein/woche.pdf").status_code, 404)

    def test_not_printed_twice(self):
        first = self._get("woche.pdf")
        self.assertIn("public", first.headers["Cache-Control"])
        again = self._get("woche.pdf", **{"If-None-Match": first.headers["ETag"]})
        self.assertEqual((again.status_code, again.content), (304, b""))

    def test_strangers_cannot_have_it_printed_again_and_again(self):
        day = self.west._poster_day()
        first = self._get("woche.pdf")
        queries = ("?x=1", "?format=x", "?format=a4&audience=7", f"?datum={day}&x=2")
        with patch.object(type(self.env["ir.actions.report"]), PRINT) as printing:
            for query in queries:
                with self.subTest(query=query):
                    again = self._get(f"woche.pdf{query}")
                    self.assertEqual(again.headers["ETag"], first.headers["ETag"])
                    self.assertEqual(again.content, first.content)
        printing.assert_not_called()

    def test_offices_have_posters_of_their_own(self):
        tags = {
            self.url_open(f"/quartier/{office.slug}/{path}").headers["ETag"]
            for office in (self.west, self.ost)
            for path in ("woche.pdf", "woche.pdf?format=a3")
        }
        self.assertEqual(len(tags), 4)

    def test_code_follows_the_address_of_the_server(self):
        known = self._get("woche.pdf").headers["ETag"]
        self.env["ir.config_parameter"].sudo().set_param(
            "web.base.url", "https://neu.example.org"
        )
        self.env.flush_all()
        conditional.forget()
        response = self._get("woche.pdf", **{"If-None-Match": known})
        self.assertEqual(response.status_code, 200)
        reader = PdfReader(io.BytesIO(response.content))
        self.assertIn("neu.example.org", self._text(reader))

    def test_the_page_leads_here(self):
        page = self._get(f"woche?datum={self.today}").text
        links = re.findall(r'href="(/quartier/[^"]+/woche\.pdf[^"]*)"', page)
        self.assertEqual(len(links), 2)
        for link in links:
            self.assertEqual(self.url_open(link.replace("&amp;", "&")).status_code, 200)
