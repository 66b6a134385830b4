import base64
from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from ..common import QuartierCommon

WINTER = "Winterferien;28.01.2030;08.02.2030"


@tagged("standard", "post_install", "-at_install")
@freeze_time("2030-01-02 08:00")
class TestSeriesHolidays(QuartierCommon):
    """School holidays that are imported when the dates are in the calendar already."""

    def _new_series(self, policy):
        series = self.env["quartier.series"].with_user(self.manager)
        return series.create(
            {
                "name": "Nähkurs",
                "quartier_id": self.west.id,
                "category_id": self.category.id,
                "weekday": "0",
                "hour_from": 10,
                "hour_to": 12,
                "date_from": "2030-01-07",
                "date_until": "2030-02-28",
                "school_holidays": policy,
                "published": True,
                "state": "planned",
            }
        )

    def _import(self):
        wizard = self.env["quartier.holiday.import"].with_user(self.manager)
        file = base64.b64encode(WINTER.encode())
        wizard.create({"file": file, "filename": "ferien.csv"}).action_import()

    def _within(self, series):
        """Return the dates within the holidays."""
        return series.event_ids.filtered(
            lambda event: (
                date(2030, 1, 28) <= event.quartier_occurrence_date <= date(2030, 2, 8)
            )
        )

    def test_a_series_that_pauses_drops_its_dates(self):
        series = self._new_series("pauses")
        self.assertEqual(len(self._within(series)), 2)
        count = len(series.event_ids)
        self._import()
        series.action_extend()
        self.assertEqual(len(series.event_ids), count - 2)
        self.assertFalse(self._within(series))

    def test_a_series_that_takes_place_does_not_mind(self):
        series = self._new_series("takes_place")
        self._import()
        series.action_extend()
        self.assertEqual(len(self._within(series)), 2)
        self.assertFalse(any(series.event_ids.mapped("quartier_question")))

    def test_a_series_that_asks_asks_once(self):
        series = self._new_series("ask")
        self.assertTrue(all(series.event_ids.mapped("quartier_published")))
        self._import()
        series.action_extend()
        dates = self._within(series)
        self.assertEqual(set(dates.mapped("quartier_question")), {"Winterferien"})
        self.assertFalse(any(dates.mapped("quartier_published")))
        self.assertFalse(any(dates.mapped("quartier_by_hand")))
        self.assertTrue(all((series.event_ids - dates).mapped("quartier_published")))
        self.assertEqual(series.activity_ids.user_id, self.manager)
        dates[0].action_quartier_takes_place()
        dates[1].action_quartier_pauses()
        series.action_extend()
        self.assertFalse(any(dates.mapped("quartier_question")))
        self.assertEqual(dates.mapped("quartier_published")[0], True)
        self.assertEqual(dates[1].quartier_cancel_reason, "Winterferien")
        self.assertFalse(series.activity_ids)
