from odoo import models
from odoo.fields import Domain
from odoo.tools import format_date

from ..network.dossier import Table


class QuartierQuartier(models.Model):
    """Papers that are being written."""

    _inherit = "quartier.quartier"

    def _dossier_tables(self, scope):
        return [*super()._dossier_tables(scope), self._dossier_papers()]

    def _dossier_records(self, scope):
        return {
            **super()._dossier_records(scope),
            "quartier.committee.paper": Domain("quartier_id", "=", self.id),
        }

    def _dossier_papers(self):
        papers = self.env["quartier.committee.paper"].search(
            [("quartier_id", "=", self.id), ("state", "=", "draft")]
        )
        rows = [
            (
                paper.display_name,
                paper.committee_id.name or "",
                format_date(self.env, paper.meeting_date) or "–",
            )
            for paper in papers
        ]
        return Table(
            self.env._("Committee papers in draft"),
            (
                self.env._("Paper"),
                self.env._("Committee"),
                self.env._("Committee meeting"),
            ),
            rows,
            self.env._("No paper is being written."),
        )
