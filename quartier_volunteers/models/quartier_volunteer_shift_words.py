from datetime import time

from babel.dates import format_date, format_skeleton, format_time

from odoo import api, models


class QuartierVolunteerShift(models.Model):
    """A shift in words, by the office's clock."""

    _inherit = "quartier.volunteer.shift"

    @api.depends("name", "start", "stop", "standing", "quartier_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for shift in self:
            if shift.name and shift.start and shift.stop:
                shift.display_name = f"{shift.name}, {shift._tell_times()}"
            else:
                shift.display_name = shift.name

    def _tell_locale(self):
        return (self.env.lang or self.quartier_id.lang or "en_US").partition(".")[0]

    def _tell_times(self):
        """Say when a shift is, e.g. "Sat, Oct 24, 22:00–02:00".

        :rtype: str
        """
        self.ensure_one()
        # sudo: the office's time zone is no secret
        office = self.sudo().quartier_id
        start, stop = (office._localize(row) for row in (self.start, self.stop))
        locale = self._tell_locale()
        if self.standing:
            return self.env._(
                "from %s", format_date(start.date(), "medium", locale=locale)
            )
        day = self._tell_weekday(start)
        hours = [
            format_time(moment.time(), "HH:mm", locale=locale)
            for moment in (start, stop)
        ]
        if (stop.date() - start.date()).days > 1 or (
            stop.date() > start.date() and stop.time() > time(12)
        ):
            hours[1] = f"{self._tell_weekday(stop)}, {hours[1]}"
        return f"{day}, {'–'.join(hours)}"

    def _tell_day(self, day):
        return format_date(day, "medium", locale=self._tell_locale())

    def _tell_weekday(self, local):
        """Say a day with its weekday, e.g. "Sat, Oct 24".

        :param datetime local: by the office's clock
        """
        moment = local.replace(tzinfo=None)
        return format_skeleton("MMMEd", moment, locale=self._tell_locale())

    def _tell_moment(self, moment):
        """Say a UTC moment by the office's clock."""
        local = self.quartier_id._localize(moment)
        return f"{self._tell_weekday(local)}, {local:%H:%M}"
