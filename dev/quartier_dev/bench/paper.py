"""Drafting and printing a year's committee paper, against reading its records alone.

A year of 5,000 events in ten kinds with their actors, and 200 projects with tasks. The
comparison reads the same events and projects through the client's way, as a list of all
of them would; it writes nothing.
"""

from datetime import datetime, timedelta
from functools import partial

from .fixture import pair
from .measure import Figure, Sample, interleave

SIZE = 5_000
PROJECTS = 200
GOAL_SECONDS = 3
GOAL_QUERIES = 100
FIRST = datetime(2025, 1, 1, 8)
PERIOD = {"date_from": "2025-01-01", "date_to": "2025-12-31"}

WRITING = "reads the actors and tasks as well, words 200 statements and stores them"
PRINTING = "WeasyPrint lays out and tags the pages; stored text is all it reads"


def run(size):
    with pair() as (ours, _bare):
        ours.ask(fill, "manager", count=size)
        ours.ask(draft, "manager")  # loads what a first use loads
        for first in (True, False):
            variant = "first draft" if first else "drafted again"
            samples = interleave(
                partial(ours.time, draft, "manager", first=first),
                partial(ours.time, read, "manager"),
                seconds=30,
            )
            yield Figure(
                f"paper of {size:,} events and {PROJECTS} projects",
                variant,
                *samples,
                limit=WRITING,
                most=GOAL_SECONDS * 1000,
            )
            counts = [
                ours.result(work, "manager", **arguments)
                for work, arguments in ((draft, {"first": first}), (read, {}))
            ]
            yield Figure(
                "queries of it",
                variant,
                *([Sample(count, count)] * 2 for count in counts),
                limit="a query for each model and field, none for each record",
                most=GOAL_QUERIES,
            )
        samples = interleave(
            partial(ours.time, printed, "manager"),
            partial(ours.time, read, "manager"),
            seconds=30,
        )
        yield Figure(
            "printing it",
            "PDF/UA",
            *samples,
            limit=PRINTING,
            most=GOAL_SECONDS * 1000,
        )


def fill(env, count):
    """Events all over the year, each with an actor, and projects with two tasks."""
    office = env.user.quartier_ids[:1]
    categories = env["quartier.event.category"].search([])
    actors = env["res.partner"].create(
        [{"name": f"Verein {number}", "is_company": True} for number in range(50)]
    )
    step = timedelta(days=364) / count
    env["calendar.event"].create(
        [
            {
                "name": f"Treffen {number % 40}",
                "start": FIRST + number * step,
                "stop": FIRST + number * step + timedelta(hours=1),
                "quartier_id": office.id,
                "quartier_category_id": categories[number % len(categories)].id,
                "quartier_headcount": number % 30,
                "location": "Platz",
                "quartier_participation_ids": [
                    (0, 0, {"partner_id": actors[number % 50].id, "role": "lead"})
                ],
            }
            for number in range(count)
        ]
    )
    env["project.project"].create(
        [
            {
                "name": f"Projekt {number}",
                "quartier_id": office.id,
                "quartier_goal": "Nachbarinnen und Nachbarn lernen sich kennen.",
                "date_start": "2025-02-01",
                "date": "2026-03-31",
                "quartier_participation_ids": [
                    (0, 0, {"partner_id": actors[number % 50].id})
                ],
                "task_ids": [(0, 0, {"name": "Planen"}), (0, 0, {"name": "Einladen"})],
            }
            for number in range(PROJECTS)
        ]
    )


def draft(env, first=True):
    """Draft a new paper, or the last one again; returns the number of queries."""
    papers = env["quartier.committee.paper"]
    before = env.cr.sql_log_count
    if first:
        paper = papers.create({"quartier_id": env.user.quartier_ids[:1].id, **PERIOD})
    else:
        paper = papers.search([], order="id desc", limit=1)
    paper.action_draft()
    env.flush_all()
    return env.cr.sql_log_count - before


def read(env):
    """Read the events and projects of the year; returns the number of queries."""
    before = env.cr.sql_log_count
    office = [("quartier_id", "=", env.user.quartier_ids[:1].id)]
    env["calendar.event"].search_read(
        [*office, ("start", ">=", PERIOD["date_from"])],
        ["name", "start", "stop", "location", "partner_ids", "quartier_headcount"],
    )
    env["project.project"].search_read(
        office, ["name", "quartier_goal", "date_start", "date"]
    )
    return env.cr.sql_log_count - before


def printed(env):
    paper = env["quartier.committee.paper"].search([], order="id desc", limit=1)
    report = env.ref("quartier_management.quartier_committee_paper_report")
    content, _kind = report._render_qweb_pdf(report.report_name, paper.ids)
    return len(content)
