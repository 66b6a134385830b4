"""Runs in ``odoo shell``: the colleague leaves the office's team."""

# ruff: noqa: F821  (env is the shell's)
env["quartier.quartier"].search([("name", "=", "Probe")]).member_ids = False
env.cr.commit()
# what Odoo does at the end of each request and job
env.registry.signal_changes()
