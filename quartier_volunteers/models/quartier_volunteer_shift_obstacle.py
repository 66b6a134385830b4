from odoo import models


class QuartierVolunteerShift(models.Model):
    """Whether somebody may take a shift: small checks, each a finished sentence."""

    _inherit = "quartier.volunteer.shift"

    def _obstacles(self, volunteers):
        """Say all that stands against these people taking the shift.

        :param volunteers: any number of ``quartier.volunteer``
        :return: finished sentences for each of them, none where nothing does
        :rtype: dict[quartier.volunteer, list[str]]
        """
        self.ensure_one()
        obstacles = {volunteer: [] for volunteer in volunteers}
        for check in self._obstacle_checks():
            for volunteer, text in check(volunteers):
                obstacles[volunteer].append(text)
        return obstacles

    def _obstacle_checks(self):
        """Hook: each check takes volunteers and yields ``(volunteer, text)``.

        A check asks for all of them in one query.
        """
        return []
