"""Runs in ``odoo shell``: takes the addon for funding off, as the Apps screen does."""

# ruff: noqa: F821  (env is the shell's)
module = env["ir.module.module"].search([("name", "=", "quartier_grants")])
module.button_immediate_uninstall()
env.cr.commit()
