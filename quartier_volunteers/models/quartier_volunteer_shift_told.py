from datetime import datetime, time

import pytz
from babel.dates import format_date, format_time, get_timezone_name

from odoo import models
from odoo.tools.misc import babel_locale_parse


class QuartierVolunteerShift(models.Model):
    """When and where a shift is, in words, by the office's clock."""

    _inherit = "quartier.volunteer.shift"

    def _when(self):
        """Say when, in the language of the context.

        In a night in which the clocks change the words say which clock is meant.

        :rtype: str
        """
        self.ensure_one()
        office = self.quartier_id
        start, stop = map(office._localize, (self.start, self.stop))
        if self.standing:
            return f"{self._day_words(start)} – {self._day_words(stop)}"
        changes = self._clocks_change(start.date(), stop.date())
        first = f"{self._day_words(start)}, {self._clock_words(start, changes)}"
        if start.date() == stop.date():
            return f"{first} – {self._clock_words(stop, changes)}"
        last = f"{self._day_words(stop)}, {self._clock_words(stop, changes)}"
        return f"{first} – {last}"

    def _moment_in_full(self, moment):
        """Say a UTC moment by the office's clock.

        :param datetime moment: naive, UTC
        """
        local = self.quartier_id._localize(moment)
        changes = self._clocks_change(local.date(), local.date())
        return f"{self._day_words(local)}, {self._clock_words(local, changes)}"

    def _clocks_change(self, *days):
        """Tell whether a day in question is longer or shorter than others."""
        zone = pytz.timezone(self.quartier_id.tz)

        def offset(day, hour):
            naive = datetime.combine(day, hour)
            return zone.localize(naive).utcoffset()

        early, late = time(0), time(23, 59)
        return any(offset(day, early) != offset(day, late) for day in days)

    def _locale(self):
        return babel_locale_parse(self.env.lang or self.quartier_id.lang)

    def _day_words(self, local):
        return format_date(local.date(), "full", locale=self._locale())

    def _clock_words(self, local, with_zone=False):
        locale = self._locale()
        # aware moments: babel would otherwise move them to UTC
        clock = format_time(local, "short", tzinfo=local.tzinfo, locale=locale)
        if not with_zone:
            return clock
        return f"{clock} {get_timezone_name(local, width='short', locale=locale)}"

    def _where(self):
        """Say where to go, as those who come read it."""
        self.ensure_one()
        # sudo: who takes part reads where, even where the event is not published
        return (
            self.place
            or self.sudo().event_id.location
            or self.sudo().opportunity_id.place
            or ""
        )

    def _what(self):
        """Say what for: the event or opportunity, and the role in it."""
        self.ensure_one()
        # sudo: as above; names of the system's, who is masked otherwise
        whole = self.sudo().event_id.name or self.sudo().opportunity_id.name
        return ": ".join(filter(None, (whole, self.name)))
