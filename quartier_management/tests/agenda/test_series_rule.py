from datetime import date, datetime

from odoo.tests import BaseCase, tagged

from ...models.agenda.series_rule import FreeDays, Occurrence, SeriesRule, moment

BERLIN = "Europe/Berlin"


@tagged("standard", "post_install", "-at_install")
class TestSeriesRule(BaseCase):
    """Arithmetic of dates, without a database."""

    def _days(self, rule, start, stop):
        days = rule.days(date.fromisoformat(start), date.fromisoformat(stop))
        return [day.isoformat() for day in days]

    def test_weekly(self):
        rule = SeriesRule(weekday=1, first=date(2030, 1, 3))
        self.assertEqual(
            self._days(rule, "2030-01-01", "2030-01-22"),
            ["2030-01-08", "2030-01-15", "2030-01-22"],
        )

    def test_every_other_week_counts_from_the_first_day(self):
        rule = SeriesRule(weekday=0, first=date(2030, 1, 2), interval=2)
        self.assertEqual(
            self._days(rule, "2030-01-01", "2030-02-11"),
            ["2030-01-14", "2030-01-28", "2030-02-11"],
        )
        # wherever one begins to look
        self.assertEqual(self._days(rule, "2030-01-20", "2030-01-29"), ["2030-01-28"])

    def test_monthly(self):
        rule = SeriesRule(weekday=3, first=date(2030, 1, 11), nth=2)
        self.assertEqual(
            self._days(rule, "2030-01-01", "2030-03-31"), ["2030-02-14", "2030-03-14"]
        )

    def test_last_of_the_month(self):
        rule = SeriesRule(weekday=4, first=date(2028, 2, 1), nth=-1, interval=2)
        self.assertEqual(
            self._days(rule, "2028-01-01", "2028-06-30"),
            ["2028-02-25", "2028-04-28", "2028-06-30"],
        )

    def test_holidays(self):
        rule = SeriesRule(weekday=0, first=date(2030, 1, 1))
        holidays = [
            FreeDays(date(2030, 1, 7), date(2030, 1, 7), "Feiertag", "pauses"),
            FreeDays(date(2030, 1, 7), date(2030, 1, 20), "Ferien", "ask"),
            FreeDays(date(2030, 1, 21), date(2030, 1, 21), "Egal", "takes_place"),
        ]
        self.assertEqual(
            rule.occurrences(date(2030, 1, 1), date(2030, 1, 21), holidays),
            [Occurrence(date(2030, 1, 14), "Ferien"), Occurrence(date(2030, 1, 21))],
        )

    def test_hour_stays_when_the_clock_changes(self):
        for day, hour in (("2030-03-30", 10), ("2030-03-31", 9), ("2030-10-27", 10)):
            with self.subTest(day=day):
                start = moment(date.fromisoformat(day), 11, BERLIN)
                self.assertEqual(start.hour, hour)

    def test_hours_that_are_skipped_or_come_twice(self):
        self.assertEqual(
            moment(date(2030, 3, 31), 2.5, BERLIN), datetime(2030, 3, 31, 1, 30)
        )
        self.assertEqual(
            moment(date(2030, 10, 27), 2.5, BERLIN), datetime(2030, 10, 27, 0, 30)
        )

    def test_next_day(self):
        self.assertEqual(moment(date(2030, 1, 1), 26, BERLIN), datetime(2030, 1, 2, 1))
