from datetime import date
from http import HTTPStatus

from icalendar import Calendar

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .deadline_common import DeadlineCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantFeed(DeadlineCommon, HttpCase):
    """A calendar reads what its person may read now, and nothing else."""

    def _renew(self, user=None):
        feeds = self.env["quartier.grant.feed"].with_user(user or self.grant_user)
        url = feeds.renew()["url"]
        self.env.flush_all()
        return url[url.index("/quartier/") :]

    def _get(self, path, **headers):
        self.env.flush_all()
        return self.url_open(path, headers=headers)

    def _titles(self, path):
        response = self._get(path)
        self.assertEqual(response.status_code, HTTPStatus.OK, response.text)
        calendar = Calendar.from_ical(response.content)
        return [str(event["summary"]) for event in calendar.walk("VEVENT")]

    @mute_logger("odoo.http")
    def _gone(self, path):
        self.assertEqual(self._get(path).status_code, HTTPStatus.NOT_FOUND)

    def test_reads_the_own_office(self):
        titles = self._titles(self._renew())
        self.assertIn("Bound to the Purpose: Bank (Bänke)", titles)
        self.assertFalse([title for title in titles if "Osten" in title])
        titles = self._titles(self._renew(self.finance))
        self.assertTrue([title for title in titles if "Osten" in title])

    def test_whole_days_free_of_time_zones(self):
        """Also on the day on which the clocks are changed."""
        self.grant.sudo().item_ids.binding_until = "2031-10-26"
        content = self._get(self._renew()).content
        (event,) = (
            event
            for event in Calendar.from_ical(content).walk("VEVENT")
            if "Bank" in event["summary"]
        )
        self.assertEqual(event["dtstart"].dt, date(2031, 10, 26))
        self.assertEqual(event["dtend"].dt, date(2031, 10, 27))
        self.assertNotIn(b"VTIMEZONE", content)
        self.assertNotIn(b"TZID", content)

    def test_nothing_confidential(self):
        text = self._get(self._renew()).text.replace("\r\n ", "")
        for word in ("Wer pflegt", "Nr. 6", "€", "grant_user", "ATTENDEE", "ORGANIZER"):
            with self.subTest(word):
                self.assertNotIn(word, text)

    def test_headers(self):
        response = self._get(path := self._renew())
        self.assertEqual(
            response.headers["Content-Type"], "text/calendar; charset=utf-8"
        )
        self.assertIn("private", response.headers["Cache-Control"])
        self.assertNotIn("session_id", response.cookies)
        etag = response.headers["ETag"]
        again = self._get(path, **{"If-None-Match": etag})
        self.assertEqual(again.status_code, HTTPStatus.NOT_MODIFIED)
        self.assertFalse(again.content)
        self.grant.sudo().item_ids.name = "Parkbank"
        again = self._get(path, **{"If-None-Match": etag})
        self.assertEqual(again.status_code, HTTPStatus.OK)

    def test_entries_keep_their_names(self):
        path = self._renew()

        def names():
            calendar = Calendar.from_ical(self._get(path).content)
            return {str(event["uid"]) for event in calendar.walk("VEVENT")}

        before = names()
        self.grant.sudo().item_ids.binding_until = "2031-05-05"
        self.assertEqual(names(), before)

    def test_wrong_token(self):
        path = self._renew()
        self._gone(path.replace(".ics", "x.ics"))
        self._gone("/quartier/fristen/woche.ics")
        digest = self.env["quartier.grant.feed"].search([], limit=1).digest
        self._gone(f"/quartier/fristen/{digest}.ics")

    def test_renewed_and_ended(self):
        first = self._renew()
        second = self._renew()
        self._gone(first)
        self._titles(second)
        feeds = self.env["quartier.grant.feed"].with_user(self.grant_user)
        self.assertTrue(feeds.status()["since"])
        feeds.revoke()
        self._gone(second)
        self.assertFalse(feeds.status()["since"])

    def test_one_does_not_touch_those_of_others(self):
        path = self._renew()
        other = self.env["quartier.grant.feed"].with_user(self.finance)
        self.assertFalse(other.status()["since"])
        other.revoke()
        self._titles(path)

    def test_archived_user(self):
        path = self._renew()
        self.grant_user.active = False
        self._gone(path)

    def test_who_left_the_team(self):
        path = self._renew()
        self.west.member_ids -= self.grant_user
        titles = self._titles(path)
        self.assertTrue(titles)
        self.assertFalse([title for title in titles if "Bänke" in title])

    def test_who_lost_the_role(self):
        path = self._renew()
        self.grant_user.group_ids -= self.env.ref("quartier_grants.group_grant_user")
        self._gone(path)

    def test_who_may_not_read_gets_no_address(self):
        for user in (self.employee, self.reader):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self._renew(user)

    def test_nobody_reads_tokens(self):
        path = self._renew()
        token = path.rpartition("/")[2].removesuffix(".ics")
        feeds = self.env["quartier.grant.feed"]
        self.assertNotIn(token, str(feeds.search([]).read()))
        for user in (self.grant_user, self.grant_manager, self.admin):
            with self.subTest(user.name), self.assertRaises(AccessError):
                feeds.with_user(user).search([])

    def test_a_browser_that_is_signed_in_reads_the_same(self):
        """Whose address it is decides, not who asks."""
        path = self._renew()
        expected = self._titles(path)
        self.authenticate(self.finance.login, self.finance.login)
        self.assertEqual(self._titles(path), expected)

    def test_no_neighbourhood_takes_the_address(self):
        with self.assertRaises(ValidationError):
            self.west.slug = "fristen"
