import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

from quartier_dev import (
    cluster,
    databases,
    expected,
    lint,
    logins,
    paths,
    test,
    test_odoo,
    testing,
)
from quartier_dev.console import Stop, reason_in


class TestReason(unittest.TestCase):
    def test_the_line_that_says_why(self):
        for output, reason in (
            ("a\nodoo.tools.convert.ParseError: bad view\nb\n", "ParseError: bad view"),
            ("ERROR: No matching distribution found for x\n", "No matching distrib"),
            ("Get:1\nE: Unable to locate package x\n", "Unable to locate"),
            ("E: x\ncp: write error: No space left on device\nE: y\n", "No space left"),
            ("2026-01-01 WARNING x\nlast words", "last words"),
            ("", "no output"),
        ):
            with self.subTest(reason=reason):
                self.assertIn(reason, reason_in(output))


class TestExpected(unittest.TestCase):
    LOG = (
        "2026-11-22 22:49:45,533 6335 INFO db odoo.modules.loading: loading \n"
        "2026-11-22 22:49:45,533 6335 WARNING db odoo.models: bad thing \n"
        "Traceback (most recent call last):\n"
        "2026-11-22 22:49:46,533 6335 WARNING db odoo.models: bad thing \n"
        "2026-11-22 22:49:45,533 6335 ERROR ? odoo.registry: worse \n"
    )

    def test_unexpected_lines_once(self):
        with patch.object(expected, "patterns", list):
            self.assertEqual(
                expected.unexpected_in(self.LOG),
                ["WARNING odoo.models: bad thing", "ERROR odoo.registry: worse"],
            )

    def test_expected_by_name(self):
        known = expected.patterns("# why\n\nWARNING odoo\\.models: bad\n")
        with patch.object(expected, "patterns", lambda: known):
            self.assertEqual(
                expected.unexpected_in(self.LOG), ["ERROR odoo.registry: worse"]
            )

    def test_the_file_is_valid(self):
        self.assertTrue(all(pattern.pattern for pattern in expected.patterns()))


class TestNames(unittest.TestCase):
    def test_database_names(self):
        self.assertEqual(databases.valid_name("a-1.b_c"), "a-1.b_c")
        for name in ("", "-x", "a b", 'a"', "ä", "x" * 51, "../x"):
            with self.subTest(name=name), self.assertRaises(Stop):
                databases.valid_name(name)

    def test_quoting(self):
        self.assertEqual(cluster.literal("it's"), "'it''s'")
        self.assertEqual(cluster.identifier('a"b'), '"a""b"')

    def test_digest_keeps_parts_apart(self):
        self.assertEqual(paths.digest("ab", "c"), paths.digest("ab", "c"))
        self.assertNotEqual(paths.digest("ab", "c"), paths.digest("a", "bc"))

    def test_a_long_checkout_path_gets_a_short_socket(self):
        for length, inside in ((40, True), (140, False)):
            home = Path("/" + "x" * length)
            with (
                self.subTest(length=length),
                patch.object(cluster, "home", return_value=home),
            ):
                found = cluster.socket_directory.__wrapped__()
                self.assertEqual(found.is_relative_to(home), inside)
                self.assertLessEqual(len(str(found)), cluster.SOCKET_LIMIT)


class TestArguments(unittest.TestCase):
    def test_interactive(self):
        self.assertTrue(testing.is_interactive(["-n0"]))
        self.assertTrue(testing.is_interactive(["-x", "--pdb"]))
        self.assertFalse(testing.is_interactive(["-x", "-k", "some", "-sv"]))

    def test_paths_among_arguments(self):
        found = test.test_path("dev/tests/test_tools.py::TestNames::test_quoting")
        self.assertEqual(found, f"{Path(__file__).resolve()}::TestNames::test_quoting")
        self.assertIsNone(test.test_path("-k"))
        self.assertIsNone(test.test_path("no such file"))

    def test_what_prettier_formats(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, formatted in (
                ("views/a.xml", True),
                ("static/src/a.js", True),
                ("static/lib/a.js", False),
                ("static/description/a.html", False),
                ("models/a.py", False),
            ):
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch()
                with self.subTest(name=name):
                    self.assertEqual(lint.is_formatted(path), formatted)

    def test_table(self):
        rows = [("admin", "A", ""), ("x", "Long name", "Role")]
        self.assertEqual(logins.table(rows), ["admin  A", "x      Long name  Role"])


class TestComparison(unittest.TestCase):
    BARE = {"ran": ["a", "b", "c"], "failed": ["c"], "skipped": []}

    def test_equal_or_better(self):
        better = {"ran": ["a", "b", "c", "d"], "failed": [], "skipped": []}
        self.assertEqual(test_odoo.compare(self.BARE, self.BARE), [])
        self.assertEqual(test_odoo.compare(self.BARE, better), [])

    def test_one_test_as_a_tag(self):
        name = "odoo.addons.project.tests.test_ui.TestUi.test_05"
        self.assertEqual(test_odoo.tag_of(name), "/project:TestUi.test_05")
        self.assertIsNone(
            test_odoo.tag_of("setUpClass (odoo.addons.project.tests.x.Y)")
        )

    def test_worse(self):
        worse = {"ran": ["a", "b"], "failed": ["a", "a"], "skipped": ["b"]}
        self.assertEqual(
            test_odoo.compare(self.BARE, worse),
            [
                "fails only with the addons: a",
                "did not run: c",
                "skipped only with the addons: b",
            ],
        )
