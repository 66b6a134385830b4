"""A regular offer of 52 dates with its room, against core's 52-week recurrence.

Ours looks for clashes, books the room on every date and names a provider; core's
recurrence of the same hour has neither. Both are committed. Moving all dates is
compared with core's "all events".
"""

from datetime import date, datetime, timedelta
from functools import partial

from .fixture import pair
from .measure import Figure, interleave

SIZE = 52
GOAL = 3
MOST = 300

LIMIT = "a room booking and an actor for each date, which core's recurrence has not"
MOVING = "each date is written by itself: core's write of an event takes most of it"


def run(size):
    with pair() as (ours, bare):
        ours.ask(prepare, "office")
        for name, work, theirs, limit in (
            ("entering them", enter, recur, LIMIT),
            ("an hour later", move, move_recurrence, MOVING),
        ):
            samples = interleave(
                partial(ours.time, work, "office", count=size),
                partial(bare.time, theirs, "office", count=size),
                seconds=20,
            )
            variant = f"{size} dates with room and clash list"
            yield Figure(name, variant, *samples, limit=limit, goal=GOAL)
            if work is enter:
                yield Figure(name, "milliseconds", *samples, limit=limit, most=MOST)


def prepare(env):
    office = env.user.quartier_ids[:1]
    env["res.partner"].create({"name": "Verein", "is_company": True})
    # sudo: rooms are entered by managers
    env["quartier.room"].sudo().create({"name": "Saal", "quartier_id": office.id})


def first_monday():
    today = date.today()
    return today + timedelta(days=7 - today.weekday())


def enter(env, count):
    """Each time at an hour and a room of its own, so that nothing is in the way."""
    number = env["quartier.series"].search_count([])
    office = env.user.quartier_ids[:1]
    room = (
        env["quartier.room"]
        .sudo()
        .create({"name": f"Raum {number}", "quartier_id": office.id})
    )
    club = env["res.partner"].search([("name", "=", "Verein")], limit=1)
    series = env["quartier.series"].create(
        {
            "name": "Nähcafé",
            "quartier_id": office.id,
            "room_id": room.id,
            "date_from": first_monday(),
            "date_until": first_monday() + timedelta(weeks=count - 1),
            "public_holidays": "takes_place",
            "participation_ids": [(0, 0, {"partner_id": club.id})],
        }
    )
    series.action_start()
    env.flush_all()
    assert series.event_count == count, series.event_count


def recur(env, count):
    start = datetime.combine(first_monday(), datetime.min.time()) + timedelta(hours=9)
    env["calendar.event"].create(
        {
            "name": "Nähcafé",
            "start": start,
            "stop": start + timedelta(hours=2),
            "recurrency": True,
            "rrule_type": "weekly",
            "mon": True,
            "end_type": "count",
            "count": count,
            "event_tz": "Europe/Berlin",
        }
    )
    env.flush_all()


def move(env, count):
    series = env["quartier.series"].search([], order="id desc", limit=1)
    later = 1 if series.hour_from < 20 else -8
    series.write(
        {"hour_from": series.hour_from + later, "hour_to": series.hour_to + later}
    )
    env.flush_all()


def move_recurrence(env, count):
    recurrence = env["calendar.recurrence"].search([], order="id desc", limit=1)
    event = recurrence.calendar_event_ids.sorted("start")[0]
    hour = timedelta(hours=1 if event.start.hour < 18 else -8)
    event.write(
        {
            "start": event.start + hour,
            "stop": event.stop + hour,
            "recurrence_update": "all_events",
        }
    )
    env.flush_all()
