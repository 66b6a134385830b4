from pathlib import Path

from odoo.tests import TransactionCase, tagged

ADDON = Path(__file__).parents[1]


@tagged("standard", "post_install", "-at_install")
class TestVolunteerStructure(TransactionCase):
    def test_every_test_file_is_loaded(self):
        init = (ADDON / "tests" / "__init__.py").read_text()
        for path in (ADDON / "tests").glob("test_*.py"):
            self.assertIn(f"from . import {path.stem}\n", init)

    def test_every_model_file_is_loaded(self):
        for folder in ("models",):
            init = (ADDON / folder / "__init__.py").read_text()
            for path in (ADDON / folder).glob("*.py"):
                # libraries without the ORM are imported by whoever needs them
                if "(models." in path.read_text():
                    self.assertIn(f"from . import {path.stem}\n", init)

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
            if definition._module == "quartier_volunteers"
        }
        self.assertTrue(declared)
        self.assertFalse(declared - known)
