import ast
import re
from pathlib import Path

from odoo.tests import TransactionCase, tagged

from ..hooks import COMPUTED_COLUMNS
from .structure import AddonStructure

ADDON = Path(__file__).parents[1]
PREFIX = "odoo.addons.quartier_management."


@tagged("standard", "post_install", "-at_install")
class TestStructure(AddonStructure, TransactionCase):
    """The map of the addon (docs/architecture.md) is kept by the code."""

    addon = ADDON

    def _wings(self):
        source = (ADDON / "models" / "__init__.py").read_text()
        return re.findall(r"^from \. import (\w+)$", source, re.MULTILINE)

    def _wing_of_module(self, module):
        name = module.removeprefix(PREFIX + "models.").split(".")[0]
        return self._wings().index(name)

    def _wing_of_model(self, model_name):
        """The wing that introduced a model of the addon, None for core's."""
        model = self.env.registry.get(model_name)
        if model is None or not model_name.startswith("quartier."):
            return None
        modules = [cls.__module__ for cls in model.mro() if hasattr(cls, "_module")]
        ours = [name for name in modules if name.startswith(PREFIX + "models.")]
        return min(map(self._wing_of_module, ours), default=None)

    def test_no_wing_names_a_model_of_a_later_one(self):
        for path in sorted((ADDON / "models").rglob("*.py")):
            wing = path.relative_to(ADDON / "models").parts[0]
            if wing not in self._wings():
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    other = self._wing_of_model(node.value)
                    if other is not None:
                        self.assertLessEqual(
                            other, self._wings().index(wing), f"{path}: {node.value}"
                        )

    def test_foreign_keys_are_as_declared(self):
        """Whatever other addons were installed afterwards (Odoo looks again then)."""
        self.env.cr.execute("""
            SELECT conrelid::regclass::text, attname, confdeltype
              FROM pg_constraint
              JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
             WHERE contype = 'f'
        """)
        known = {
            (table, column): kind for table, column, kind in self.env.cr.fetchall()
        }
        letters = {"cascade": "c", "restrict": "r", "set null": "n"}
        expected = {}
        for model in self.env.registry.values():
            if model._abstract or not model._auto or "quartier." not in model._name:
                continue
            for field in model._fields.values():
                if field.type == "many2many" and field.store:
                    key = (field.relation, field.column2)
                elif field.type == "many2one" and field.store:
                    key = (model._table, field.name)
                else:
                    continue
                ordinary = self.env[field.comodel_name]._is_an_ordinary_table()
                if ordinary and field.ondelete:
                    expected[key] = letters[field.ondelete]
        self.assertGreater(len(expected), 100)
        self.assertEqual({key: known.get(key) for key in expected}, expected)

    def test_installing_computes_nothing_for_old_records(self):
        """Core's tables are large: their new columns are there before the ORM looks."""
        computed = {
            (model._table, name, field.column_type[0])
            for model in self.env.registry.values()
            if not model._abstract and not model._name.startswith("quartier.")
            for name, field in model._fields.items()
            if name.startswith("quartier_")
            and field.compute
            and field.store
            and field.column_type
        }
        added = {
            (table, name, kind)
            for table, columns in COMPUTED_COLUMNS.items()
            for name, kind in columns.items()
        }
        self.assertEqual(computed, added)
