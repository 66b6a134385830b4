from datetime import date

from odoo.tests import BaseCase, tagged

from ...models.office.holiday_file import (
    MAX_ROWS,
    Known,
    Row,
    compare,
    read,
)
from ...models.office.text_file import MAX_BYTES, Unreadable

AUTUMN = ("Herbstferien", date(2026, 10, 17), date(2026, 10, 31))
WHITSUN = ("Pfingstferien", date(2026, 5, 26), date(2026, 5, 26))
EVENT = "BEGIN:VEVENT\r\n%s\r\nEND:VEVENT\r\n"


def calendar(*events):
    body = "".join(EVENT % "\r\n".join(lines) for lines in events)
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n"
    return text.encode()


@tagged("standard", "post_install", "-at_install")
class TestHolidayFile(BaseCase):
    def _read(self, data):
        rows, mistakes = read(data)
        self.assertFalse(mistakes)
        return [row[2:] for row in rows]

    def _wrong(self, data):
        return [(mistake.number, mistake.wrong.reason) for mistake in read(data)[1]]

    def _unreadable(self, data):
        with self.assertRaises(Unreadable) as caught:
            read(data)
        return caught.exception.reason

    # -- CSV

    def test_separators_and_dates(self):
        for text in (
            "Herbstferien;17.10.2026;31.10.2026",
            "Herbstferien,2026-10-17,2026-10-31",
            "Herbstferien\t17.10.2026\t2026-10-31",
            '"Herbstferien" ; 17.10.2026 ; 31.10.2026 ;;',
            "Name;Von;Bis\r\n\r\nHerbstferien;17.10.2026;31.10.2026\r\n;;\r\n",
            "Ferien,Beginn,Ende\nHerbstferien,17.10.2026,31.10.2026",
        ):
            with self.subTest(text):
                self.assertEqual(self._read(text.encode()), [AUTUMN])

    def test_a_comma_in_a_name(self):
        rows = self._read(b"Ferien, Herbst;17.10.2026;31.10.2026")
        self.assertEqual(rows[0][0], "Ferien, Herbst")

    def test_one_day_needs_no_end(self):
        for text in ("Pfingstferien;26.05.2026", "Pfingstferien;26.5.2026;"):
            self.assertEqual(self._read(text.encode()), [WHITSUN])

    def test_encodings(self):
        text = "Frühling für alle;17.10.2026;31.10.2026"
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            with self.subTest(encoding):
                rows = self._read(text.encode(encoding))
                self.assertEqual(rows[0][0], "Frühling für alle")

    def test_every_wrong_line_is_found(self):
        lines = """Name;Von;Bis
Herbstferien;17.10.2026;31.10.2026
Ohne Tag
Zu viel;17.10.2026;31.10.2026;NRW
;17.10.2026;31.10.2026
Kein Tag;morgen;31.10.2026
Nie;17.10.2026;31.02.2027
Verdreht;31.10.2026;17.10.2026
Vertippt;17.10.2026;31.10.2027
Kurz;17.10.26;31.10.26
"Offen;17.10.2026;31.10.2026
Osterferien;22.03.2027;03.04.2027"""
        self.assertEqual(
            self._wrong(lines.encode()),
            [
                (3, "columns"),
                (4, "columns"),
                (5, "name"),
                (6, "date"),
                (7, "date"),
                (8, "order"),
                (9, "long"),
                (10, "date"),
                (11, "columns"),
            ],
        )
        self.assertEqual(len(read(lines.encode())[0]), 2)
        mistake = read(lines.encode())[1][3]
        self.assertEqual(mistake.wrong.detail, "morgen")
        self.assertEqual(mistake.text, "Kein Tag;morgen;31.10.2026")

    def test_a_missing_name_between_tabs(self):
        wrong = self._wrong(b"\t17.10.2026\t31.10.2026")
        self.assertEqual(wrong, [(1, "name")])

    def test_unreadable_files(self):
        line = b"Herbstferien;17.10.2026;31.10.2026\n"
        for data, reason in (
            (b"", "empty"),
            (b"\n;;\n", "empty"),
            (b"Name;Von;Bis\n", "empty"),
            (calendar(), "empty"),
            (b"PK\x03\x04\0\0", "format"),
            (b"\x81\x8d\x8f", "format"),
            (calendar(["SUMMARY:x"])[:-20], "format"),
            (b"x" * (MAX_BYTES + 1), "size"),
            (line * (MAX_ROWS + 1), "rows"),
        ):
            with self.subTest(data[:20]):
                self.assertEqual(self._unreadable(data), reason)
        self.assertEqual(len(read(line * MAX_ROWS)[0]), MAX_ROWS)

    # -- iCal

    def test_the_end_of_an_entry_is_exclusive(self):
        for lines in (
            ["DTSTART;VALUE=DATE:20261017", "DTEND;VALUE=DATE:20261101"],
            ["DTSTART;VALUE=DATE:20261017", "DURATION:P15D"],
            ["DTSTART:20261017T000000", "DTEND:20261101T000000"],
            ["DTSTART:20261016T220000Z", "DTEND:20261031T230000Z"],
            ["DTSTART:20261017T080000", "DTEND:20261031T120000"],
        ):
            with self.subTest(lines):
                data = calendar(["SUMMARY:Herbstferien", *lines])
                self.assertEqual(self._read(data), [AUTUMN])

    def test_an_entry_of_one_day(self):
        day = "DTSTART;VALUE=DATE:20260526"
        for lines in (
            [day],
            [day, "DTEND;VALUE=DATE:20260527"],
            [day, "DTEND;VALUE=DATE:20260526"],
        ):
            with self.subTest(lines):
                data = calendar(["SUMMARY;LANGUAGE=de:Pfingstferien", *lines])
                self.assertEqual(self._read(data), [WHITSUN])

    def test_cancelled_entries_count_for_nothing(self):
        data = calendar(
            ["SUMMARY:Pfingstferien", "DTSTART;VALUE=DATE:20260526"],
            ["SUMMARY:Weg", "DTSTART;VALUE=DATE:20260601", "STATUS:CANCELLED"],
        )
        self.assertEqual(self._read(data), [WHITSUN])

    def test_every_wrong_entry_is_found(self):
        data = calendar(
            ["SUMMARY:Murks", "DTSTART;VALUE=DATE:20261399"],
            ["DTSTART;VALUE=DATE:20261017"],
            ["SUMMARY:Ohne Tag"],
            ["SUMMARY:Jedes Jahr", "DTSTART;VALUE=DATE:20261003", "RRULE:FREQ=YEARLY"],
            ["SUMMARY:x", "DTSTART;VALUE=DATE:20261017", "DTEND;VALUE=DATE:20261001"],
            ["SUMMARY:x", "DTSTART;VALUE=DATE:20261017", "DURATION:P9999999D"],
            ["SUMMARY:x", "DTSTART;VALUE=DATE:00010101"],
        )
        self.assertEqual(
            self._wrong(data),
            [
                (4, "date"),
                (8, "name"),
                (11, "date"),
                (14, "repeats"),
                (19, "order"),
                (24, "long"),
                (29, "date"),
            ],
        )

    # -- what is known

    def test_the_same_period_is_known_under_any_name(self):
        row = Row(1, "", *AUTUMN)
        known = Known("Herbst", *AUTUMN[1:])
        self.assertEqual(compare([row], [known]), ([], []))
        self.assertEqual(compare([row], [known._replace(active=False)]), ([], []))
        self.assertEqual(compare([row, row], []), ([row], []))

    def test_what_overlaps_is_wrong(self):
        row = Row(1, "", *AUTUMN)
        other = Known("Herbst", date(2026, 10, 31), date(2026, 11, 2))
        new, mistakes = compare([row], [other])
        self.assertFalse(new)
        self.assertEqual(mistakes[0].wrong.detail, other)
        next_to_it = other._replace(first=date(2026, 11, 1))
        self.assertEqual(compare([row], [next_to_it]), ([row], []))
        longer = row._replace(number=2, last=date(2026, 11, 7))
        new, mistakes = compare([row, longer], [])
        self.assertEqual([mistake.number for mistake in mistakes], [2])

    def test_archived_holidays_are_in_nobodys_way(self):
        row = Row(1, "", *AUTUMN)
        gone = Known("Herbst", date(2026, 10, 17), date(2026, 10, 30), active=False)
        self.assertEqual(compare([row], [gone]), ([row], []))
        # the list cannot hold it twice
        same = gone._replace(name="Herbstferien")
        self.assertEqual(len(compare([row], [same])[1]), 1)
