from odoo import models


class QuartierCommitteeStatement(models.Model):
    _inherit = "quartier.committee.statement"

    def unlink(self):
        papers = self.paper_id
        result = super().unlink()
        # the paper was written before its statement was gone
        papers.exists()._approval_check_changed()
        return result
