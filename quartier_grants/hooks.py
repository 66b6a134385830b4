"""Leaving a database: what the management addon keeps for this one goes with it."""


def uninstall_hook(env):
    """Delete signatures and rules of applications: nobody could open them any more."""
    steps = env["quartier.approval.step"].search([("grant_id", "!=", False)])
    steps.unlink()
    rules = env["quartier.approval.rule"].with_context(active_test=False)
    rules.search([("document", "=", "quartier.grant")]).unlink()
