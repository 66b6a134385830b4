from odoo import models
from odoo.fields import Domain

from odoo.addons.quartier_management.models.network.dossier import Table


class QuartierQuartier(models.Model):
    """The work with volunteers that a successor takes over."""

    _inherit = "quartier.quartier"

    def _dossier_tables(self, scope):
        return [*super()._dossier_tables(scope), self._dossier_opportunities(scope)]

    def _dossier_records(self, scope):
        own = Domain("quartier_id", "=", self.id)
        records = {
            **super()._dossier_records(scope),
            "quartier.volunteer.opportunity": own,
        }
        # volunteers are confidential as residents are
        if scope.residents and self.env["quartier.volunteer"].has_access("read"):
            records["quartier.volunteer"] = own
        return records

    def _dossier_opportunities(self, scope):
        domain = Domain("quartier_id", "=", self.id) & Domain("state", "!=", "closed")
        if scope.colleague:
            domain &= Domain("user_id", "=", scope.colleague.id)
        opportunities = self.env["quartier.volunteer.opportunity"].search(domain)
        states = dict(opportunities._fields["state"]._description_selection(self.env))
        nameable = self._dossier_nameable(scope)
        rows = [
            (
                f"{row.name} ({states[row.state]})",
                row.partner_id.filtered_domain(nameable).name or "",
                self.env._(
                    "%(taken)s taking part, %(free)s places free",
                    taken=row.taken_count,
                    free=row.free_count,
                ),
                row.user_id.name or "",
            )
            for row in opportunities
        ]
        return Table(
            self.env._("Volunteering"),
            (
                self.env._("Opportunity"),
                self.env._("Organisation"),
                self.env._("People"),
                self.env._("Responsible"),
            ),
            rows,
            self.env._("Nobody is looked for at present."),
        )
