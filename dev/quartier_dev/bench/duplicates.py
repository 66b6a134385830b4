"""Looking 5,000 rows up among all contacts, against looking for equal names in Odoo.

The rows are as lists of addresses are: half of them stand in the address book in
another spelling, the others do not. The comparison is what Odoo's own deduplication
does: it groups the contacts by equal names and e-mail addresses. "Growth" is the same
search in the whole book, against a quarter of it: four times as many contacts.
"""

from functools import partial

from .. import addons
from ..console import step
from ..paths import own_addons
from . import address_book
from .fixture import ROUND, create_roles, pair
from .measure import Figure, interleave
from .worker import Worker

SIZE = 200_000
ROWS = 5_000
GOAL = 60_000
# four times as many contacts, a tenth for what does not stay in the memory's caches
GOAL_GROWTH = 4.4

LIMIT = "making spellings comparable in Python, then the trigrams of 5,000 names"
LIMIT_GROWTH = "frequent names: each row meets four times as many namesakes"


def run(size):
    with pair(contacts=size) as (ours, bare):
        sides = (partial(ours.time, search, "manager"), partial(bare.time, group))
        variant = f"{ROWS:,} rows, {size:,} contacts"
        samples = interleave(*sides, seconds=30, least=3)
        yield Figure("duplicates found", variant, *samples, limit=LIMIT, most=GOAL)
        addons.create(ROUND, demo=False)
        with Worker(ROUND) as quarter:
            quarter.ask(create_roles, own=own_addons())
            with step(f"Adding {size // 4:,} contacts"):
                address_book.fill(ROUND, size // 4, confidential=True)
            sides = (
                partial(ours.time, search, "manager"),
                partial(quarter.time, search, "manager"),
            )
            samples = interleave(*sides, seconds=30, least=3)
            variant = f"{size:,} contacts, {size // 4:,}"
            yield Figure(
                "growth", variant, *samples, limit=LIMIT_GROWTH, goal=GOAL_GROWTH
            )


def search(env):
    return len(env["quartier.duplicate.search"]._find_best(rows(env)))


def rows(env):
    """The list: every other row is somebody known, written as a typist would."""
    from odoo.addons.quartier_management.models.network import (
        quartier_duplicate_search as engine,
    )

    fields = ["name", "is_company", "email", "phone", "street", "zip", "city"]
    domain = [("name", "!=", False), ("street", "!=", False)]
    partners = env["res.partner"].search_read(
        domain, fields, limit=ROWS // 2, order="id", load=None
    )
    texts = [
        (row["name"], row["is_company"], *(row[name] or "" for name in fields[2:]))
        for row in partners
    ]
    known = [
        (
            f"{name} e.V." if company else name.replace("ü", "ue"),
            *(company, email.upper(), phone.replace("+49 ", "0")),
            *(street.replace("straße", "str."), *place),
        )
        for name, company, email, phone, street, *place in texts
    ]
    unknown = [
        (f"Initiative {number} {name[::-1].title()}", company, "", "", street, *place)
        for number, (name, company, _email, _phone, street, *place) in enumerate(texts)
    ]
    return [
        engine.Wanted(number, 0, *values)
        for number, values in enumerate(known + unknown, start=1)
    ]


def group(env):
    """What the merge wizard does when it is asked for names and addresses."""
    wizard = env["base.partner.merge.automatic.wizard"]
    for fields in (["name"], ["email"]):
        env.cr.execute(wizard._generate_query(fields, 100))
        env.cr.fetchall()
