"""Runs in ``odoo shell``: takes the app off, as the Apps screen does."""

# ruff: noqa: F821  (env is the shell's)
module = env["ir.module.module"].search([("name", "=", "quartier_management")])
module.button_immediate_uninstall()
env.cr.commit()
