"""What benchmarks work on: two databases, with the same users and contacts in both."""

from contextlib import contextmanager

from .. import addons, databases
from ..console import step
from ..paths import own_addons
from . import address_book
from .worker import Worker

OURS, BARE = "bench_ours", "bench_bare"
EMPTY, FULL, ROUND = "bench_empty", "bench_full", "bench_round"

# Each role: its group, and the number of offices that its user works in.
ROLES = {
    "employee": ("base.group_user", 0),
    "reader": ("quartier_management.group_quartier_reader", 0),
    "office": ("quartier_management.group_quartier_office", 1),
    "manager": ("quartier_management.group_quartier_manager", 2),
    "administrator": ("quartier_management.group_quartier_admin", 0),
}


@contextmanager
def pair(contacts=0):
    """Workers on a database with our addons and on one without.

    Both have a user for each role, whose login is the role. Without our addons users
    have those of Odoo's own groups that the role implies, so that nothing but our rules
    and code differs.

    :param contacts: how many contacts to add; in ours 5 % of them are confidential
    """
    addons.create(OURS, demo=False)
    addons.create(BARE, [], demo=False)
    with Worker(OURS) as ours, Worker(BARE) as bare:
        groups = ours.result(create_roles, own=own_addons())
        bare.ask(create_users, groups=groups)
        if contacts:
            with step(f"Adding {contacts:,} contacts to both"):
                address_book.fill(BARE, contacts)
                address_book.fill(OURS, contacts, confidential=True)
        yield ours, bare


def drop_databases():
    for name in (OURS, BARE, EMPTY, FULL, ROUND):
        databases.drop(name)


def create_roles(env, own):
    """In ours: two offices, and a user for each role.

    :param own: the names of our addons
    :return: the groups of Odoo's own that each role has: ``{login: [xml id]}``
    """
    offices = env["quartier.quartier"].create([{"name": "West"}, {"name": "Ost"}])
    groups = {role: [group] for role, (group, _count) in ROLES.items()}
    core = {}
    for user in create_users(env, groups):
        user.quartier_ids = offices[: ROLES[user.login][1]]
        xml_ids = user.all_group_ids.get_external_id().values()
        core[user.login] = [name for name in xml_ids if name.split(".")[0] not in own]
    return core


def create_users(env, groups):
    """A user for each ``{login: [xml id of a group]}``."""
    return env["res.users"].create(
        [
            {
                "name": login,
                "login": login,
                "email": f"{login}@example.org",
                "group_ids": [env.ref(xml_id).id for xml_id in xml_ids],
            }
            for login, xml_ids in groups.items()
        ]
    )
