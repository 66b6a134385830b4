from odoo.tests import BaseCase, tagged

from ...models.office.street_address import (
    split_street,
    street_key,
)


@tagged("standard", "post_install", "-at_install")
class TestStreetAddress(BaseCase):
    def test_split_street(self):
        for line, expected in (
            ("Gutenbergstraße 52", ("Gutenbergstraße", (52,))),
            ("Gutenbergstr. 52a", ("Gutenbergstr.", (52,))),
            ("Gutenbergstraße 52 a, Hinterhaus", ("Gutenbergstraße", (52,))),
            ("Gutenbergstraße 50-54", ("Gutenbergstraße", (50, 54))),
            ("Gutenbergstraße 50 – 54", ("Gutenbergstraße", (50, 54))),
            ("Gutenbergstraße 50a bis 54b", ("Gutenbergstraße", (50, 54))),
            ("Gutenbergstraße 50-2", ("Gutenbergstraße", (50,))),
            ("Gutenbergstraße 50/52", ("Gutenbergstraße", (50,))),
            ("Gutenbergstraße52", ("Gutenbergstraße", (52,))),
            ("Gutenbergstraße 52.", ("Gutenbergstraße", (52,))),
            ("Gutenbergstraße Nr. 52", ("Gutenbergstraße", (52,))),
            ("Gutenbergstraße, Hausnummer 52", ("Gutenbergstraße", (52,))),
            ("Straße des 17. Juni 12", ("Straße des 17. Juni", (12,))),
            ("Straße des 17. Juni", ("Straße des 17. Juni", ())),
            ("  Am   Alten Markt  3 ", ("Am Alten Markt", (3,))),
            ("Gutenbergstraße", ("Gutenbergstraße", ())),
            ("", ("", ())),
            (False, ("", ())),
            ("52", ("52", ())),
        ):
            with self.subTest(line=line):
                self.assertEqual(split_street(line), expected)

    def test_street_key_joins_spellings(self):
        spellings = (
            "Gutenbergstraße",
            "gutenbergstrasse",
            "Gutenbergstr.",
            "Gutenberg Str",
            "GUTENBERG-STRASSE",
            " Gutenberg-Straße ",
        )
        self.assertEqual({street_key(name) for name in spellings}, {"gutenbergstr"})

    def test_street_key_keeps_streets_apart(self):
        self.assertNotEqual(street_key("Gutenbergweg"), street_key("Gutenbergstraße"))
        self.assertEqual(street_key("Röhrenweg"), street_key("Roehrenweg"))
        self.assertEqual(street_key(False), "")
