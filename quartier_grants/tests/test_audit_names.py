from odoo.tests import TransactionCase, tagged

from ..models.audit_names import MOST, Paths, safe_name


@tagged("standard", "post_install", "-at_install")
class TestAuditNames(TransactionCase):
    def test_names(self):
        for given, expected in (
            ("Rechnung.pdf", "Rechnung.pdf"),
            ("Müller & Söhne: 3/26?.pdf", "Müller & Söhne- 3-26-.pdf"),
            ("Mu\u0308ller.pdf", "Müller.pdf"),  # as a Mac writes it
            ("  Bericht …  ", "Bericht …"),
            ("Bericht. . .", "Bericht"),
            ("CON", "_CON"),
            ("nul.pdf", "_nul.pdf"),
            ("Com1.tar.gz", "_Com1.tar.gz"),
            ("lpt¹", "_lpt¹"),
            ("../../etc/passwd", "-..-etc-passwd"),
            ("a\nb\tc.txt", "a b c.txt"),
            ("rechnung\u202efdp.exe", "rechnungfdp.exe"),
            ("\x00\ud800.pdf", "pdf"),
            ("", "_"),
            ("...", "_"),
            (None, "_"),
        ):
            with self.subTest(given=given):
                self.assertEqual(safe_name(given), expected)

    def test_long_name_keeps_suffix(self):
        name = safe_name("x" * 300 + ".pdf")
        self.assertEqual(len(name), MOST)
        self.assertTrue(name.endswith("x.pdf"))
        self.assertEqual(len(safe_name("ä" * 300)), MOST)

    def test_names_are_safe_twice(self):
        for given in ("CON .pdf", "a" * 59 + " .", "nul." + "b" * 80, ". .x. ."):
            self.assertEqual(safe_name(safe_name(given)), safe_name(given))

    def test_doubles(self):
        """Windows and macOS take names for the same that differ by capitals alone."""
        paths = Paths()
        self.assertEqual(paths.place("06 Belege", "Scan.pdf"), "06 Belege/Scan.pdf")
        self.assertEqual(paths.place("06 Belege", "scan.PDF"), "06 Belege/scan (2).PDF")
        self.assertEqual(paths.place("06 belege", "SCAN.pdf"), "06 belege/SCAN (3).pdf")
        self.assertEqual(paths.place("07", "Scan.pdf"), "07/Scan.pdf")

    def test_long_doubles(self):
        paths = Paths()
        names = {paths.place("06", "y" * 100 + ".pdf") for _number in range(120)}
        self.assertEqual(len(names), 120)
        self.assertLessEqual(max(map(len, names)), MOST + 3)
