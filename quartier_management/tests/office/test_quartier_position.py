from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestQuartierPosition(QuartierCommon):
    def _new_position(self, user=None, **values):
        return (
            self.env["quartier.position"]
            .with_user(user or self.manager)
            .create(
                {
                    "name": "Stelle",
                    "quartier_id": self.west.id,
                    "hours_week": 39,
                    "date_from": "2024-09-01",
                    **values,
                }
            )
        )

    def test_full_time_equivalents(self):
        self.assertAlmostEqual(self._new_position().fte, 1.0)
        self.assertAlmostEqual(self._new_position(hours_week=19.5).fte, 0.5)

    def test_rule_of_the_day_counts(self):
        self.env["quartier.rule"].create(
            {
                "name": "Full-time",
                "key": "full_time_hours",
                "value": 38,
                "date_from": "2031-01-01",
                "source": "Probe",
            }
        )
        self.assertAlmostEqual(self._new_position(hours_week=38).fte, 38 / 39, 2)
        later = self._new_position(hours_week=38, date_from="2031-02-01")
        self.assertAlmostEqual(later.fte, 1.0)

    def test_posts_older_than_the_rules(self):
        self.assertAlmostEqual(self._new_position(date_from="1990-01-01").fte, 1.0)
        self.assertAlmostEqual(self._new_position(date_from=False).fte, 1.0)

    def test_no_rule_no_full_time(self):
        self.env["quartier.rule"].search([("key", "=", "full_time_hours")]).unlink()
        self.assertEqual(self._new_position().fte, 0)

    @mute_logger("odoo.sql_db")
    def test_absurd_hours(self):
        for hours in (0, -5, 400):
            with (
                self.subTest(hours=hours),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self._new_position(hours_week=hours)

    def test_vacant_position_has_no_holder(self):
        with self.assertRaises(ValidationError):
            self._new_position(state="advertised", user_id=self.office.id)

    def test_form_proposes_the_own_office(self):
        form = Form(self.env["quartier.position"].with_user(self.manager))
        self.assertEqual(form.quartier_id, self.west)

    def test_not_into_another_office(self):
        with self.assertRaises(AccessError):
            self._new_position(quartier_id=self.ost.id)
        position = self._new_position()
        with self.assertRaises(AccessError):
            position.quartier_id = self.ost
