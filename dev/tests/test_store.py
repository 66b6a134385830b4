import os
import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

from quartier_dev import store
from quartier_dev.console import Stop


class TestStore(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.folder = Path(directory.name)

    def test_building_appears_at_the_end(self):
        target = self.folder / "a" / "target"
        with store.building(target) as work:
            (work / "file").write_text("x")
            self.assertFalse(target.exists())
        self.assertEqual((target / "file").read_text(), "x")
        self.assertEqual(os.listdir(target.parent), ["target"])

    def test_a_failed_build_keeps_what_was_there_and_leaves_nothing(self):
        target = self.folder / "target"
        target.mkdir()
        with self.assertRaises(KeyboardInterrupt), store.building(target):
            raise KeyboardInterrupt
        self.assertEqual(os.listdir(self.folder), ["target"])

    def test_cached_builds_once(self):
        calls = []
        with patch.object(store, "cache_dir", lambda: self.folder):
            for _ in range(2):
                path = store.cached("kind", "key", calls.append)
        self.assertEqual(path, self.folder / "kind" / "key")
        self.assertEqual(len(calls), 1)

    def test_write_text_is_complete_or_not_at_all(self):
        path = self.folder / "file"
        store.write_text(path, "one", mode=0o600)
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        with patch("os.replace", side_effect=OSError), self.assertRaises(OSError):
            store.write_text(path, "two")
        self.assertEqual(path.read_text(), "one")

    def test_copy_tree_replaces_and_shares(self):
        source, target = self.folder / "source", self.folder / "target"
        for folder, name in ((source, "new"), (target, "old")):
            folder.mkdir()
            (folder / name).write_text(name)
        store.copy_tree(source, target)
        self.assertEqual(os.listdir(target), ["new"])
        self.assertTrue((source / "new").samefile(target / "new"))

    def test_need_space(self):
        store.need_space(self.folder / "not" / "there", 0, "It")
        with self.assertRaisesRegex(Stop, "It needs 1e.09 GB"):
            store.need_space(self.folder, 1e9, "It")
