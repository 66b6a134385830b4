from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestQuartierHoliday(QuartierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.holidays = cls.env["quartier.holiday"]
        cls.holidays.search([]).unlink()
        cls.nw = cls.env.ref("base.state_de_nw")
        cls.by = cls.env.ref("base.state_de_by")

    def test_holidays_of_the_land(self):
        loaded = self.holidays._load_public_holidays(self.nw + self.by, [2024])
        by_state = loaded.grouped("state_id")
        self.assertEqual(len(by_state[self.nw]), 11)
        names = set(by_state[self.by].mapped("name")) - set(
            by_state[self.nw].mapped("name")
        )
        self.assertEqual(names, {"Heilige Drei Könige"})
        self.assertIn("Tag der Deutschen Einheit", loaded.mapped("name"))

    def test_loading_again_adds_nothing(self):
        first = self.holidays._load_public_holidays(self.nw, [2024])
        first[0].active = False
        self.assertFalse(self.holidays._load_public_holidays(self.nw, [2024]))
        self.assertFalse(first[0].active, "what somebody removed stays removed")

    def test_german_laender_only(self):
        alabama = self.env.ref("base.state_us_1")
        self.assertFalse(self.holidays._load_public_holidays(alabama, [2024]))
        with self.assertRaisesRegex(ValidationError, "Alabama"):
            self.env.company.quartier_state_id = alabama
        self.env.company.quartier_state_id = self.by

    @freeze_time("2024-12-31 23:30:00")  # in Berlin the new year has begun
    def test_cron_keeps_the_coming_years(self):
        self.env["res.company"].search([]).quartier_state_id = self.nw
        self.holidays.with_context(tz="Europe/Berlin")._cron_load_public_holidays()
        years = {day.year for day in self.holidays.search([]).mapped("date_from")}
        self.assertEqual(years, {2025, 2026, 2027})

    def test_school_holidays_have_an_end(self):
        holiday = self.holidays.create(
            {"name": "Herbst", "kind": "school", "date_from": "2024-10-14"}
        )
        self.assertEqual(str(holiday.date_to), "2024-10-14")
        holiday.date_to = "2024-10-26"
        holiday.date_from = "2024-10-15"
        self.assertEqual(str(holiday.date_to), "2024-10-26")

    def test_only_managers_load(self):
        with self.assertRaises(AccessError):
            self.holidays.with_user(self.office).action_load_public_holidays()
        self.holidays.with_user(self.manager).action_load_public_holidays()
        self.assertTrue(self.holidays.search([]))
