"""Installing, upgrading, uninstalling the addon on many contacts, against on none.

The ratio says what the volume costs: at 1 there is nothing but Odoo's own work. It is
done by the module's buttons in a running Odoo, so that no start of a process dilutes
it. Before the upgrade 5 % of the contacts become confidential; uninstalling archives
them.
"""

from .. import addons, databases
from ..cluster import sql
from ..console import step
from .address_book import fill
from .fixture import EMPTY, FULL, ROUND
from .measure import Figure
from .worker import Worker

SIZE = 200_000
ADDON = "quartier_management"
ROUNDS = 5

# Every twentieth contact; organisations and their addresses have other numbers.
CONFIDENTIAL = """
UPDATE res_partner
   SET quartier_confidential = true,
       quartier_owner_id = (SELECT min(id) FROM quartier_quartier)
 WHERE id % 20 = (SELECT max(id) % 20 FROM res_partner WHERE parent_id IS NULL)
   AND partner_share AND NOT is_company AND parent_id IS NULL;
ANALYZE res_partner;
"""


def run(size):
    with step(f"Preparing a database with {size:,} contacts and one without"):
        addons.create(EMPTY, [], demo=False)
        databases.clone(EMPTY, FULL)
        fill(FULL, size)
    samples = {work: {FULL: [], EMPTY: []} for work in LIMITS}
    for number in range(1, ROUNDS + 1):
        for origin in (FULL, EMPTY) if number % 2 else (EMPTY, FULL):
            with step(f"Round {number} of {ROUNDS}, {origin}"):
                for work, milliseconds in life_on(origin):
                    samples[work][origin].append(milliseconds)
    for work, limit in LIMITS.items():
        ours, comparison = samples[work].values()
        yield Figure(work.__name__, f"{size:,} contacts", ours, comparison, limit)


def life_on(origin):
    """Yields install, upgrade, uninstall on a copy of ``origin`` with their times."""
    databases.clone(origin, ROUND)
    with Worker(ROUND) as worker:
        yield install, worker.time(install)
        worker.ask(create_office)
        sql(CONFIDENTIAL, ROUND)
        yield upgrade, worker.time(upgrade)
        yield uninstall, worker.time(uninstall)


def install(env):
    module(env).button_immediate_install()


def create_office(env):
    env["quartier.quartier"].create({"name": "West"})


def upgrade(env):
    module(env).button_immediate_upgrade()


def uninstall(env):
    module(env).button_immediate_uninstall()


def module(env):
    return env["ir.module.module"].search([("name", "=", ADDON)])


LIMITS = {
    install: "one pass over the contacts for each new index and foreign key",
    upgrade: "whatever Odoo checks again in each row",
    uninstall: "archiving the confidential persons (a dropped column touches no row)",
}
