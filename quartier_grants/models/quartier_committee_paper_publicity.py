from odoo import models

from odoo.addons.quartier_management.models.committee.quartier_committee_paper_findings import (  # noqa: E501
    Finding,
)


class QuartierCommitteePaper(models.Model):
    """A paper about a funded project reminds of what the funder wants to read."""

    _inherit = "quartier.committee.paper"

    def _findings(self):
        printed = self.statement_ids.filtered(lambda row: not row.dropped)
        return [*super()._findings(), *self._findings_publicity(printed)]

    def _findings_publicity(self, printed):
        duties = self.env["quartier.grant.condition"]._publicity_of(printed.project_ids)
        text = " ".join(printed.mapped("text")).casefold()
        for duty in duties._applies_on(self.quartier_id._today()):
            wording = " ".join((duty.wording or "").split())
            if wording.casefold() not in " ".join(text.split()) or not wording:
                yield Finding(
                    self.env._(
                        "“%(project)s” is funded; the funder wants this to be named:"
                        " %(wording)s",
                        project=duty.grant_id.project_id.name,
                        wording=wording or duty.name,
                    ),
                    printed.filtered(
                        lambda row, duty=duty: (
                            duty.grant_id.project_id in row.project_ids.sudo()
                        )
                    ),
                )
