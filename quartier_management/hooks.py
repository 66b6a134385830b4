"""Entering and leaving a database that already holds the city's contacts."""

from odoo.tools import sql

# Columns of core's tables that the ORM would compute row by row. None of them says
# anything about records that are older than the app: nobody is confidential yet, the
# street directory is still empty, and no event has a category. On 200,000 contacts, or
# as many events, this saves minutes.
COMPUTED_COLUMNS = {
    "res_partner": {
        "quartier_id": "int4",
        "quartier_owner_id": "int4",
        "quartier_confidential": "bool",
    },
    "calendar_event": {"quartier_duty_id": "int4"},
}


def pre_init_hook(env):
    """Add the columns, so that the ORM finds nothing left to compute."""
    for table, columns in COMPUTED_COLUMNS.items():
        for column, kind in columns.items():
            if not sql.column_exists(env.cr, table, column):
                sql.create_column(env.cr, table, column, kind)


def uninstall_hook(env):
    """Archive confidential persons: without the app no rule protects them any more.

    Their logins are archived as well. SQL, because the contacts belong to several
    offices and core refuses to archive a contact that has a login.
    """
    env.cr.execute("""
        UPDATE res_users SET active = FALSE
         WHERE active AND partner_id IN (
               SELECT id FROM res_partner WHERE quartier_confidential)
    """)
    env.cr.execute("""
        UPDATE res_partner SET active = FALSE
         WHERE active AND quartier_confidential
    """)
    env.invalidate_all()
    env.registry.clear_cache()
