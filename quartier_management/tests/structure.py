class AddonStructure:
    """What is true of each of the addons: a test case inherits it and names its own.

    No test case itself: it would be run with those that import it.
    """

    # path of the addon
    addon = None

    def _import_of(self, path):
        """Return a folder's ``__init__.py``, and the line that loads a file."""
        init = (path.parent / "__init__.py").read_text()
        return init, f"from . import {path.stem}\n"

    def test_every_test_file_is_loaded(self):
        paths = list((self.addon / "tests").rglob("test_*.py"))
        names = [path.stem for path in paths]
        self.assertEqual(len(names), len(set(names)), "names of tests are unique")
        for path in paths:
            init, line = self._import_of(path)
            self.assertIn(line, init, path)

    def test_every_model_file_is_loaded(self):
        for folder in ("models", "wizards"):
            for path in (self.addon / folder).rglob("*.py"):
                # libraries without the ORM are imported by whoever needs them
                if "(models." in path.read_text():
                    init, line = self._import_of(path)
                    self.assertIn(line, init, path)

    def test_database_constraints_exist(self):
        """Odoo only logs when existing rows keep a constraint from being created."""
        self.env.cr.execute("SELECT conname FROM pg_constraint")
        known = {name for (name,) in self.env.cr.fetchall()}
        self.env.cr.execute("SELECT indexname FROM pg_indexes")
        known |= {name for (name,) in self.env.cr.fetchall()}
        declared = {
            key
            for model in self.env.registry.values()
            if not model._abstract
            for key, definition in model._table_objects.items()
            if definition._module == self.addon.name
        }
        self.assertTrue(declared)
        self.assertFalse(declared - known)
