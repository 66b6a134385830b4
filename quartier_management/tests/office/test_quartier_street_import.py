import base64
import csv
import io

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, Form, tagged

from ...models.office import street_file
from ...models.office.street_file import Refused, Street
from ..common import QuartierCommon

LIST = """Straße;Hausnummern;Seite;PLZ;Ort
Probeweg;1-59;ungerade;99999;Probestadt
Probeweg;2–60;g;;
Probestraße;ab 20;;;
Probestr.;25;;;
;1-3;;;
Talweg;zwölf;;;
Talweg;9-3;;;
Talweg;1-3;links;;
Bergweg;;;9999;
Nordweg;17a;;;
"""


@tagged("standard", "post_install", "-at_install")
class TestStreetFile(BaseCase):
    def test_numbers(self):
        places = {"name": 0, "numbers": 1}
        for text, expected in (
            ("", (0, 0, "all")),
            ("7", (7, 7, "all")),
            ("7a", (7, 7, "all")),
            ("ab 20", (20, 0, "all")),
            ("20-", (20, 0, "all")),
            ("bis 30", (0, 30, "all")),
            ("1 – 59 ungerade", (1, 59, "odd")),
            ("2-60 g", (2, 60, "even")),
        ):
            with self.subTest(text=text):
                row = street_file.read(["Talweg", text], places, "52249")
                self.assertEqual(row, Street("Talweg", *expected, "52249", ""))

    def test_columns(self):
        header = ["Straße", "Von", "Bis", "Seite", "PLZ", "Ort", "Anmerkung"]
        places = street_file.columns(header)
        row = street_file.read(
            ["Talweg", "1", "59", "ungerade", "52249", "Eschweiler", "x"], places
        )
        self.assertEqual(row, Street("Talweg", 1, 59, "odd", "52249", "Eschweiler"))

    def test_place_is_needed(self):
        with self.assertRaises(Refused) as refused:
            street_file.read(["Talweg"], {"name": 0})
        self.assertEqual(refused.exception.reason, "place")

    def test_report_holds_no_formula(self):
        data = street_file.report(["Straße"], [["=1+1"]]).decode("utf-8-sig")
        self.assertIn("'=1+1", data)


@tagged("standard", "post_install", "-at_install")
class TestQuartierStreetImport(QuartierCommon):
    def _import(self, text, user=None, **values):
        wizard = self.env["quartier.street.import"].with_user(user or self.manager)
        with Form(wizard) as form:
            form.file = base64.b64encode(text.encode())
            form.city = "Probestadt"
            for name, value in values.items():
                form[name] = value
        record = form.save()
        record.action_import()
        return record

    def test_good_rows_are_added_and_others_reported(self):
        record = self._import(LIST)
        self.assertEqual(record.created_count, 4)
        self.assertEqual(record.refused_count, 6)
        streets = self.env["quartier.street"].search(
            [("quartier_id", "=", self.west.id)]
        )
        self.assertEqual(
            set(streets.mapped("name")), {"Probeweg", "Probestraße", "Nordweg"}
        )
        report = base64.b64decode(record.refused_file).decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(report), delimiter=";")
        self.assertEqual(header[-2:], ["Row", "Reason"])
        self.assertEqual([row[-2] for row in rows], ["5", "6", "7", "8", "9", "10"])
        self.assertIn("names the same houses", rows[0][-1])
        self.assertIn("zwölf", rows[2][-1])

    def test_again_adds_nothing(self):
        self._import(LIST)
        record = self._import(LIST)
        self.assertEqual((record.created_count, record.known_count), (0, 4))

    def test_corrected_report_is_imported(self):
        record = self._import("Straße;PLZ\n;99999\n")
        report = base64.b64decode(record.refused_file).decode("utf-8-sig")
        self.assertEqual(
            self._import(report.replace("\n;", "\nTalweg;")).created_count, 1
        )

    def test_streets_of_another_office(self):
        self._new_street("Talweg", self.ost)
        record = self._import("Straße\nTalweg\n")
        self.assertEqual(record.refused_count, 1)
        self.assertIn("Probe-Ost", record.refused_text)
        with self.assertRaises(AccessError):
            self._import("Straße\nBergweg\n", quartier_id=self.ost)

    def test_who(self):
        for user in (self.office, self.reader, self.employee):
            with self.assertRaises(AccessError):
                self._import("Straße\nTalweg\n", user)

    def test_unreadable(self):
        for text in ("Straße\n", "Foo;Bar\n1;2\n"):
            with self.assertRaises(UserError):
                self._import(text)
