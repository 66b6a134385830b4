from odoo import models


class QuartierVolunteerShift(models.Model):
    """A commitment without fixed times: what it takes is asked for as it is now."""

    _inherit = "quartier.volunteer.shift"

    def _last_day(self):
        if not self.standing:
            return super()._last_day()
        # nobody has papers that are valid for years: renewals are reminded of
        return max(self._work_day(), self.quartier_id._today())

    def _tell_minor_times(self, begin, end):
        return None if self.standing else super()._tell_minor_times(begin, end)
