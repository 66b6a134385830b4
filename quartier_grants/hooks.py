"""Leaving a database: what the management addon keeps for this one goes with it."""

from odoo.tools import SQL


def uninstall_hook(env):
    """Delete signatures and rules of applications: nobody could open them any more."""
    steps = env["quartier.approval.step"].search(
        ["|", ("grant_id", "!=", False), ("drawdown_id", "!=", False)]
    )
    steps.unlink()
    rules = env["quartier.approval.rule"].with_context(active_test=False)
    documents = ("quartier.grant", "quartier.grant.drawdown")
    rules.search([("document", "in", documents)]).unlink()
    _keep_costs(env)
    _let_go(env.cr)


def _keep_costs(env):
    """Costs that were booked are the city's: their accounts stay, with the plan."""
    accounts = env["account.analytic.account"].with_context(active_test=False)
    plan = env.ref("quartier_grants.analytic_plan", raise_if_not_found=False)
    if plan and accounts.search_count([("plan_id", "=", plan.id)], limit=1):
        # what has no name of this addon is not deleted with it
        env["ir.model.data"].search(
            [
                ("module", "=", "quartier_grants"),
                ("model", "in", (plan._name, accounts._name)),
            ]
        ).unlink()


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
