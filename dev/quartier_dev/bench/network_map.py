"""The network map of 500 actors and 2,000 relations, against reading them for a list.

"Loaded" is what the server does for the map; the comparison reads the same actors and
relations as lists of all of them would. "Shown" is what a browser of a signed-in user
takes from the address to the last actor drawn; the comparison opens the same actors as
a list, first pages and assets loaded before.
"""

import random
import time
from functools import partial

from .fixture import OURS, pair
from .measure import Figure, Sample, interleave
from .week import serving

SIZE = 500
EACH = 4
GOAL_SERVER = 1_000
GOAL_BROWSER = 2_000
TIMES = 5

LOADING = "igraph's layout of force and distance, half of it; the rest is reading"
SHOWING = "starting the web client is most of it; drawing takes a fraction"


def run(size):
    with pair() as (ours, _bare):
        ours.ask(fill, count=size)
        ours.ask(load, "manager")
        samples = interleave(
            partial(ours.time, load, "manager"),
            partial(ours.time, read, "manager"),
            seconds=20,
        )
        variant = f"{size:,} actors, {size * EACH:,} relations"
        yield Figure(
            "network map loaded", variant, *samples, limit=LOADING, most=GOAL_SERVER
        )
        with serving(OURS) as port:
            shown = ours.result(show, port=port, count=size)
        samples = [[Sample(wall, wall) for wall in walls] for walls in shown]
        yield Figure(
            "network map shown", variant, *samples, limit=SHOWING, most=GOAL_BROWSER
        )


def fill(env, count):
    """Actors of all types, a tenth of them alone, and relations among the others."""
    draw = random.Random(1)
    kinds = env["quartier.actor.type"].search([("kind", "!=", "person")])
    actors = env["res.partner"].create(
        [
            {
                "name": f"Verein {number}",
                "is_company": True,
                "quartier_actor_type_id": kinds[number % len(kinds)].id,
            }
            for number in range(count)
        ]
    )
    related = actors[: count * 9 // 10].ids
    cooperates = env.ref("quartier_management.quartier_relation_kind_cooperates").id
    pairs = set()
    while len(pairs) < count * EACH:
        pairs.add(tuple(sorted(draw.sample(related, 2))))
    env["quartier.relation"].create(
        [
            {"partner_id": first, "kind_id": cooperates, "other_id": second}
            for first, second in sorted(pairs)
        ]
    )
    # the browser signs in
    env["res.users"].search([("login", "=", "manager")]).password = "manager"


def load(env):
    return len(env["quartier.network.map"].load()["nodes"])


def read(env):
    actors = env["res.partner"].search_read(
        [("quartier_actor_type_id", "!=", False)],
        ["name", "quartier_actor_type_id", "quartier_network_stage"],
    )
    env["quartier.relation"].search_read(
        [], ["partner_id", "kind_id", "other_id", "role"]
    )
    return len(actors)


def show(env, port, count):
    """Return the milliseconds of each opening of the map, and of the list."""
    from .browser import signed_in

    here = f"http://127.0.0.1:{port}/odoo"
    drawn = f"document.querySelectorAll('.o_quartier_network_node').length >= {count}"
    listed = "document.querySelectorAll('.o_data_row').length >= 80"
    walls = ([], [])
    with signed_in(port, env.cr.dbname, "manager") as browser:
        for number in range(TIMES + 1):
            for path, ready, wall in (
                ("netzwerkkarte", drawn, walls[0]),
                ("akteure", listed, walls[1]),
            ):
                begun = time.perf_counter()
                browser.ask("Page.navigate", url=f"{here}/{path}")
                browser.wait(ready)
                if number:  # the first one loads the assets
                    wall.append((time.perf_counter() - begun) * 1000)
    return walls
