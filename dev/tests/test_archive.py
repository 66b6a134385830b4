import unittest

from quartier_dev.archive import choose_archive

MAIN = "Packages|Debian|Debian|bookworm|main|address/debian/"


class TestChooseArchive(unittest.TestCase):
    def test_main_archive_among_others(self):
        listing = "\n".join(
            (
                "Packages|Somebody|Somebody|bookworm|main|address/other/",
                "Packages|Debian|Debian-Security|bookworm-security|main|address/security/",
                "Packages|Debian|Debian|bookworm-updates|main|address/updates/",
                "Translations|Debian|Debian|bookworm|main|address/translations/",
                MAIN,
            )
        )
        self.assertEqual(choose_archive(listing, "bookworm"), "address/debian/")

    def test_before_the_first_update_the_release_decides(self):
        for unknown in ("", "$(ORIGIN)"):
            with self.subTest(unknown=unknown):
                listing = "\n".join(
                    (
                        f"Packages|{unknown}|{unknown}|nodistro|main|address/node/",
                        f"Packages|{unknown}|{unknown}|trixie-security|main|address/s/",
                        f"Packages|{unknown}|{unknown}|trixie|main|address/debian/",
                    )
                )
                self.assertEqual(choose_archive(listing, "trixie"), "address/debian/")

    def test_no_debian(self):
        listing = "Packages|Ubuntu|Ubuntu|noble|main|address/ubuntu/"
        self.assertIsNone(choose_archive(listing, None))
        self.assertIsNone(choose_archive("", "bookworm"))
