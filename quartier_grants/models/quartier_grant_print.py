import re

from odoo import models
from odoo.tools import format_date


class QuartierGrant(models.Model):
    """How an application is printed."""

    _inherit = "quartier.grant"

    def _document_name(self):
        """File name of the printed application, without suffix."""
        self.ensure_one()
        return re.sub(r"[^\w\- ]+", "", self.name).strip()

    def _day_text(self, day):
        return format_date(self.env, day)

    def action_print(self):
        return self._report().report_action(self)

    def _report(self):
        return self.env.ref("quartier_grants.quartier_grant_report")

    def _render_document(self):
        """Return the application as it would be printed now, bytes."""
        report = self._report()
        return report._quartier_render(report.sudo(), self, {})

    def _printed_plan(self):
        """Return the kinds of financing with their sums, for print and summary.

        :rtype: list[tuple[str, float]]
        """
        self.ensure_one()
        kinds = dict(
            self.env["quartier.grant.funding.line"]
            ._fields["kind"]
            ._description_selection(self.env)
        )
        return [
            (kinds[kind], sum(lines.mapped("amount")))
            for kind, lines in self.funding_line_ids.grouped("kind").items()
        ]
