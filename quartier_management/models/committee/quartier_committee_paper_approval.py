from odoo import api, fields, models
from odoo.exceptions import UserError

from .quartier_committee_paper_findings import Finding


class QuartierCommitteePaper(models.Model):
    """A paper is signed before it is released, where a rule demands it."""

    _name = "quartier.committee.paper"
    _inherit = ("quartier.committee.paper", "quartier.approval.mixin")

    approval_step_ids = fields.One2many(
        "quartier.approval.step", "paper_id", string="Signatures", readonly=True
    )
    approval_missing = fields.Boolean(compute="_compute_approval_missing")

    @api.depends("approval_state", "quartier_id")
    def _compute_approval_missing(self):
        for paper in self:
            paper.approval_missing = paper.state == "draft" and (
                paper._approval_missing()
            )

    def _approval_content(self):
        """Number and meeting are assigned by the council's office, and may follow."""
        self.ensure_one()
        printed = self.statement_ids.filtered(lambda row: not row.dropped)
        return {
            "name": self.name,
            "office": self.quartier_id.id,
            "kind": self.kind,
            "public": self.public,
            "committee": self.committee_id.id,
            "period": [self.date_from, self.date_to, self.date_outlook],
            "statements": [
                [row.section_id.id, row.duty_id.id, row.text or ""] for row in printed
            ],
        }

    def _approval_authors(self):
        """Of what a job or an import created, who drafted it is the author."""
        authors = super()._approval_authors()
        if authors == self.env.ref("base.user_root"):
            authors |= self.statement_ids.create_uid
        return authors

    def _approval_summary(self):
        return self.env["ir.qweb"]._render(
            "quartier_management.committee_paper_approval_summary", {"paper": self}
        )

    def _approval_obstacles(self):
        """What stands against the release stands against the signatures as well."""
        return [
            finding.text
            for finding in self._findings_besides_approval()
            if finding.blocking
        ]

    def _approval_pdf(self):
        return self._render_document()

    def _findings_besides_approval(self):
        return [
            finding
            for finding in self._findings()
            if finding.text != self._approval_missing_text()
        ]

    def _findings(self):
        findings = super()._findings()
        if self.state == "draft" and self._approval_missing():
            missing = Finding(
                self._approval_missing_text(),
                self.env["quartier.committee.statement"],
                blocking=True,
            )
            return [missing, *findings]
        return findings

    def _approval_missing_text(self):
        if self.approval_state == "asked":
            return self.env._(
                "Signatures are missing: %s.", self.approval_blocked_by or ""
            )
        return self.env._(
            "The paper has to be signed before it is released. Please ask for the"
            " signatures."
        )

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() - {"approval_stamp"}:
            self._approval_check_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        # sudo: signatures that the user may not read count as well
        if self.sudo().approval_step_ids.filtered("decision"):
            raise UserError(
                self.env._(
                    "A paper on which somebody has decided is kept: the signatures are"
                    " part of it."
                )
            )
