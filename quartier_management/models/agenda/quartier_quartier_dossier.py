from odoo import models
from odoo.fields import Domain
from odoo.tools import format_datetime

from ..network.dossier import Table


class QuartierQuartier(models.Model):
    """The offers that go on whoever works in the office."""

    _inherit = "quartier.quartier"

    def _dossier_tables(self, scope):
        return [*super()._dossier_tables(scope), self._dossier_series(scope)]

    def _dossier_records(self, scope):
        own = Domain("quartier_id", "=", self.id)
        return {
            **super()._dossier_records(scope),
            "quartier.series": own,
            "calendar.event": own,
        }

    def _dossier_series(self, scope):
        domain = Domain("quartier_id", "=", self.id) & Domain("state", "!=", "ended")
        if scope.colleague:
            domain &= Domain("user_id", "=", scope.colleague.id)
        series = self.env["quartier.series"].search(domain)
        states = dict(series._fields["state"]._description_selection(self.env))
        rows = [
            (
                f"{offer.name} ({states[offer.state]})",
                offer.rule_text or "",
                ", ".join(self._dossier_providers(offer, scope)),
                format_datetime(
                    self.env, offer.next_start, tz=self.tz, dt_format="short"
                ),
                offer.user_id.name or "",
            )
            for offer in series
        ]
        return Table(
            self.env._("Regular offers"),
            (
                self.env._("Offer"),
                self.env._("When"),
                self.env._("Providers"),
                self.env._("Next date"),
                self.env._("Responsible"),
            ),
            rows,
            self.env._("No regular offer is running or planned."),
        )

    def _dossier_providers(self, offer, scope):
        partners = offer.participation_ids.partner_id
        partners = partners.filtered_domain(self._dossier_nameable(scope))
        return partners.mapped("name")
