from icalendar import Calendar

from odoo.tests import tagged

from .outside_common import OutsideHttpCase


@tagged("standard", "post_install", "-at_install")
class TestVolunteerCalendar(OutsideHttpCase):
    """One's own shifts on the phone."""

    def setUp(self):
        super().setUp()
        self.own = self._token_of(self.vera, "personal")

    def _events(self, path):
        page = self._get(path)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        return Calendar.from_ical(page.text).walk("VEVENT")

    def _address(self):
        page = self._post(f"{self.own}/kalender", action="new").text
        address = page.split("webcal:")[1].split('"')[0]
        return address[address.index("/quartier/") :]

    def test_address_is_shown_once_and_revoked(self):
        first = self._address()
        self._events(first)
        token = first.rsplit("/", 1)[1]
        self.assertNotIn(token, self._get(f"{self.own}/kalender").text)
        second = self._address()
        self._get(first, 404)
        self._post(f"{self.own}/kalender", action="end")
        self._get(second, 404)

    def test_time_over_both_changes_of_the_clock(self):
        """Ten o'clock in the office is ten o'clock, in winter and in summer."""
        path = self._token_of(self.vera, "calendar")
        for day, hour in (("2030-03-30", 9), ("2030-03-31", 8), ("2030-10-27", 9)):
            self._assignment(start=f"{day} {hour:02}:00:00")
        starts = [event["dtstart"] for event in self._events(path)]
        self.assertEqual([row.dt.hour for row in starts], [10, 10, 10])
        self.assertEqual({row.params["TZID"] for row in starts}, {"Europe/Berlin"})
        offsets = [row.dt.utcoffset().total_seconds() / 3600 for row in starts]
        self.assertEqual(offsets, [1, 2, 1])

    def test_names_stay_and_cancelled_ones_are_told(self):
        path = self._token_of(self.vera, "calendar")
        assignment = self._assignment(note="Hintereingang")
        [before] = self._events(path)
        self.assertEqual(before["status"], "CONFIRMED")
        self.assertIn("Hintereingang", before["description"])
        assignment.with_user(self.coordinator).action_withdraw()
        [after] = self._events(path)
        self.assertEqual(after["status"], "CANCELLED")
        self.assertEqual(before["uid"], after["uid"])
        self.assertGreaterEqual(after["sequence"], before["sequence"])

    def test_cancelled_shift(self):
        path = self._token_of(self.vera, "calendar")
        shift = self._assignment().shift_id
        shift.sudo().cancelled_on = "2030-01-01 10:00:00"
        [event] = self._events(path)
        self.assertEqual(event["status"], "CANCELLED")

    def test_nothing_of_others(self):
        path = self._token_of(self.vera, "calendar")
        other = self._new_volunteer("Otto")
        self._assignment(other, name="Geheim")
        self.assertFalse(self._events(path))

    def test_strange_addresses(self):
        for token, status in (("x", 404), ("%00", 400), ("a" * 3000, 404)):
            self._get(f"{self.board}/{token}.ics", status)
        path = self._token_of(self.vera, "calendar")
        self._get(path.replace(self.west.slug, self.ost.slug), 404)
        self._get(path.replace(".ics", ""), 404)
        self.vera.sudo().state = "ended"
        self._get(path, 404)
