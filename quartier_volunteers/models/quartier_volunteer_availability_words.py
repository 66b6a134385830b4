from odoo import api, models


class QuartierVolunteerAvailability(models.Model):
    """Parts of the week in one word."""

    _inherit = "quartier.volunteer.availability"

    @api.model
    def _tell_part(self, weekday, daypart):
        """Say e.g. "Tuesday afternoon"."""
        day = dict(self._fields["weekday"]._description_selection(self.env))[weekday]
        if daypart == "morning":
            return self.env._("%s morning", day)
        if daypart == "afternoon":
            return self.env._("%s afternoon", day)
        return self.env._("%s evening", day)
