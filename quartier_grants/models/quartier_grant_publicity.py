from odoo import models
from odoo.fields import Domain

from .quartier_grant_award import WITH_AWARD


class QuartierGrantCondition(models.Model):
    """Who is funded has to say so: on papers, posters, invitations."""

    _inherit = "quartier.grant.condition"

    def _publicity_of(self, projects):
        """Return the duties of publicity of these projects' grants.

        :param projects: ``project.project`` that the caller may read
        :return: ``quartier.grant.condition``, with ``sudo()``
        """
        # sudo: the words that have to be printed are public by their nature; who
        # writes a poster need not know the application
        return self.sudo().search(
            Domain("kind", "=", "publicity")
            & Domain("grant_id.project_id", "in", projects.ids)
            & Domain("grant_id.state", "in", WITH_AWARD)
        )

    def _applies_on(self, day):
        """Return the duties that apply on a day, whenever they began."""
        return self.filtered(
            lambda row: (
                (not row.date_from or row.date_from <= day)
                and (not row.due_on or day <= row.due_on)
            )
        )

    def _publicity_lines(self):
        """Return what has to be printed, for each duty a pair of name and words."""
        return [(row.name, (row.wording or "").strip()) for row in self]
