"""Runs in ``odoo shell`` on a new template: a German Odoo, not an American one."""

# ruff: noqa: F821  (env is the shell's)
LANGUAGE, TIME_ZONE = "de_DE", "Europe/Berlin"

env.ref("base.EUR").active = True
env.ref("base.main_company").write(
    {"country_id": env.ref("base.de").id, "currency_id": env.ref("base.EUR").id}
)

# New partners and users start in German; those that came with Odoo (administrator,
# public and portal user) follow. OdooBot stays as it is: code that runs as superuser
# must not depend on it.
for field, value in (("lang", LANGUAGE), ("tz", TIME_ZONE)):
    env["ir.default"].set("res.partner", field, value)
partners = env["res.partner"].with_context(active_test=False).search([])
(partners - env.ref("base.partner_root")).write({"lang": LANGUAGE, "tz": TIME_ZONE})
env["resource.calendar"].with_context(active_test=False).search([]).write(
    {"tz": TIME_ZONE}
)

# The bot's welcome chat would cover the screen of a phone at the first login.
if "odoobot_state" in env["res.users"]._fields:
    env["ir.default"].set("res.users", "odoobot_state", "disabled")
    env.ref("base.user_admin").odoobot_state = "disabled"

env.cr.commit()
