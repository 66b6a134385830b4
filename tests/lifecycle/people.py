"""Runs in ``odoo shell``: an office with a colleague, an open contact, a confidential
resident, and one with a portal login."""

# ruff: noqa: F821  (env is the shell's)
from odoo.fields import Command

office = env["quartier.quartier"].create({"name": "Probe"})
olga = env["res.users"].create(
    {
        "login": "lifecycle_office",
        "name": "Olga Team",
        "group_ids": [
            Command.link(env.ref("quartier_management.group_quartier_office").id)
        ],
        "quartier_ids": [Command.link(office.id)],
    }
)
for values in (
    {"name": "Ada Offen"},
    {"name": "Rosa Geheim", "quartier_confidential": True},
    {"name": "Paul Geheim", "quartier_confidential": True},
):
    env["res.partner"].with_user(olga).create(values)
paul = env["res.partner"].search([("name", "=", "Paul Geheim")])
env["res.users"].create(
    {
        "login": "lifecycle_paul",
        "partner_id": paul.id,
        "group_ids": [Command.set(env.ref("base.group_portal").ids)],
    }
)
env.cr.commit()
