import json
import re
from datetime import date, datetime, timedelta
from unittest.mock import patch

import vobject
from icalendar import Calendar
from lxml import etree, html

from odoo import fields
from odoo.tests import HttpCase, tagged

from ...controllers import conditional
from ..common import QuartierCommon

ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = "Streng-Vertraulich-Q7"


@tagged("standard", "post_install", "-at_install")
class TestPublicFeed(QuartierCommon, HttpCase):
    """Calendars and caches of others."""

    def setUp(self):
        super().setUp()
        self.day = fields.Date.today() + timedelta(days=7)
        self.event = self._new_event(
            name="Offenes Café; mit Kuchen, Tee",
            quartier_published=True,
            start=f"{self.day} 10:00:00",
            stop=f"{self.day} 11:00:00",
            location="Saal, Probeweg 1",
            description=SECRET,
            quartier_assessment=SECRET,
        )

    def _get(self, path="woche", status=200, **headers):
        # all that happens in one test has one date, as in one transaction
        conditional.forget()
        return self._get_again(path, status, **headers)

    def _get_again(self, path, status=200, **headers):
        self.env.flush_all()
        if self.session is None:
            # a stranger has no session, and is not redirected to another language
            self.opener.cookies.clear()
            default = self.env["ir.default"]._get("res.partner", "lang") or "en_US"
            headers["Accept-Language"] = default.replace("_", "-")
        response = self.url_open(f"/quartier/{self.west.slug}/{path}", headers=headers)
        self.assertEqual(response.status_code, status, path)
        return response

    def _entries(self, path="woche.ics"):
        return Calendar.from_ical(self._get(path).content).walk("VEVENT")

    def test_calendar(self):
        [entry] = self._entries()
        self.assertEqual(entry["summary"], "Offenes Café; mit Kuchen, Tee")
        self.assertEqual(entry["status"], "CONFIRMED")
        start = entry.decoded("dtstart")
        local = self.west._localize(self.event.start)
        self.assertEqual(
            (start.hour, start.utcoffset()), (local.hour, local.utcoffset())
        )
        self.assertIn(f"/termin/{self.event.id}", entry["url"])
        text = self._get("woche.ics").text
        self.assertNotIn(SECRET, text)
        self.assertIn("BEGIN:VTIMEZONE", text)
        self.assertIn("TZID=Europe/Berlin", text)

    def test_second_reader(self):
        content = vobject.readOne(self._get("woche.ics").text)
        entry = content.vevent
        self.assertEqual(entry.summary.value, "Offenes Café; mit Kuchen, Tee")
        self.assertEqual(entry.location.value, "Saal, Probeweg 1")
        self.assertEqual(
            entry.dtstart.value.replace(tzinfo=None),
            self.west._localize(self.event.start).replace(tzinfo=None),
        )

    def test_stays_the_same_entry(self):
        before = self._entries()[0]["uid"]
        self.event.write({"name": "Anders", "stop": f"{self.day} 12:00:00"})
        self.event.action_quartier_cancel("Wasserschaden")
        by_another_name = {"Host": "www.example.org"}
        response = self._get("woche.ics", **by_another_name)
        [entry] = Calendar.from_ical(response.content).walk("VEVENT")
        self.assertEqual(entry["uid"], before)
        self.assertEqual(entry["status"], "CANCELLED")
        self.assertIn("Wasserschaden", entry["description"])

    def test_whole_days(self):
        self.event.write(
            {
                "allday": True,
                "start_date": self.day,
                "stop_date": self.day + timedelta(days=1),
            }
        )
        [entry] = self._entries()
        self.assertEqual(entry.decoded("dtstart"), self.day)
        self.assertEqual(entry.decoded("dtend"), self.day + timedelta(days=2))
        self.assertNotIsInstance(entry.decoded("dtstart"), datetime)

    def test_the_page_leads_here(self):
        page = html.fromstring(self._get("woche?barrier_free=1").content)
        links = {link.get("href"): link for link in page.iter("a", "link")}
        address = f"{self.base_url()}/quartier/{self.west.slug}/woche"
        self.assertIn(f"{address}.ics?barrier_free=1", links)
        self.assertIn(f"{address}.atom?barrier_free=1", links)
        webcal = address.replace("http://", "webcal://")
        self.assertIn(f"{webcal}.ics?barrier_free=1", links)
        kinds = {link.get("type") for link in page.iter("link")}
        self.assertIn("application/atom+xml", kinds)

    def test_filters(self):
        self.assertFalse(self._entries("woche.ics?barrier_free=1"))

    def _feed(self, path="woche.atom"):
        response = self._get(path)
        self.assertIn("application/atom+xml", response.headers["Content-Type"])
        return etree.fromstring(response.content)

    def _texts(self, node, tag):
        return [child.text for child in node.findall(f"{ATOM}{tag}")]

    def test_news(self):
        """What RFC 4287 requires is there, once each."""
        feed = self._feed()
        [entry] = feed.findall(f"{ATOM}entry")
        for node in (feed, entry):
            for tag in ("id", "title", "updated"):
                [text] = self._texts(node, tag)
                self.assertTrue(text)
            self.assertTrue(
                datetime.fromisoformat(self._texts(node, "updated")[0]).tzinfo
            )
        self.assertEqual(
            self._texts(feed.find(f"{ATOM}author"), "name"), [self.west.name]
        )
        [title] = self._texts(entry, "title")
        self.assertIn("Offenes Café; mit Kuchen, Tee", title)
        url = f"/quartier/{self.west.slug}/termin/{self.event.id}"
        self.assertTrue(entry.find(f"{ATOM}link").get("href").endswith(url))
        self.assertIn("Saal, Probeweg 1", self._texts(entry, "summary")[0])
        self.assertNotIn(SECRET, etree.tostring(feed, encoding="unicode"))

    def test_news_of_cancellation(self):
        self.event.action_quartier_cancel("Wasser\x0bschaden")
        [entry] = self._feed().findall(f"{ATOM}entry")
        self.assertTrue(self._texts(entry, "title")[0].startswith("Cancelled: "))
        self.assertIn("Wasserschaden", self._texts(entry, "summary")[0])

    def test_news_are_filtered_and_soon(self):
        self.assertFalse(
            self._feed("woche.atom?barrier_free=1").findall(f"{ATOM}entry")
        )
        later = {
            "start": fields.Datetime.now() + timedelta(weeks=6),
            "stop": fields.Datetime.now() + timedelta(weeks=6, hours=1),
        }
        self.event.write(later)
        self.assertFalse(self._feed().findall(f"{ATOM}entry"))

    def test_not_modified(self):
        for path in (
            "woche",
            "monat",
            "liste",
            "woche.ics",
            "woche.atom",
            f"termin/{self.event.id}",
        ):
            with self.subTest(path=path):
                first = self._get(path)
                self.assertIn("max-age", first.headers["Cache-Control"])
                known = {"If-None-Match": first.headers["ETag"]}
                again = self._get(path, 304, **known)
                self.assertFalse(again.content)
                # what was deleted leaves no later date: a date alone proves nothing
                since = {"If-Modified-Since": first.headers["Last-Modified"]}
                self._get(path, 200, **since)

    def test_strangers_get_no_session(self):
        """What is kept for the next visitor holds nothing of this one."""
        for _visit in range(2):
            response = self._get()
            self.assertNotIn("session_id", response.headers.get("Set-Cookie", ""))
            self.assertIn("public", response.headers["Cache-Control"])
            self.assertIn("Offenes Café", self._week_of_event())

    def test_what_is_kept_is_shown_to_nobody_else(self):
        """Links repeat the address: another host or query is another page."""
        self.env.flush_all()
        conditional.forget()
        path = f"/quartier/{self.west.slug}/woche"
        self.opener.cookies.clear()
        self.url_open(path, headers={"Host": "evil.example.org"})
        self.url_open(f"{path}?evil=1")
        self.url_open(f"{path}?debug=assets")
        self.opener.cookies.clear()
        page = self.url_open(path).text
        self.assertNotIn("evil", page)
        self.assertNotIn("debug=assets", page)
        self.assertIn('src="/web/assets/', page)
        self.assertNotIn("/web/assets/debug/", page)

    def _week_of_event(self):
        return self._get(f"woche?datum={self.day}").text

    def test_strangers_see_changes_a_moment_later(self):
        """Within a second nobody looks whether the page has changed."""
        path = f"woche?datum={self.day}"
        changed = (("another",), fields.Datetime.now())
        with patch.object(conditional, "monotonic", return_value=1000) as clock:
            first = self._get(path).text
            self.event.name = "Umbenannt"
            # all that happens in one test has one date: the version does not tell
            model = self.env.registry["quartier.quartier"]
            with patch.object(model, "_public_version", lambda _office: changed):
                self.assertEqual(self._get_again(path).text, first)
                clock.return_value += 2
                self.assertIn("Umbenannt", self._get_again(path).text)

    def test_changes_are_seen(self):
        known = {"If-None-Match": self._get().headers["ETag"]}
        other = self._new_event(name="Zweites", quartier_published=True)
        changed = self._get(**known)
        self.assertNotEqual(changed.headers["ETag"], known["If-None-Match"])
        known = {"If-None-Match": changed.headers["ETag"]}
        other.unlink()
        known = {"If-None-Match": self._get(**known).headers["ETag"]}
        audiences = self.env["quartier.audience"].search([], order="id")
        audiences[0].unlink()
        known = {"If-None-Match": self._get(**known).headers["ETag"]}
        self.west.phone = "02403 1"
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET write_date = write_date + interval '1 minute'"
            " WHERE id = %s",
            [self.west.partner_id.id],
        )
        self._get(**known)

    def test_signed_in(self):
        self.authenticate(self.manager.login, self.manager.login)
        response = self._get()
        self.assertIn(self.manager.name, response.text)
        self.assertIn("private", response.headers["Cache-Control"])

    def test_search_engines(self):
        self.event.name = "</script><b>Café</b>"
        page = self._get(f"termin/{self.event.id}").text
        [text] = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL
        )
        [node] = json.loads(text)["@graph"]
        self.assertEqual(node["name"], "</script><b>Café</b>")
        self.assertEqual(node["@type"], "Event")
        self.assertTrue(node["isAccessibleForFree"])
        self.assertNotIn(SECRET, text)
        self.assertTrue(date.fromisoformat(node["startDate"][:10]))
