from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestQuartierStreet(QuartierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._new_street("Probeweg", cls.west)
        cls._new_street("Ringstraße", cls.west, number_from=1, number_to=49)
        cls._new_street("Ringstraße", cls.ost, number_from=50)
        cls._new_street("Grenzgasse", cls.west, parity="odd")
        cls._new_street("Grenzgasse", cls.ost, parity="even")
        cls._new_street("Zipstraße", cls.west, zip="11111", city=False)

    def _find(self, line, zip_code=False, city="Probestadt"):
        found = self.env["quartier.street"]._find_quartiers([(line, zip_code, city)])
        return self.env["quartier.quartier"].browse(filter(None, found))

    def test_lookup(self):
        nobody = self.env["quartier.quartier"]
        for line, expected in (
            ("Probeweg 3", self.west),
            ("probe-weg", self.west),
            ("Ringstr. 49", self.west),
            ("Ringstr. 49a", self.west),
            ("Ringstr. 50-54", self.ost),
            ("Ringstr. 47-49", self.west),
            ("Ringstr. 48-52", nobody),  # half of it belongs to either
            ("Ringstr. Nr. 3", self.west),
            ("Ringstr. 3.", self.west),
            ("Ringstraße 2000", self.ost),
            ("Ringstraße", nobody),  # without number it could be either
            ("Grenzgasse 7", self.west),
            ("Grenzgasse 8", self.ost),
            ("Grenzgasse", nobody),
            ("Unbekannte Allee 1", nobody),
            ("", nobody),
        ):
            with self.subTest(line=line):
                self.assertEqual(self._find(line), expected)

    def test_same_name_elsewhere(self):
        self.assertFalse(self._find("Probeweg 3", city="Anderswo"))
        self.assertEqual(self._find("Zipstr. 1", "11111", "Anderswo"), self.west)
        self.assertFalse(self._find("Zipstr. 1", "22222", "Probestadt"))
        self.assertEqual(self._find("Zipstr. 1", "11111", False), self.west)

    def test_no_place_no_guess(self):
        self.assertFalse(self._find("Probeweg 3", False, False))
        self.assertFalse(self._find("Zipstr. 1", False, False))
        self.assertFalse(self._find("Zipstr. 1", False, "Anderswo"))
        self.assertFalse(self._find("Probeweg 3", "11111", False))

    def test_batch_uses_one_query(self):
        addresses = [(f"Ringstraße {number}", False, False) for number in range(200)]
        self.env["quartier.street"]._find_quartiers(addresses[:1])
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            self.env["quartier.street"]._find_quartiers(addresses)

    def test_overlap_is_refused(self):
        for values in (
            {"name": "Probe-Weg"},
            {"name": "Ringstr.", "number_from": 49, "number_to": 60},
            {"name": "Grenzgasse", "parity": "odd", "number_from": 7},
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self._new_street(values.pop("name"), self.ost, **values)

    def test_streets_of_two_cities(self):
        hauptstrasse = self._new_street("Hauptstraße", self.west, city="Eschweiler")
        other = self._new_street("Hauptstr.", self.ost, city="Stolberg")
        self.assertEqual(self._find("Hauptstr. 1", False, "ESCHWEILER"), self.west)
        self.assertEqual(self._find("Hauptstr. 1", False, "Stolberg"), self.ost)
        with self.assertRaises(ValidationError):
            other.city = hauptstrasse.city
        hauptstrasse.zip = "52249"
        other.write({"zip": "52222", "city": False})
        with self.assertRaises(ValidationError):
            hauptstrasse.zip = "52222"

    def test_parts_that_only_touch_are_accepted(self):
        self._new_street("Neuweg", self.west, number_to=10)
        self._new_street("Neuweg", self.ost, number_from=11)
        self.assertEqual(self._find("Neuweg 10"), self.west)
        self.assertEqual(self._find("Neuweg 11"), self.ost)
