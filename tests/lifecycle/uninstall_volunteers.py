"""Runs in ``odoo shell``: takes the addon for volunteers off, as the screen does."""

# ruff: noqa: F821  (env is the shell's)
module = env["ir.module.module"].search([("name", "=", "quartier_volunteers")])
module.button_immediate_uninstall()
env.cr.commit()
