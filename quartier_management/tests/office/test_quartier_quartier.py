from datetime import datetime

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestQuartierQuartier(QuartierCommon):
    def test_slug_is_made_from_the_name(self):
        quartier = self.env["quartier.quartier"].create({"name": "Würselen Süd/Nord"})
        self.assertEqual(quartier.slug, "wuerselen-sued-nord")
        quartier.name = "Anders"
        self.assertEqual(quartier.slug, "wuerselen-sued-nord", "addresses are kept")

    def test_slug_is_checked(self):
        for slug in ("Groß", "a b", "-a", "a/b", "", "api"):
            with self.subTest(slug=slug), self.assertRaises(ValidationError):
                self.west.slug = slug
                self.west.flush_recordset()

    def test_clock_and_language_exist(self):
        for name, value in (("tz", "Mars/Phobos"), ("lang", "xx_XX")):
            with self.subTest(name=name), self.assertRaises(ValidationError):
                self.west[name] = value
                self.west.flush_recordset()

    @mute_logger("odoo.sql_db")
    def test_slug_is_unique(self):
        with self.assertRaises(UniqueViolation):
            self.ost.slug = self.west.slug
            self.ost.flush_recordset()

    def test_office_contact_is_created(self):
        self.west.write({"street": "Probeweg 1", "email": "west@example.org"})
        self.assertEqual(self.west.partner_id.street, "Probeweg 1")
        self.assertTrue(self.west.partner_id.is_company)
        self.assertFalse(self.west.partner_id.quartier_confidential)

    def test_manager_belongs_to_the_team(self):
        quartier = self.env["quartier.quartier"].create(
            {"name": "Probe-Mitte", "manager_id": self.manager.id}
        )
        self.assertIn(self.manager, quartier.member_ids)
        with self.assertRaises(ValidationError):
            quartier.member_ids = [Command.clear()]

    def test_manager_of_an_empty_team(self):
        quartier = self.env["quartier.quartier"].create(
            {"name": "Mitte", "member_ids": False, "manager_id": self.manager.id}
        )
        self.assertEqual(quartier.member_ids, self.manager)

    def test_team_is_tracked(self):
        """It decides who reads confidential data."""
        self.env.cr.flush()  # what is new is not tracked until it is saved
        west = self.west.with_context(tracking_disable=False).with_user(self.admin)
        west.member_ids = [Command.link(self.employee.id)]
        self.env.cr.flush()
        self.env.invalidate_all()
        [value] = west.sudo().message_ids.tracking_value_ids
        self.assertEqual(value.field_id.name, "member_ids")
        self.assertIn(self.employee.name, value.new_value_char)

    def test_users_without_a_team_are_created_as_ever(self):
        officer = self._new_user(
            "officer", "base.group_erp_manager,base.group_partner_manager"
        )
        users = self.env["res.users"].with_user(officer)
        values = {"name": "Neu", "login": "quartier_test_neu"}
        user = users.create({**values, "quartier_ids": [Command.set([])]})
        self.assertFalse(user.quartier_ids)
        with self.assertRaises(AccessError):
            users.create(
                {
                    **values,
                    "login": "quartier_x",
                    "quartier_ids": [Command.set(self.west.ids)],
                }
            )

    def test_only_administrators_change_teams(self):
        west = self.west.with_user(self.manager)
        west.description = "<p>Ein Satz.</p>"
        with self.assertRaises(AccessError):
            west.member_ids = [Command.link(self.manager_ost.id)]
        with self.assertRaises(AccessError):
            west.active = False
        self.west.with_user(self.admin).member_ids = [Command.link(self.manager_ost.id)]
        self.assertIn(self.west, self.manager_ost.quartier_ids)

    def test_portal_users_cannot_join_a_team(self):
        portal = self._new_user("portal", "base.group_portal")
        with self.assertRaises(ValidationError):
            self.west.member_ids = [Command.link(portal.id)]

    def test_managers_edit_their_own_office_only(self):
        with self.assertRaises(AccessError):
            self.ost.with_user(self.manager).name = "Übernommen"
        self.west.with_user(self.manager).name = "Probe-West neu"

    def test_clock_of_the_office(self):
        for utc, hour in (
            (datetime(2024, 10, 27, 0, 30), 2),  # first 02:30, summer time
            (datetime(2024, 10, 27, 1, 30), 2),  # second 02:30, winter time
            (datetime(2025, 3, 30, 1, 30), 3),  # 02:30 does not exist that night
        ):
            with self.subTest(utc=utc):
                self.assertEqual(self.west._localize(utc).hour, hour)
