"""How much time somebody gave: arithmetic without the ORM."""

from datetime import timedelta

# further from the plan a click tells when somebody had time for the list, not when
# the work began or ended
NEAR = timedelta(hours=2)
DAY = 24.0


def clocked(start, stop, came, left):
    """Return from when to when somebody was there.

    :param start, stop: what was planned
    :param came, left: what was noted, or ``None``; believed if close to the plan
    :return: ``(start, stop, whether any of it was noted)``
    """
    first, last = start, stop
    if came and start - NEAR <= came < stop:
        first = came
    if left and first < left <= stop + NEAR:
        last = left
    return first, last, (first, last) != (start, stop) or came == start


def rounded_hours(start, stop, break_minutes=0, step=1):
    """Return hours between two moments in UTC, less a break, rounded half up.

    :param int step: minutes to which it is rounded
    :return: at least one step and at most a day; 0 where nothing is left of the time
    """
    minutes = (stop - start).total_seconds() / 60 - break_minutes
    if minutes <= 0:
        return 0.0
    steps = max(1, int(minutes / step + 0.5))
    return min(DAY, steps * step / 60)
