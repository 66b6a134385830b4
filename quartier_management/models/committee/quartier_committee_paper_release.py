import base64
import re

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

MANAGER = "quartier_management.group_quartier_manager"


class QuartierCommitteePaper(models.Model):
    """How a paper is released, corrected and printed."""

    _inherit = "quartier.committee.paper"

    def _document_name(self):
        """File name of the printed paper, without suffix."""
        self.ensure_one()
        number = (self.number or "").replace("/", "-")
        name = re.sub(r"[^\w\- ]+", "", self.name)
        version = f"v{self.version}" if self.version > 1 else ""
        return " ".join(filter(None, (number, name, version)))

    def action_release(self):
        """Freeze text, figures and document.

        :raise AccessError: the user is no manager of the office
        :raise UserError: something is missing, or records changed since the draft
        """
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._("Only the manager of the office can release a paper.")
            )
        self.check_access("write")
        for paper in self:
            paper._check_releasable()
        # sudo: no client may write what is noted here; who may release was checked
        papers = self.sudo()
        papers.write(
            {
                "state": "released",
                "released_on": fields.Datetime.now(),
                "released_by_id": self.env.uid,
            }
        )
        for paper in papers:
            # anew, whatever a client may have stored there
            paper.document = base64.b64encode(paper._render_document())

    def action_correct(self):
        """Open a new version of a released paper, with its text to start from."""
        self.ensure_one()
        if self.state != "released":
            raise UserError(
                self.env._("A draft needs no correction: please change it directly.")
            )
        if not self.correction_id:
            draft = self.copy({"name": self.name})
            # sudo: the user may write the new draft; that it corrects this paper,
            # which is released, is noted here alone
            draft.sudo().write(
                {
                    "corrects_id": self.id,
                    "number": self.number,
                    "drafted_on": self.drafted_on,
                }
            )
            self.statement_ids._copy_to(draft)
        return self.correction_id.get_formview_action()

    def action_print(self):
        """Print the paper: a draft as it would be, a released one as it was."""
        return self.env.ref(
            "quartier_management.quartier_committee_paper_report"
        ).report_action(self)

    def _render_document(self):
        """Return the paper as it would be printed now, bytes."""
        report = self.env.ref("quartier_management.quartier_committee_paper_report")
        return report._quartier_render(report.sudo(), self, {})
