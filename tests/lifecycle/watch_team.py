"""Runs in ``odoo shell``: a process that has the record rules of a user in its cache.

It tells whether the user sees a resident, waits until it is told through the pipe
``WATCH_PIPE`` that another process has changed the team, and looks again.
"""

# ruff: noqa: F821  (env is the shell's)
import os
from pathlib import Path

from odoo import api


def look():
    """As a request does: signals of other processes first, then a cursor of its own."""
    with env.registry.check_signaling().cursor() as cr:
        system = api.Environment(cr, api.SUPERUSER_ID, {})
        user = system["res.users"].search([("login", "=", "lifecycle_office")])
        partners = system["res.partner"].with_user(user)
        found = partners.search([("name", "=", "Rosa Geheim")])
        print("sees" if found else "does not see", flush=True)


env.cr.rollback()
look()
Path(os.environ["WATCH_PIPE"]).read_text()
look()
