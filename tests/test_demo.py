"""Every fact of the paper that the office once wrote by hand is a record."""

from datetime import date

from odoo.tests import TransactionCase, tagged

ADDON = "quartier_management."


@tagged("standard", "post_install", "-at_install")
class TestDemo(TransactionCase):
    def _ref(self, name):
        return self.env.ref(ADDON + name)

    def setUp(self):
        super().setUp()
        self.west = self._ref("quartier_eschweiler_west")

    def test_office(self):
        self.assertEqual(self.west.street, "Gutenbergstraße 52")
        self.assertIn("502", self.west.department_id.name)
        self.assertEqual(self.west.manager_id, self._ref("user_manager"))
        self.assertEqual((self.west.lang, self.west.tz), ("de_DE", "Europe/Berlin"))

    def test_duties_in_order(self):
        names = self.west.duty_ids.with_context(lang="de_DE").mapped("name")
        self.assertEqual(len(names), 8)
        self.assertIn("Vernetzung", names[0])
        self.assertIn("Sprechstunden", names[1])
        self.assertIn("Gremien", names[7])

    def test_positions(self):
        manager = self._ref("position_manager_west")
        assistant = self._ref("position_assistant_west")
        self.assertEqual(manager.state, "filled")
        self.assertEqual(manager.date_from, date(2024, 9, 1))
        self.assertEqual(assistant.state, "advertised")
        for position in manager + assistant:
            self.assertEqual((position.hours_week, position.fte), (39, 1))
            self.assertTrue(position.budgeted)

    def test_office_hours(self):
        hours = self.west.office_hour_ids
        self.assertEqual(
            [(row.weekday, row.hour_from, row.hour_to) for row in hours],
            [("1", 11, 13), ("3", 15, 17)],
        )
        self.assertEqual(
            hours,
            self._ref("series_office_hour_tue") + self._ref("series_office_hour_thu"),
        )
        for series in hours + self._ref("series_exchange_cafe"):
            self.assertGreaterEqual(series.event_count, 12)
            self.assertTrue(series.next_start)

    def test_events(self):
        for name, day, category, actor, role in (
            (
                "playground_festival",
                date(2024, 9, 20),
                "festival",
                "kinderschutzbund",
                "lead",
            ),
            (
                "school_visit",
                date(2024, 10, 31),
                "school_visit",
                "school",
                "co_organiser",
            ),
            ("christmas_2024", date(2024, 12, 13), "festival", "awo", "co_organiser"),
        ):
            with self.subTest(name=name):
                event = self._ref(f"event_{name}")
                self.assertEqual(event.start_date, day)
                self.assertEqual(
                    event.quartier_category_id,
                    self._ref(f"quartier_event_category_{category}"),
                )
                row = event.quartier_participation_ids.filtered(
                    lambda row, role=role: row.role == role
                )
                self.assertIn(self._ref(f"partner_{actor}"), row.partner_id)

    def test_press_and_cafe(self):
        press = self._ref("event_press_date").quartier_participation_ids.partner_id
        self.assertIn(self._ref("partner_newspaper"), press)
        self.assertIn(self._ref("partner_deputy_mayor"), press)
        cafe = self._ref("event_exchange_cafe_first")
        self.assertIn("Gutenbergstraße 52", cafe.location)
        self.assertGreaterEqual(len(cafe.quartier_participation_ids), 2)

    def test_projects_and_plans(self):
        room = self._ref("project_community_room")
        self.assertIn("Gemeinschaftsraum", room.name)
        self.assertTrue(room.quartier_goal)
        self.assertLessEqual(
            self._ref("task_weekly_calendar") + self._ref("task_regular_offers"),
            room.task_ids,
        )
        invitations = self._ref("task_christmas_invitations")
        self.assertEqual(invitations.project_id, self._ref("project_christmas"))
        self.assertEqual(self._ref("project_2025").date_start, date(2025, 1, 1))

    def test_rights_show(self):
        partners = self.env["res.partner"]
        for user, visible, hidden in (
            ("user_office", "resident_west_1", "resident_ost_1"),
            ("user_manager_ost", "resident_ost_1", "resident_west_1"),
        ):
            own = partners.with_user(self._ref(user))
            self.assertTrue(own.browse(self._ref(visible).id).has_access("read"))
            self.assertFalse(own.browse(self._ref(hidden).id).has_access("read"))

    def test_something_happens_now(self):
        events = self.env["calendar.event"]
        for domain in ([("start", ">", "now")], [("start", "<", "now -1d")]):
            with self.subTest(domain=domain):
                own = [("quartier_id", "=", self.west.id), *domain]
                self.assertGreater(events.search_count(own), 3)
