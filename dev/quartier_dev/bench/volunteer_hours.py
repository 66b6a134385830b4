"""Hours of one person, entered by several processes at once."""

from contextlib import nullcontext
from datetime import timedelta
from unittest.mock import patch

from .rooms import attempt, wait_for_all


def report_after_all(env, volunteer, day, hours, name, place, guarded=True):
    """Look, wait for the others, and report hours of a day, as a page would.

    :param bool guarded: whether two who enter hours of a person wait for each other
    """
    env = env(context=dict(env.context, lang="en_US"))
    person = env["quartier.volunteer"].browse(volunteer)
    person.fetch(["state"])
    env["quartier.volunteer.hours"]._given(person, [day])
    wait_for_all(place)
    values = {"date": day, "hours": hours, "name": name}
    with nullcontext() if guarded else patch.object(type(person), "_lock_day_sums"):
        return attempt(env, lambda: person._report_hours(values))


def close_after_all(env, office, day, place):
    """Look, wait for the others, and close the hours until a day."""
    env = env(context=dict(env.context, lang="en_US"))
    closings = env["quartier.volunteer.hours.closing"]
    values = {"quartier_id": office, "date": day}
    closings.new(values)._hours(("draft", "submitted"))
    wait_for_all(place)
    return attempt(env, lambda: closings.create(values))


def report_or_close(env, place, close=None, **report):
    """Do one of both, with the other at the same moment."""
    if close:
        return close_after_all(env, place=place, **close)
    return report_after_all(env, place=place, **report)


def reopen(env, office):
    closings = env["quartier.volunteer.hours.closing"]
    closings.search([("quartier_id", "=", office)]).unlink()


def day(env, volunteer, ago=0):
    """Return a day by the office's clock, as text."""
    today = env["quartier.volunteer"].browse(volunteer).quartier_id._today()
    return str(today - timedelta(days=ago))


def given(env, volunteer):
    """Return the hours that are entered for a person, with their states."""
    rows = env["quartier.volunteer.hours"].search([("volunteer_id", "=", volunteer)])
    return sorted([row.hours, row.state] for row in rows)


def forget(env, volunteer):
    env["quartier.volunteer.hours"].search([("volunteer_id", "=", volunteer)]).unlink()
