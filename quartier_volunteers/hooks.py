"""Leaving a database."""

from odoo.tools import SQL


def uninstall_hook(env):
    """Let nothing hold back what goes: Odoo deletes the records of demo and data one by
    one before it drops the tables, and these refer to each other."""
    # what is locked refuses to be deleted
    env.cr.execute("UPDATE quartier_volunteer_hours SET state = 'draft'")
    env.invalidate_all()
    env.cr.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint"
        " WHERE contype = 'f' AND ("
        " conrelid::regclass::text LIKE 'quartier\\_volunteer%'"
        " OR confrelid::regclass::text LIKE 'quartier\\_volunteer%')"
    )
    for table, name in env.cr.fetchall():
        env.cr.execute(
            SQL(
                "ALTER TABLE %s DROP CONSTRAINT %s",
                SQL.identifier(table),
                SQL.identifier(name),
            )
        )
