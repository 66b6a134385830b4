"""Creating calendar events (milliseconds an event), against a bare Odoo.

Plain events are those of an employee who has nothing to do with a neighbourhood; those
of a neighbourhood, created by its team, are compared with plain ones as well. On both
sides users have the same core groups, and everything is committed.
"""

from datetime import datetime, timedelta
from functools import partial

from .fixture import pair
from .measure import Figure, interleave

SIZE = 1_000
GOAL = 1.10
ROUNDS = 20
FIRST = datetime(2030, 1, 1, 8)

PLAIN = "no query more than without us: the standing duty's compute, the rules' domains"
OWN = "as above, and the check of the team's rule"


def run(size):
    """Batches of ``size`` events, and as many one by one, spread over the rounds."""
    few = max(1, size // ROUNDS)
    works = {f"in a batch of {size:,}": (in_batch, size), "one by one": (singly, few)}
    with pair() as (ours, bare):
        for own, role, limit in ((False, "employee", PLAIN), (True, "office", OWN)):
            name = "neighbourhood's event" if own else "plain event"
            for variant, (work, count) in works.items():
                samples = interleave(
                    partial(per_event, ours, work, role, count, own),
                    partial(per_event, bare, work, role, count, False),
                    seconds=40,
                    most=ROUNDS,
                )
                goal = None if own else GOAL
                yield Figure(name, variant, *samples, limit=limit, goal=goal)


def per_event(worker, work, role, count, own):
    return worker.time(work, role, count=count, own=own).each(count)


def in_batch(env, count, own):
    env["calendar.event"].create(values(env, count, own))


def singly(env, count, own):
    """As so many requests would: each with nothing cached, and committed."""
    for vals in values(env, count, own):
        env["calendar.event"].create(vals)
        env.cr.commit()
        env.invalidate_all()


def values(env, count, own):
    """Meetings of an hour, eight a day; the creator is the attendee."""
    extra = {"quartier_id": env.user.quartier_ids[:1].id} if own else {}
    starts = [FIRST + timedelta(days=n // 8, hours=n % 8) for n in range(count)]
    hour = timedelta(hours=1)
    return [{"name": "Treffen", "start": t, "stop": t + hour, **extra} for t in starts]
