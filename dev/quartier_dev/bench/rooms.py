"""Booking rooms: the race for one room, one booking, and a month of free and busy.

The race: eight processes see that the room is free, then all of them book it, as their
requests would. The comparison lets PostgreSQL's constraint exclude nothing, so that the
check in Python is all there is. One booking is compared with a bare event in a database
without the addons, the month with its bare SQL query.
"""

import fcntl
import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from .fixture import OURS, pair
from .measure import Figure, Sample, interleave
from .worker import Worker

SIZE = 100_000
RACERS = 8
ROUNDS = 200
ROOMS = 10
BATCH = 50
FIRST = datetime(2030, 1, 7, 8)
HOUR = timedelta(hours=1)
OVERLAP = "quartier_room_booking_no_overlap"

BOOKING = "the booking's row, its savepoint and constraint, the rules of its team"
MONTH = "turning the rows into Python; nothing pending to flush"
RACE = "nothing: the constraint decides, and what it refuses becomes a sentence"


def run(size):
    with pair() as (ours, bare):
        room = ours.result(new_room, "manager", name="Saal")
        yield from one_booking(ours, bare, room)
        yield from month(ours, size)
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(OURS)) for _racer in range(RACERS)]
        yield from race(workers, room)


# -- one booking


def one_booking(ours, bare, room):
    samples = interleave(
        partial(per_event, ours, room), partial(per_event, bare, None), seconds=40
    )
    yield Figure("one booking", "event and room", *samples, limit=BOOKING, goal=1.5)


def per_event(worker, room):
    return worker.time(book_singly, "office", room=room).each(BATCH)


def book_singly(env, room):
    """As so many requests would: each with nothing cached, and committed."""
    day = env["calendar.event"].search_count([])
    for number in range(BATCH):
        start = FIRST + timedelta(days=day + number)
        vals = {"name": "Treffen", "start": start, "stop": start + HOUR}
        if room:
            vals["quartier_id"] = env.user.quartier_ids[:1].id
            vals["quartier_room_booking_ids"] = [(0, 0, {"room_id": room})]
        env["calendar.event"].create(vals)
        env.cr.commit()
        env.invalidate_all()


def new_room(env, name):
    """A room of the office that the user "office" works in."""
    office = env["res.users"].search([("login", "=", "office")]).quartier_ids
    values = {"name": name, "quartier_id": office.id, "horizon_days": 0}
    return env["quartier.room"].create(values).id


# -- free and busy


def month(ours, size):
    ours.ask(fill_rooms, "manager", size=size)
    samples = interleave(
        partial(ours.time, busy, "manager"),
        partial(ours.time, busy_in_sql, "manager"),
    )
    yield Figure(
        f"a month of {ROOMS} rooms",
        f"{size:,} bookings stored",
        *samples,
        limit=MONTH,
        goal=2,
    )


def fill_rooms(env, size):
    """Bookings of an hour in ten rooms, eight a day in each, written by SQL."""
    office = env.user.quartier_ids[:1]
    rooms = env["quartier.room"].create(
        [
            {"name": f"Raum {number}", "quartier_id": office.id}
            for number in range(ROOMS)
        ]
    )
    event = env["calendar.event"].create(
        {"name": "Treffen", "start": FIRST, "stop": FIRST + HOUR}
    )
    env.flush_all()
    env.cr.execute(
        """
        INSERT INTO quartier_room_booking
               (event_id, room_id, quartier_id, state, occupies, setup_minutes,
                teardown_minutes, attendance, block_start, block_stop)
        SELECT %s, room.id, %s, 'confirmed', TRUE, 0, 0, 0,
               slot.start, slot.start + interval '1 hour'
          FROM unnest(%s) AS room (id),
               generate_series(0, %s) AS number,
               LATERAL (SELECT %s + (number / 8) * interval '1 day'
                               + (number %% 8) * interval '1 hour' AS start) slot
        """,
        [event.id, office.id, rooms.ids, size // ROOMS - 1, FIRST],
    )
    env.cr.commit()
    env.cr.execute("ANALYZE quartier_room_booking")


def some_rooms(env):
    return env["quartier.room"].search([("name", "like", "Raum %")])


def busy(env):
    return len(some_rooms(env)._busy(datetime(2031, 5, 1), datetime(2031, 6, 1)))


def busy_in_sql(env):
    env.cr.execute(
        """
        SELECT room_id, block_start, block_stop
          FROM quartier_room_booking
         WHERE room_id = ANY(%s) AND occupies
           AND block_start < '2031-06-01' AND block_stop > '2031-05-01'
         ORDER BY room_id, block_start
        """,
        [some_rooms(env).ids],
    )
    return len(env.cr.fetchall())


# -- the race


def race(workers, room):
    winners, unreadable = {}, []
    for guarded in (True, False):
        with nullified(workers[0]) if not guarded else ExitStack():
            rounds = ROUNDS if guarded else ROUNDS // 10
            answers = [
                one_round(workers, room, 10_000 * (guarded + 1) + number)
                for number in range(rounds)
            ]
        wins = [sum(answer == "won" for answer in row) for row in answers]
        winners[guarded] = [Sample(count, count) for count in wins]
        if guarded:
            unreadable = [a for row in answers for a in row if not is_readable(a)]
    left = workers[0].result(double_bookings, room=room)
    ours, comparison = winners[True], winners[False]
    shown = (comparison * (len(ours) // len(comparison) + 1))[: len(ours)]
    yield Figure(
        f"winners among {RACERS}",
        f"{len(ours)} rounds, {len(unreadable)} unreadable errors, {left} left double",
        ours,
        shown,
        limit=RACE,
        most=1,
    )


def is_readable(answer):
    """Whether it won or got one of our sentences, instead of what PostgreSQL says."""
    return answer == "won" or "cannot be booked" in answer or "somebody else" in answer


@contextmanager
def nullified(worker):
    """Let the constraint exclude nothing for a while; what came of it is deleted."""
    worker.ask(replace_constraint, where="occupies AND FALSE")
    try:
        yield
    finally:
        worker.ask(delete_doubles)
        worker.ask(replace_constraint, where="occupies")


def replace_constraint(env, where):
    env.cr.execute(
        f"""
        ALTER TABLE quartier_room_booking
              DROP CONSTRAINT {OVERLAP},
              ADD CONSTRAINT {OVERLAP}
              EXCLUDE USING gist (int4range(room_id, room_id, '[]') WITH &&,
                                  tsrange(block_start, block_stop) WITH &&)
              WHERE ({where}) DEFERRABLE INITIALLY IMMEDIATE
        """
    )


def delete_doubles(env):
    env.cr.execute(
        """
        DELETE FROM quartier_room_booking booking USING quartier_room_booking other
         WHERE booking.id > other.id AND booking.room_id = other.room_id
           AND booking.occupies AND other.occupies
           AND tsrange(booking.block_start, booking.block_stop)
               && tsrange(other.block_start, other.block_stop)
        """
    )


def double_bookings(env, room):
    """Count the pairs that have the room at the same time."""
    env.cr.execute(
        """
        SELECT count(*)
          FROM quartier_room_booking booking JOIN quartier_room_booking other
            ON booking.id > other.id AND booking.room_id = other.room_id
           AND booking.occupies AND other.occupies
           AND tsrange(booking.block_start, booking.block_stop)
               && tsrange(other.block_start, other.block_stop)
         WHERE booking.room_id = %s
        """,
        [room],
    )
    return env.cr.fetchone()[0]


def one_round(workers, room, day):
    """Let all of them see that the room is free, then let them go.

    :return: for each "won" or the error it got
    """
    return together(
        workers,
        book_after_all,
        [{"room": room, "day": day, "minutes": n * 5} for n in range(len(workers))],
    )


def together(workers, work, arguments):
    """Have work done by all at once: each says when it is ready, then all may go on.

    :param work: calls ``wait_for_all(place)`` when it has looked
    :param list arguments: of the work, for each worker
    :return: what each of them returned
    """
    with TemporaryDirectory() as place, ThreadPoolExecutor(len(workers)) as threads:
        with Path(place, "go").open("w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            answers = [
                threads.submit(worker.result, work, "office", place=place, **own)
                for worker, own in zip(workers, arguments, strict=True)
            ]
            while len(list(Path(place).glob("ready-*"))) < len(workers):
                if any(answer.done() and answer.exception() for answer in answers):
                    break
                time.sleep(0.001)
        return [answer.result() for answer in answers]


def wait_for_all(place):
    with Path(place, "go").open() as gate:
        Path(place, f"ready-{os.getpid()}").touch()
        fcntl.flock(gate, fcntl.LOCK_SH)


def attempt(env, change):
    """Do it as a request would, and say "won" or what somebody would read."""
    from odoo.exceptions import UserError
    from odoo.service.model import retrying

    try:
        retrying(change, env)
    except UserError as error:
        env.cr.rollback()
        return str(error)
    return "won"


def book_after_all(env, room, day, minutes, place):
    """Look, say so, wait for the others, and book: times overlap, but differ."""
    from odoo.addons.quartier_management.models.rooms.slot import Slot

    env = env(context=dict(env.context, lang="en_US"))
    start = datetime(2031, 1, 1, 8, minutes) + timedelta(days=day)
    slot = Slot(start, start + HOUR)
    if env["quartier.room"].browse(room)._refusals([slot])[slot]:
        return "seen before"
    wait_for_all(place)
    values = {
        "name": "Treffen",
        "start": start,
        "stop": start + HOUR,
        "quartier_id": env.user.quartier_ids[:1].id,
        "quartier_room_booking_ids": [(0, 0, {"room_id": room})],
    }
    return attempt(env, lambda: env["calendar.event"].create(values).id)


# -- a request that several decide on


def new_request(env, room, day):
    """A request from the web; returns its id."""
    start = datetime(2031, 1, 1, 8) + timedelta(days=day)
    return (
        env["quartier.room.request"]
        ._submit(
            {
                "room_id": room,
                "start": start,
                "stop": start + HOUR,
                "attendance": 5,
                "purpose": "Treffen",
                "contact_name": "Rosa",
                "email": f"rosa{day}@example.org",
            }
        )
        .id
    )


def confirm_after_all(env, request, place):
    """Press the button in the e-mail, as somebody without a login."""
    found = env["quartier.room.request"].browse(request).sudo()
    found.fetch(["state"])
    wait_for_all(place)
    return attempt(env, found._confirm)


def decide_after_all(env, request, approve, place):
    """Approve or decline what is still open."""
    env = env(context=dict(env.context, lang="en_US"))
    found = env["quartier.room.request"].browse(request)
    found.fetch(["state"])
    wait_for_all(place)
    return attempt(
        env, found.action_approve if approve else lambda: found._decline("Putztag")
    )


def outcome(env, request):
    """Return state, bookings and reminders of a request."""
    found = env["quartier.room.request"].browse(request)
    bookings = found.room_id.booking_ids.filtered(
        lambda booking: booking.occupies and booking.start == found.start
    )
    return found.state, len(bookings), len(found.activity_ids)
