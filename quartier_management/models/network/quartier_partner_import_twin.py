from odoo import models
from odoo.exceptions import UserError


class QuartierPartnerImportLine(models.Model):
    """A list that names a contact several times: one line stands for all."""

    _inherit = "quartier.partner.import.line"

    def _follow_left_out(self):
        """Whoever was to complete a line that is left out takes its place."""
        heirs = {}
        for line in self.filtered(lambda line: line.decision == "complete"):
            first = line._first()
            if first.decision != "skip":
                continue
            if first.match_id:
                line.match_id = first.match_id
            elif first in heirs:
                line.twin_id = heirs[first]
            else:
                line.decision = "create"
                heirs[first] = line

    def _first(self):
        """Return the line that stands for the contact: this one, or one before it."""
        self.ensure_one()
        line, seen = self, self
        while line.twin_id and not line.match_id and line.decision != "create":
            line = line.twin_id
            if line in seen:
                raise UserError(
                    self.env._(
                        "“%s” is to complete itself. Please create the contact, or"
                        " leave it out.",
                        self.display_name,
                    )
                )
            seen |= line
        return line
