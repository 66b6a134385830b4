from odoo import models
from odoo.fields import Domain

from odoo.addons.quartier_management.models.network.dossier import Deadline

from .quartier_grant_deadline import PENDING


class QuartierQuartier(models.Model):
    """What funding asks of a successor."""

    _inherit = "quartier.quartier"

    def _dossier_deadlines(self, scope):
        return [
            *super()._dossier_deadlines(scope),
            *(
                Deadline(
                    row.date,
                    ": ".join(filter(None, (row.grant_id.name, row.display_name))),
                    row.user_id.name or "",
                )
                for row in self._dossier_duties(scope)
            ),
        ]

    def _dossier_duties(self, scope):
        """Return what is due for grants, if who prints may read of it."""
        duties = self.env["quartier.grant.deadline"]
        if not duties.has_access("read"):
            return duties
        domain = Domain("quartier_id", "=", self.id) & Domain("state", "in", PENDING)
        if scope.colleague:
            domain &= Domain("user_id", "=", scope.colleague.id)
        return duties.search(domain)
