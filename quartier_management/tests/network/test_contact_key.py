from odoo.tests import BaseCase, tagged

from ...models.network.address_row import Contact, read_row
from ...models.network.contact_key import address_key, name_words, phone_key


@tagged("standard", "post_install", "-at_install")
class TestContactKey(BaseCase):
    def test_names_of_organisations(self):
        for spellings in (
            ("Caritas-Verband Eschweiler e.V.", "CARITAS VERBAND  Eschweiler"),
            ("Förderverein Südviertel e. V.", "Foerderverein Suedviertel eV"),
            ("Wohnen & Leben gGmbH", "Wohnen und Leben"),
            ("St. Peter und Paul", "Sankt Peter + Paul"),
            ("Türkisch-Islamische Gemeinde", "Tuerkisch Islamische Gemeinde"),
        ):
            with self.subTest(spellings=spellings):
                keys = {"".join(name_words(name, True)) for name in spellings}
                self.assertEqual(len(keys), 1, keys)

    def test_names_of_persons(self):
        for spellings in (
            ("Müller, Anna", "Frau Anna Mueller", "Dr. Anna Müller"),
            ("Çelik, Ayşe", "ayse celik"),
        ):
            with self.subTest(spellings=spellings):
                keys = {"".join(name_words(name, False)) for name in spellings}
                self.assertEqual(len(keys), 1, keys)

    def test_different_names_stay_different(self):
        self.assertNotEqual(name_words("Kita Nord", True), name_words("Kita Süd", True))
        self.assertNotEqual(name_words("Agnes", True), name_words("AG Nes", True))

    def test_phones(self):
        spellings = (
            *("02403 / 71-123", "+49 2403 71123", "0049 (0)2403 71123"),
            *("(02403) 71123", "02403.71123"),
        )
        self.assertEqual({phone_key(text) for text in spellings}, {"240371123"})
        for text in ("", None, "112", "auf Anfrage"):
            self.assertEqual(phone_key(text), "")

    def test_addresses(self):
        here = address_key("Gutenbergstr. 52 a", "52249", "Eschweiler")
        self.assertEqual(here, address_key("GUTENBERGSTRASSE 52", "D-52249", ""))
        for other in (("Gutenbergstr. 54", "52249"), ("Gutenbergstr. 52", "52222")):
            self.assertNotEqual(here, address_key(*other, "Eschweiler"))
        self.assertEqual(address_key("Gutenbergstr.", "52249", "Eschweiler"), "")


@tagged("standard", "post_install", "-at_install")
class TestAddressRow(BaseCase):
    def test_organisation_and_person(self):
        organisation, person = read_row(
            {
                "organisation": ["Verein Nord"],
                "person": ["Frau Kaya, Selin"],
                "function": ["Vorsitz"],
                "email": ["INFO@nord.example; vorstand@nord.example"],
                "phone": ["02403 71123"],
                "person_phone": ["0171 5551234"],
                "address": ["Jahnstr. 7, 52249 Eschweiler"],
                "comment": ["nur abends", ""],
            }
        )
        self.assertEqual(
            organisation,
            Contact(
                is_company=True,
                name="Verein Nord",
                email="info@nord.example",
                phone="02403 71123",
                street="Jahnstr. 7",
                zip="52249",
                city="Eschweiler",
                comment="vorstand@nord.example\nnur abends",
            ),
        )
        self.assertEqual(
            person,
            Contact(False, "Selin Kaya", function="Vorsitz", phone="0171 5551234"),
        )

    def test_person_alone(self):
        (person,) = read_row(
            {
                "organisation": [""],
                "first_name": ["Rosa"],
                "last_name": ["Wolf"],
                "street": ["Jahnstr."],
                "house_number": ["7a"],
                "zip_city": ["52249 Eschweiler"],
                "phone": ["02403 71123"],
                "person_phone": ["0171 5551234"],
            }
        )
        self.assertEqual(
            person,
            Contact(
                False,
                "Rosa Wolf",
                phone="02403 71123",
                street="Jahnstr. 7a",
                zip="52249",
                city="Eschweiler",
                comment="0171 5551234",
            ),
        )

    def test_nothing_is_lost(self):
        (contact,) = read_row(
            {
                "organisation": ["Werkstatt"],
                "email": ["werkstatt(at)example"],
                "phone": ["auf Anfrage"],
                "zip_city": ["Eschweiler"],
                "zip": ["1067"],
            }
        )
        self.assertEqual(contact.comment, "werkstatt(at)example\nauf Anfrage")
        self.assertEqual((contact.zip, contact.city), ("01067", "Eschweiler"))

    def test_empty_row(self):
        (contact,) = read_row({"comment": ["Ende der Liste"]})
        self.assertEqual(contact.name, "")
