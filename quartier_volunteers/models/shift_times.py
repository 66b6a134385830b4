"""Times by a clock: arithmetic without the ORM."""

from datetime import datetime, time

import pytz

from odoo.addons.quartier_management.models.agenda.series_rule import moment

MIDNIGHT = time()


def local(moment_, zone):
    """Return what a clock shows at a naive UTC moment, naive."""
    aware = pytz.utc.localize(moment_).astimezone(pytz.timezone(zone))
    return aware.replace(tzinfo=None)


def utc(wall, zone):
    """Return when a clock shows something, naive UTC.

    An hour that is skipped in spring is one later; one that comes twice is the first.
    """
    midnight = datetime.combine(wall.date(), MIDNIGHT)
    return moment(wall.date(), (wall - midnight).total_seconds() / 3600, zone)


def moved(start, stop, by, zone):
    """Return the times of work that moves by as much as a clock shows.

    The work keeps its hours on the clock, so that setting up at eight is at eight after
    the clock was changed, too; nothing ends before it begins.

    :param timedelta by: on the clock
    :return: start and stop, naive UTC
    """
    if not by:
        return start, stop
    new_start = utc(local(start, zone) + by, zone)
    new_stop = utc(local(stop, zone) + by, zone)
    if new_stop <= new_start:
        new_stop = new_start + (stop - start)
    return new_start, new_stop
