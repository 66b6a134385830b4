from datetime import date

from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger


@tagged("standard", "post_install", "-at_install")
class TestQuartierRule(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = cls.env["quartier.rule"].create(
            [cls._values(2, "2020-01-01"), cls._values(3, "2024-07-01", "2024-12-31")]
        )

    @staticmethod
    def _values(value, date_from, date_to=False):
        return {
            "name": "Probe",
            "key": "probe",
            "value": value,
            "date_from": date_from,
            "date_to": date_to,
            "source": "§ 1 Probegesetz",
        }

    def test_the_row_that_began_last_applies(self):
        rule = self.env["quartier.rule"]
        for day, value in (
            (date(2020, 1, 1), 2),
            (date(2024, 6, 30), 2),
            (date(2024, 7, 1), 3),
            (date(2024, 12, 31), 3),
        ):
            with self.subTest(day=day):
                self.assertEqual(rule._get_rule("probe", day).value, value)

    def test_uncovered_days_are_refused(self):
        for key, day in (
            ("probe", date(2019, 12, 31)),
            ("probe", date(2025, 1, 1)),
            ("unknown", date(2024, 1, 1)),
        ):
            with self.subTest(key=key, day=day), self.assertRaises(UserError):
                self.env["quartier.rule"]._get_rule(key, day)

    @mute_logger("odoo.sql_db")
    def test_one_value_a_day(self):
        with self.assertRaises(UniqueViolation):
            self.rules.create(self._values(9, "2020-01-01"))
