import tempfile
import unittest
from pathlib import Path

from quartier_dev import source
from quartier_dev.console import Stop


class TestSource(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.prefix = Path(directory.name).resolve()

    def write(self, name, text=""):
        path = self.prefix / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def test_version_is_read_without_importing(self):
        self.write(
            "odoo/release.py", "x = 1\nversion_info = (19, 0, 0, FINAL, 0, '')\n"
        )
        self.assertEqual(source.version_of(self.prefix), "19.0")
        self.assertEqual(source.check(self.prefix, "there"), self.prefix)

    def test_another_version_or_none_is_refused(self):
        with self.assertRaisesRegex(Stop, "holds no Odoo"):
            source.check(self.prefix, "there")
        self.write("odoo/release.py", "version_info = (18, 0, 0, FINAL, 0, '')\n")
        with self.assertRaisesRegex(Stop, "holds Odoo 18.0"):
            source.check(self.prefix, "there")

    def test_absolute_links_lead_into_the_prefix(self):
        self.write("usr/share/javascript/jquery.js", "jquery")
        link = self.prefix / "usr/lib/addons/jquery.js"
        link.parent.mkdir(parents=True)
        link.symlink_to("/usr/share/javascript/jquery.js")
        source.complete(self.prefix)
        self.assertFalse(link.readlink().is_absolute())
        self.assertEqual(link.read_text(), "jquery")

    def test_stripped_file_is_there_and_empty(self):
        source.complete(self.prefix)
        stripped = self.prefix / source.PYTHON_PATH / source.STRIPPED
        self.assertEqual(stripped.read_text(), "")

    def test_a_dangling_link_stops(self):
        (self.prefix / "link").symlink_to("nowhere")
        with self.assertRaisesRegex(Stop, "missing files"):
            source.complete(self.prefix)
