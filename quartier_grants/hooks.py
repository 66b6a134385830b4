"""Leaving a database: what the management addon keeps for this one goes with it."""

from odoo.tools import SQL


def uninstall_hook(env):
    """Delete signatures and rules of applications: nobody could open them any more."""
    steps = env["quartier.approval.step"].search([("grant_id", "!=", False)])
    steps.unlink()
    rules = env["quartier.approval.rule"].with_context(active_test=False)
    rules.search([("document", "=", "quartier.grant")]).unlink()
    _let_go(env.cr)


def _let_go(cr):
    """Let nothing hold back what goes: Odoo deletes the records of demo and data one by
    one before it drops the tables, and these refer to each other in circles."""
    cr.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint"
        " WHERE contype = 'f' AND ("
        " conrelid::regclass::text LIKE 'quartier\\_grant%'"
        " OR confrelid::regclass::text LIKE 'quartier\\_grant%')"
    )
    for table, name in cr.fetchall():
        cr.execute(
            SQL(
                "ALTER TABLE %s DROP CONSTRAINT %s",
                SQL.identifier(table),
                SQL.identifier(name),
            )
        )
