from odoo import models


class QuartierVolunteerAssignment(models.Model):
    """What others have to know of assignments: hooks."""

    _inherit = "quartier.volunteer.assignment"

    def _tell(self, kind):
        """Hook: let these volunteers know what has happened.

        :param str kind: ``requested``, ``waitlisted``, ``offered``, ``confirmed``,
            ``declined``, ``cancelled``, ``moved`` or ``substitute_found``
        """

    def _note_hours(self):
        """Hook: these assignments are done."""
