import base64
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import QuartierCommon

AUTUMN = "Herbstferien;17.10.2031;31.10.2031"


@tagged("standard", "post_install", "-at_install")
class TestHolidayImport(QuartierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.quartier_state_id = cls.env.ref("base.state_de_nw")
        cls.holidays = cls.env["quartier.holiday"]

    def _wizard(self, text, user=None, **values):
        data = text if isinstance(text, bytes) else text.encode()
        # the web client sets the name, which the form hides, beside the file
        wizards = self.env["quartier.holiday.import"].with_user(user or self.manager)
        context = {"default_filename": "ferien.csv", "lang": "en_US"}
        form = Form(wizards.with_context(**context))
        form.file = base64.b64encode(data)
        for name, value in values.items():
            form[name] = value
        return form.save()

    def _import(self, text, **values):
        """Import and return what was added, and the message."""
        before = self.holidays.with_context(active_test=False).search([])
        action = self._wizard(text, **values).action_import()
        added = self.holidays.with_context(active_test=False).search([]) - before
        return added, action["params"]["message"]

    def _refusal(self, text, **values):
        before = self.holidays.search_count([])
        with self.assertRaises(UserError) as caught:
            self._wizard(text, **values).action_import()
        self.assertEqual(self.holidays.search_count([]), before)
        return str(caught.exception)

    def test_import(self):
        added, message = self._import(f"Name;Von;Bis\n{AUTUMN}\nFrei;1.12.2031")
        self.assertEqual(message, "Holidays added: 2. Already in the list: 0.")
        self.assertEqual(added.mapped("name"), ["Herbstferien", "Frei"])
        self.assertEqual(str(added[0].date_from), "2031-10-17")
        self.assertEqual(str(added[0].date_to), "2031-10-31")
        self.assertEqual(set(added.mapped("kind")), {"school"})
        self.assertEqual(added.state_id, self.env.ref("base.state_de_nw"))
        self.assertEqual(set(added.mapped("source")), {"ferien.csv"})
        self.assertFalse(any(added.mapped("verified")))

    def test_import_of_another_land_that_is_confirmed(self):
        bavaria = self.env.ref("base.state_de_by")
        added, _message = self._import(
            AUTUMN, state_id=bavaria, kind="public", source="Amtsblatt", verified=True
        )
        self.assertEqual(added.state_id, bavaria)
        self.assertEqual(added.kind, "public")
        self.assertEqual(added.source, "Amtsblatt")
        self.assertTrue(added.verified)

    def test_import_of_a_calendar(self):
        lines = (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:x",
            "BEGIN:VEVENT",
            "SUMMARY:Herbstferien",
            "DTSTART;VALUE=DATE:20311017",
            "DTEND;VALUE=DATE:20311101",
            "END:VEVENT",
            "END:VCALENDAR",
        )
        added, _message = self._import("\r\n".join(lines))
        self.assertEqual(str(added.date_to), "2031-10-31")
        # the same holidays in the other format are known
        added, message = self._import(AUTUMN)
        self.assertFalse(added)
        self.assertEqual(message, "Holidays added: 0. Already in the list: 1.")

    def test_a_second_run_adds_nothing(self):
        first, _message = self._import(AUTUMN)
        text = f"{AUTUMN}\nOsterferien;05.04.2032;17.04.2032"
        added, message = self._import(text)
        self.assertEqual(added.name, "Osterferien")
        self.assertEqual(message, "Holidays added: 1. Already in the list: 1.")
        first.active = False
        self.assertFalse(self._import(text)[0])
        self.assertFalse(first.active, "what somebody removed stays removed")

    def test_all_wrong_lines_are_named_and_nothing_is_imported(self):
        self._import(AUTUMN)
        message = self._refusal(
            "Herbst;18.10.2031;31.10.2031\n"
            "Osterferien;05.04.2032;17.04.2032\n"
            "Murks;morgen;31.10.2031\n"
            ";1.1.2032;2.1.2032\n"
            "Nur ein Name\n"
            "Verdreht;2.1.2032;1.1.2032\n"
            "Vertippt;1.1.2032;1.1.2033"
        )
        for part in (
            "Line 1 “Herbst;18.10.2031;31.10.2031”: It overlaps with “Herbstferien”,"
            " 10/17/2031 to 10/31/2031",
            "Line 3 “Murks;morgen;31.10.2031”: “morgen” is no date.",
            "Line 4 “;1.1.2032;2.1.2032”: The name is missing.",
            "Line 5 “Nur ein Name”: It needs three columns",
            "Line 6 “Verdreht;2.1.2032;1.1.2032”: It ends before it begins.",
            "Line 7 “Vertippt;1.1.2032;1.1.2033”: It is longer than 100 days.",
            "A line that is right: Herbstferien;17.10.2026;31.10.2026",
        ):
            self.assertIn(part, message)
        self.assertNotIn("Line 2", message)
        self.assertLess(message.index("Line 1 "), message.index("Line 3 "))

    def test_many_wrong_lines(self):
        message = self._refusal("Herbst;morgen;\n" * 40)
        self.assertIn("Line 30 ", message)
        self.assertIn(
            "Also wrong are the lines 31, 32, 33, 34, 35, 36, 37, 38, 39, 40.", message
        )

    def test_unreadable_files(self):
        for data, part in (
            (b"\n", "There is no holiday in the file."),
            (b"PK\0\0", "neither a CSV file nor a complete iCal calendar"),
            (b"x" * 1_000_001, "larger than 1 MB"),
            ((AUTUMN + "\n").encode() * 2001, "more than 2000 lines"),
        ):
            with self.subTest(part):
                message = self._refusal(data)
                self.assertIn(part, message)
                self.assertIn("A line that is right", message)

    def test_a_client_that_asks_for_sizes(self):
        wizard = self._wizard(AUTUMN).with_context(bin_size=True)
        wizard.env.invalidate_all()
        self.assertIn("Holidays added: 1", wizard.action_import()["params"]["message"])

    def test_what_is_no_file_at_all(self):
        wizard = self._wizard(AUTUMN)
        with (
            patch.object(type(wizard), "file", "a"),
            self.assertRaisesRegex(UserError, "neither a CSV file"),
        ):
            wizard.action_import()

    def test_only_managers_import(self):
        for user in (self.employee, self.reader, self.office):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self._wizard(AUTUMN, user=user)
        wizard = self._wizard(AUTUMN)
        with self.assertRaises(AccessError):
            wizard.with_user(self.office).action_import()
        self._wizard(AUTUMN, user=self.admin).action_import()
        self.assertTrue(self.holidays.search([("date_from", "=", "2031-10-17")]))
