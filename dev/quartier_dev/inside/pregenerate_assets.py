"""Runs in ``odoo shell``: build the asset bundles now and keep them.

A test's transaction is rolled back and its bundles with it; every browser test would
build them again.
"""

# ruff: noqa: F821  (env is the shell's)
env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
