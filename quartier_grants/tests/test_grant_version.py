from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantVersion(GrantCommon):
    def test_versions_are_kept_on_the_way(self):
        grant = self._new_submitted()
        self.assertEqual(
            grant.version_ids.sorted("number").mapped("name"), ["Released", "Handed in"]
        )

    def test_differences(self):
        grant = self._new_grant(costs=(1000, 50))
        grant.action_keep_version()
        kept, removed = grant.budget_line_ids
        kept.price = 900
        removed.unlink()
        grant.name = "Neuer Name"
        compare = self.env["quartier.grant.compare"].with_user(self.grant_user)
        compare = compare.create({"grant_id": grant.id})
        self.assertEqual(compare.old_id, grant.version_ids)
        found = compare._find_differences()
        self.assertEqual(
            found["costs"], [("Posten 1", 1000, 900), ("Posten 2", 50, False)]
        )
        self.assertEqual(
            [row[1:] for row in found["facts"]], [("Probeantrag", "Neuer Name")]
        )
        self.assertNotIn("financing", found)
        # words of the system are not compared: only labels change with the language
        self.assertEqual(
            compare.with_context(lang="de_DE")._find_differences().keys(), found.keys()
        )
        self.assertIn("Posten 2", compare.differences)

    def test_nobody_writes_versions(self):
        grant = self._new_grant()
        grant.action_keep_version()
        version = grant.version_ids.with_user(self.grant_manager)
        with self.assertRaises(AccessError):
            version.name = "Anders"
        with self.assertRaises(AccessError):
            version.unlink()
        with self.assertRaises(AccessError):
            grant.version_ids.with_user(self.grant_ost).check_access("read")
        with self.assertRaises(AccessError):
            grant.with_user(self.finance).action_keep_version()
