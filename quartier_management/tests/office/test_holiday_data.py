from itertools import pairwise

from odoo.tests import TransactionCase, tagged

SOURCE = "Ferienordnung NRW, Ministerium für Schule und Bildung"


@tagged("standard", "post_install", "-at_install")
class TestHolidayData(TransactionCase):
    """The school holidays of North Rhine-Westphalia that come with the addon."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = cls.env["ir.model.data"].search(
            [
                ("module", "=", "quartier_management"),
                ("name", "=like", "quartier\\_holiday\\_nw\\_%"),
                ("model", "=", "quartier.holiday"),
            ]
        )
        cls.rows = cls.env["quartier.holiday"].browse(names.mapped("res_id")).sorted()

    def test_rows(self):
        self.assertEqual(len(self.rows), 11)
        self.assertEqual(set(self.rows.mapped("kind")), {"school"})
        self.assertEqual(self.rows.state_id, self.env.ref("base.state_de_nw"))
        self.assertEqual(
            [(str(row.date_from), str(row.date_to)) for row in self.rows[6:8]],
            [("2026-10-17", "2026-10-31"), ("2026-12-23", "2027-01-06")],
        )

    def test_nobody_has_confirmed_them_yet(self):
        self.assertFalse(any(self.rows.mapped("verified")))
        self.assertEqual(set(self.rows.mapped("source")), {SOURCE})

    def test_no_overlap(self):
        for earlier, later in pairwise(self.rows):
            self.assertLess(earlier.date_to, later.date_from)

    def test_public_holidays_come_from_a_library_and_are_confirmed(self):
        loaded = self.env["quartier.holiday"]._load_public_holidays(
            self.env.ref("base.state_de_nw"), [2024]
        )
        self.assertTrue(all(loaded.mapped("verified")))
        self.assertEqual(set(loaded.mapped("source")), {"Python-Bibliothek holidays"})
