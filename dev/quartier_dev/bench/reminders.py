"""Reminding 2,000 volunteers of their shifts in one run, against Odoo's own templates.

Both commit after 500. The comparison mails the same template to the same people with
core's ``send_mail_batch``: no link of their own, no note of who was reminded. "Growth"
is the same run for ten times as many assignments, each one's time against that of the
smaller run.
"""

from functools import partial

from .. import addons
from ..console import step
from ..paths import own_addons
from .fixture import OURS, create_roles
from .measure import Figure, interleave
from .worker import Worker

SIZE = 2_000
BATCH = 500
SHIFTS = 20
GOAL = 1.5
GOAL_GROWTH = 1.3
MOST_QUERIES = 60

LIMIT = "rendering subject and text of each mail"
LIMIT_GROWTH = "indexes of the mails that are in the queue already"


def run(size):
    addons.create(OURS, demo=False)
    with Worker(OURS) as ours:
        ours.ask(create_roles, own=own_addons())
        with step(f"Entering {size:,} volunteers with a shift"):
            ours.ask(fill, count=size)
        samples = interleave(
            partial(sample, ours, remind, count=size),
            partial(sample, ours, plain, count=size),
            seconds=30,
            least=3,
        )
        queries = ours.result(queries_of_a_batch)
        variant = f"{size:,}, {queries} queries per {BATCH} (at most {MOST_QUERIES})"
        yield Figure("reminders", variant, *samples, limit=LIMIT, goal=GOAL)
        samples = interleave(
            partial(sample, ours, remind, count=size),
            partial(sample, ours, remind, count=size // 10),
            seconds=30,
            least=3,
        )
        variant = f"each of {size:,}, of {size // 10:,}"
        yield Figure("growth", variant, *samples, limit=LIMIT_GROWTH, goal=GOAL_GROWTH)


def sample(ours, work, count):
    ours.ask(reset, count=count)
    return ours.time(work, count=count).each(count)


def fill(env, count):
    """Volunteers with an address, and a confirmed place in one of the shifts."""
    office = env["quartier.quartier"].search([], limit=1, order="id")
    partners = env["res.partner"].create(
        [
            {
                "name": f"Person {number}",
                "email": f"person{number}@example.org",
                "quartier_id": office.id,
                "quartier_owner_id": office.id,
                "quartier_confidential": True,
            }
            for number in range(count)
        ]
    )
    volunteers = env["quartier.volunteer"].create(
        [
            {
                "partner_id": row.id,
                "quartier_id": office.id,
                "age_class": "18_plus",
            }
            for row in partners
        ]
    )
    volunteers.state = "active"
    kind = env["quartier.volunteer.kind"].create({"name": "Theke"})
    env.cr.execute("SELECT now() AT TIME ZONE 'UTC' + interval '1 day'")
    [start] = env.cr.fetchone()
    places = -(-count // SHIFTS)
    shifts = env["quartier.volunteer.shift"].create(
        [
            {
                "name": f"Theke {number}",
                "quartier_id": office.id,
                "kind_id": kind.id,
                "start": start.replace(microsecond=0),
                "stop": start.replace(microsecond=0, hour=23, minute=59),
                "max_count": places,
            }
            for number in range(SHIFTS)
        ]
    )
    env["quartier.volunteer.assignment"]._note_all(
        [
            {
                "shift_id": shifts[number % SHIFTS].id,
                "volunteer_id": volunteer.id,
                "state": "confirmed",
                "seat": number // SHIFTS + 1,
            }
            for number, volunteer in enumerate(volunteers)
        ]
    )


def reset(env, count):
    """Let so many be due, and nothing be in the queue."""
    env.cr.execute(
        "DELETE FROM mail_message WHERE id IN (SELECT mail_message_id FROM mail_mail)"
    )
    env.cr.execute("DELETE FROM quartier_volunteer_link")
    env.cr.execute("UPDATE quartier_volunteer_assignment SET reminded_on = now()")
    env.cr.execute(
        "UPDATE quartier_volunteer_assignment SET reminded_on = NULL WHERE id IN"
        " (SELECT id FROM quartier_volunteer_assignment ORDER BY id LIMIT %s)",
        [count],
    )


def remind(env, count):
    from odoo.addons.quartier_volunteers import models

    job = models.quartier_volunteer_assignment_remind
    # whenever the benchmark runs
    job.FROM, job.UNTIL = 0, 24
    env["quartier.volunteer.assignment"]._cron_remind()
    assert env["mail.mail"].search_count([]) == count


def plain(env, count):
    rows = env["quartier.volunteer.assignment"]
    due = rows.search([("reminded_on", "=", False)], order="start, id")
    template = env.ref(
        "quartier_volunteers.mail_template_volunteer_assignment_reminder"
    ).with_context(lang="en_US", secret_urls=dict.fromkeys(due.ids, "x"))
    for first in range(0, count, BATCH):
        template.send_mail_batch(due[first : first + BATCH].ids)
        env.cr.commit()


def queries_of_a_batch(env):
    reset(env, BATCH)
    env.cr.commit()
    env.invalidate_all()
    before = env.cr.sql_log_count
    remind(env, BATCH)
    return env.cr.sql_log_count - before
