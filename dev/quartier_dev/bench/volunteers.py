"""People for a shift with reasons, against bare SQL; eight processes for a last place.

Candidates: all volunteers of an office with what fits, what is missing and what stands
against each; the comparison reads the same facts by SQL and decides nothing. "Growth"
is the same among ten times as many people. The race: eight processes see that one place
is free, then all of them sign up, as their requests would. The comparison does so
without the index that gives a place to one person alone.
"""

from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial

from ..console import step
from .fixture import OURS, pair
from .measure import Figure, Sample, interleave
from .rooms import attempt, together, wait_for_all
from .worker import Worker

SIZE = 5_000
GROWTH = (1_000, 10_000)
RACERS = 8
ROUNDS = 200
FIRST = datetime(2035, 1, 8, 12)
SEAT = "quartier_volunteer_assignment_seat_uniq"

CANDIDATES = "comparing people in Python, and a sentence for each"
GROWN = "nothing: a person costs the same, queries stay as many"
RACE = "nothing: the index decides, and who was slower waits"


def run(size):
    with pair() as (ours, _bare):
        case = ours.result(new_case)
        yield from candidates(ours, case, size)
        yield from growth(ours, case)
        with ExitStack() as stack:
            workers = [stack.enter_context(Worker(OURS)) for _racer in range(RACERS)]
            yield from race(workers, case)


# -- what they work on


def new_case(env):
    """A coordinator (the user "office"), and a kind of work; ids by name."""
    user = env["res.users"].search([("login", "=", "office")])
    user.group_ids += env.ref("quartier_volunteers.group_volunteer_coordinator")
    languages = env["quartier.language"].search([], limit=6)
    skills = env["quartier.volunteer.skill"].create(
        [{"name": f"Können {number}"} for number in range(6)]
    )
    kind = env["quartier.volunteer.kind"].create({"name": "Ausschank"})
    return {
        "office": user.quartier_ids.id,
        "kind": kind.id,
        "languages": languages.ids,
        "skills": skills.ids,
    }


def new_shift(env, case, start, **values):
    return (
        env["quartier.volunteer.shift"]
        .create(
            {
                "name": "Theke",
                "quartier_id": case["office"],
                "kind_id": case["kind"],
                "start": start,
                "stop": start + timedelta(hours=2),
                **values,
            }
        )
        .id
    )


def new_people(env, case, count):
    """Active volunteers, written by SQL: each with a skill, a language, three parts of
    the week; every tenth is away, every twentieth has another shift at the time."""
    env.cr.execute(
        """
        WITH person AS (
            INSERT INTO res_partner (name, complete_name, active, type, partner_share,
                                     quartier_confidential, quartier_owner_id)
            SELECT 'Person ' || n, 'Person ' || n, TRUE, 'contact', TRUE, TRUE,
                   %(office)s
              FROM generate_series(1, %(count)s) n
            RETURNING id)
        INSERT INTO quartier_volunteer
               (partner_id, quartier_id, company_id, state, active, since, reached_by,
                wished_hours, wished_per, mobility, age_class)
        SELECT person.id, %(office)s, q.company_id, 'active', TRUE, '2030-01-01',
               'email', 10, 'week', 'bicycle', '18_plus'
          FROM person, quartier_quartier q WHERE q.id = %(office)s
        RETURNING id
        """,
        {"office": case["office"], "count": count},
    )
    ids = [row for (row,) in env.cr.fetchall()]
    other = new_shift(env, case, FIRST, max_count=500, min_count=0)
    env.flush_all()
    arguments = {
        "ids": ids,
        "skills": case["skills"],
        "languages": case["languages"],
        "office": case["office"],
        "other": other,
        "start": FIRST,
    }
    for query in (
        """
        INSERT INTO quartier_volunteer_ability (volunteer_id, skill_id, level)
        SELECT id, (%(skills)s::int[])[1 + id %% 6], '2' FROM unnest(%(ids)s) AS id
        """,
        """
        INSERT INTO quartier_language_quartier_volunteer_rel
               (quartier_volunteer_id, quartier_language_id)
        SELECT id, (%(languages)s::int[])[1 + id %% 6] FROM unnest(%(ids)s) AS id
        """,
        """
        INSERT INTO quartier_volunteer_availability (volunteer_id, weekday, daypart)
        SELECT id, (day + id %% 2)::text, 'afternoon'
          FROM unnest(%(ids)s) AS id, generate_series(0, 4, 2) AS day
        """,
        """
        INSERT INTO quartier_volunteer_absence
               (volunteer_id, kind, date_from, date_to)
        SELECT id, 'away', '2035-01-08', '2035-01-09'
          FROM unnest(%(ids)s) AS id WHERE id %% 10 = 0
        """,
        """
        INSERT INTO quartier_volunteer_assignment
               (shift_id, volunteer_id, quartier_id, start, stop, state, seat, places)
        SELECT %(other)s, id, %(office)s, %(start)s,
               %(start)s::timestamp + interval '2 hours', 'confirmed',
               row_number() OVER (), 500
          FROM unnest(%(ids)s) AS id WHERE id %% 20 = 1 LIMIT 500
        """,
    ):
        env.cr.execute(query, arguments)
    env.cr.commit()
    env.cr.execute("ANALYZE")


def drop_people(env):
    for name in ("assignment", "absence", "availability", "ability"):
        env.cr.execute(f"DELETE FROM quartier_volunteer_{name}")
    env.cr.execute("DELETE FROM quartier_language_quartier_volunteer_rel")
    env.cr.execute("DELETE FROM quartier_volunteer")


# -- candidates


def candidates(ours, case, size):
    shift = ours.result(wanted_shift, case=case)
    with step(f"Adding {size:,} volunteers"):
        ours.ask(new_people, case=case, count=size)
    queries = ours.result(count_queries, "office", shift=shift)
    samples = interleave(
        partial(ours.time, find, "office", shift=shift),
        partial(ours.time, find_in_sql, "office", case=case, shift=shift),
    )
    yield Figure(
        "candidates with reasons",
        f"{size:,} volunteers, {queries} queries",
        *samples,
        limit=CANDIDATES,
        most=500 * size / SIZE,
    )
    ours.ask(drop_people)


def growth(ours, case):
    shift = ours.result(wanted_shift, case=case)
    taken = {}
    for count in GROWTH:
        with step(f"Adding {count:,} volunteers"):
            ours.ask(new_people, case=case, count=count)
        ours.time(find, "office", shift=shift)  # warms up
        taken[count] = [ours.time(find, "office", shift=shift) for _round in range(7)]
        ours.ask(drop_people)
    few, many = GROWTH
    yield Figure(
        "growth",
        f"{many:,} volunteers, {few:,}",
        taken[many],
        taken[few],
        limit=GROWN,
        goal=1.2 * many / few,
    )


def wanted_shift(env, case):
    return new_shift(
        env,
        case,
        FIRST,
        skill_ids=case["skills"][:1],
        language_ids=case["languages"][:1],
    )


def find(env, shift):
    return len(env["quartier.volunteer.shift"].browse(shift)._candidates(80))


def count_queries(env, shift):
    find(env, shift)
    env.invalidate_all()
    before = env.cr.sql_log_count
    find(env, shift)
    return env.cr.sql_log_count - before


def find_in_sql(env, case, shift):
    """The same facts of each person, as PostgreSQL alone finds them."""
    env.cr.execute(
        """
        SELECT v.id, v.state, p.complete_name,
               EXISTS (SELECT FROM quartier_volunteer_ability s
                        WHERE s.volunteer_id = v.id AND s.skill_id = %(skill)s),
               EXISTS (SELECT FROM quartier_language_quartier_volunteer_rel l
                        WHERE l.quartier_volunteer_id = v.id
                          AND l.quartier_language_id = %(language)s),
               EXISTS (SELECT FROM quartier_volunteer_availability t
                        WHERE t.volunteer_id = v.id AND t.weekday = '0'
                          AND t.daypart = 'afternoon'),
               (SELECT max(date_to) FROM quartier_volunteer_absence a
                 WHERE a.volunteer_id = v.id AND a.kind = 'away'
                   AND a.date_from <= '2035-01-08' AND a.date_to >= '2035-01-08'),
               (SELECT count(*) FROM quartier_volunteer_assignment d
                 WHERE d.volunteer_id = v.id AND d.state = 'confirmed'
                   AND d.start < '2035-01-09 01:00' AND d.stop > '2035-01-08 01:00')
          FROM quartier_volunteer v JOIN res_partner p ON p.id = v.partner_id
         WHERE v.quartier_id = %(office)s AND v.state IN ('onboarding', 'active')
           AND NOT EXISTS (SELECT FROM quartier_volunteer_assignment own
                            WHERE own.volunteer_id = v.id AND own.shift_id = %(shift)s)
        """,
        {
            "office": case["office"],
            "skill": case["skills"][0],
            "language": case["languages"][0],
            "shift": shift,
        },
    )
    return len(env.cr.fetchall())


# -- the race


def race(workers, case):
    people = workers[0].result(new_racers, case=case, count=len(workers))
    winners, faults = {}, 0
    for guarded in (True, False):
        rounds = ROUNDS if guarded else ROUNDS // 10
        if not guarded:
            workers[0].ask(drop_index)
        counts = []
        for number in range(rounds):
            day = 10_000 * (guarded + 1) + number
            states, answers = one_round(workers, case, people, day)
            counts.append(states.count("confirmed"))
            orderly = sorted(states) == ["confirmed"] + ["waitlisted"] * (
                len(workers) - 1
            )
            faults += guarded and not (orderly and set(answers) == {"won"})
        winners[guarded] = [Sample(count, count) for count in counts]
        if not guarded:
            workers[0].ask(create_index)
    ours, comparison = winners[True], winners[False]
    shown = (comparison * (len(ours) // len(comparison) + 1))[: len(ours)]
    yield Figure(
        f"confirmed among {RACERS}",
        f"{len(ours)} rounds, {faults} of them with an error or a wrong list",
        ours,
        shown,
        limit=RACE,
        most=1,
    )


def new_racers(env, case, count):
    partners = env["res.partner"].create(
        [
            {"name": f"Läuferin {n}", "quartier_owner_id": case["office"]}
            for n in range(count)
        ]
    )
    volunteers = env["quartier.volunteer"].create(
        [
            {
                "partner_id": row.id,
                "quartier_id": case["office"],
                "age_class": "18_plus",
            }
            for row in partners
        ]
    )
    volunteers.state = "active"
    return volunteers.ids


def one_round(workers, case, people, day):
    """Let all of them see that the place is free, then let them go.

    :return: the states in the order of the waiting list, and what everybody was told
    """
    shift = workers[0].result(race_shift, case=case, day=day)
    answers = together(
        workers,
        sign_up_after_all,
        [{"shift": shift, "volunteer": person} for person in people],
    )
    return workers[0].result(outcome, shift=shift), answers


def side_by_side(workers, *works):
    """Have different works done by all at once.

    :param works: pairs of a function that waits for all, and its arguments
    """
    arguments = [{"what": work.__name__, "own": own} for work, own in works]
    return together(workers[: len(works)], either, arguments)


def either(env, what, own, place):
    return globals()[what](env, place=place, **own)


def race_shift(env, case, day, places=1):
    start = datetime(2040, 1, 2, 8) + timedelta(days=day % 10_000)
    return new_shift(env, case, start, max_count=places)


def sign_up_after_all(env, shift, volunteer, place):
    """Look, wait for the others, and sign up."""
    env = env(context=dict(env.context, lang="en_US"))
    found = env["quartier.volunteer.shift"].browse(shift)
    person = env["quartier.volunteer"].browse(volunteer)
    found._obstacles(person)
    wait_for_all(place)
    return attempt(env, lambda: found._request(person).id)


def lower_after_all(env, shift, places, place):
    """Look, wait for the others, and lower the number of places."""
    env = env(context=dict(env.context, lang="en_US"))
    found = env["quartier.volunteer.shift"].browse(shift)
    found.fetch(["max_count"])
    wait_for_all(place)
    return attempt(env, lambda: found.write({"max_count": places}))


def withdraw_after_all(env, shift, volunteer, place):
    """Give the place back at the moment at which others join the list."""
    env = env(context=dict(env.context, lang="en_US"))
    found = env["quartier.volunteer.assignment"].search(
        [("shift_id", "=", shift), ("volunteer_id", "=", volunteer)]
    )
    wait_for_all(place)
    return attempt(env, found.action_withdraw)


def accept_after_all(env, shift, volunteer, place):
    """Answer an offer, several times at once."""
    found = env["quartier.volunteer.assignment"].search(
        [("shift_id", "=", shift), ("volunteer_id", "=", volunteer)]
    )
    wait_for_all(place)
    return attempt(env, found._accept_offer)


def sign_up(env, shift, volunteer):
    shifts = env["quartier.volunteer.shift"].browse(shift)
    return shifts._request(env["quartier.volunteer"].browse(volunteer)).state


def withdraw(env, shift, volunteer):
    env["quartier.volunteer.assignment"].search(
        [("shift_id", "=", shift), ("volunteer_id", "=", volunteer)]
    ).action_withdraw()


def pass_on(env):
    env["quartier.volunteer.assignment"]._cron_pass_on()


def listed(env, shift):
    rows = env["quartier.volunteer.assignment"].search(
        [("shift_id", "=", shift)], order="queued_on, id"
    )
    return rows.sorted(lambda row: not row.seat)


def outcome(env, shift):
    """Return the states, who has a place first, then the list in its order."""
    return listed(env, shift).mapped("state")


def queue(env, shift):
    """Return who has a place, then who waits, in the order of the list."""
    return listed(env, shift).volunteer_id.ids


def states(env, shift):
    """Return the state of each person."""
    rows = env["quartier.volunteer.assignment"].search([("shift_id", "=", shift)])
    return {str(row.volunteer_id.id): row.state for row in rows}


def places_of(env, shift):
    """Return how many places there are, and the numbers that are taken."""
    found = env["quartier.volunteer.shift"].browse(shift)
    seats = found.assignment_ids.filtered("seat").mapped("seat")
    return [found.max_count, sorted(seats)]


def drop_index(env):
    """Let several people have the same place."""
    env.cr.execute(f"DROP INDEX {SEAT}")


def create_index(env):
    """Take doubles off, and forbid them again."""
    env.cr.execute(
        """
        DELETE FROM quartier_volunteer_assignment a
         USING quartier_volunteer_assignment b
         WHERE a.id > b.id AND a.shift_id = b.shift_id AND a.seat = b.seat
        """
    )
    env.cr.execute(
        f"""
        CREATE UNIQUE INDEX {SEAT} ON quartier_volunteer_assignment (shift_id, seat)
         WHERE state IN ('offered', 'confirmed', 'checked_in', 'done', 'substitute',
                         'no_show')
        """
    )
