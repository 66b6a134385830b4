"""Installing, upgrading, uninstalling the addon on many contacts, against on none.

The ratio says what the volume costs: at 1 there is nothing but Odoo's own work. It is
done by the module's buttons in a running Odoo, so that no start of a process dilutes
it. Before the upgrade 5 % of the contacts become confidential; uninstalling archives
them.
"""

from .. import addons, databases
from ..cluster import sql
from ..console import Stop, step
from .address_book import fill
from .fixture import EMPTY, FULL, ROUND
from .measure import Figure
from .worker import Worker

SIZE = 200_000
ADDON = "quartier_management"
ROUNDS = 5

CONFIDENTIAL = """
UPDATE res_partner
   SET quartier_confidential = true,
       quartier_owner_id = (SELECT min(id) FROM quartier_quartier)
 WHERE id IN (SELECT id FROM res_partner
               WHERE city = 'Eschweiler' AND NOT is_company AND parent_id IS NULL
               ORDER BY id LIMIT {count});
ANALYZE res_partner;
"""


def run(size):
    with step(f"Preparing a database with {size:,} contacts and one without"):
        addons.create(EMPTY, [], demo=False)
        databases.clone(EMPTY, FULL)
        fill(FULL, size)
    samples = {work: {FULL: [], EMPTY: []} for work in LIMITS}
    for number in range(1, ROUNDS + 1):
        sides = [(FULL, size // 20), (EMPTY, 0)]
        for origin, confidential in sides if number % 2 else reversed(sides):
            with step(f"Round {number} of {ROUNDS}, {origin}"):
                for work, sample in life_on(origin, confidential):
                    samples[work][origin].append(sample)
    for work, limit in LIMITS.items():
        ours, comparison = samples[work].values()
        yield Figure(work.__name__, f"{size:,} contacts", ours, comparison, limit)


def life_on(origin, confidential):
    """Install, upgrade, uninstall on a copy of ``origin``; yields their samples.

    :param confidential: how many persons to make confidential after the installation
    :raise Stop: uninstalling archived another number of contacts
    """
    databases.clone(origin, ROUND)
    with Worker(ROUND) as worker:
        yield install, worker.time(install)
        worker.ask(create_office)
        sql(CONFIDENTIAL.format(count=confidential), ROUND)
        yield upgrade, worker.time(upgrade)
        active = active_contacts()
        yield uninstall, worker.time(uninstall)
        if (archived := active - active_contacts()) != confidential:
            raise Stop(f"{archived} contacts were archived instead of {confidential}")


def active_contacts():
    return int(sql("SELECT count(*) FROM res_partner WHERE active", ROUND)[0][0])


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
    upgrade: "nothing was found in it that grows with the contacts",
    uninstall: "archiving the confidential persons (a dropped column touches no row)",
}
