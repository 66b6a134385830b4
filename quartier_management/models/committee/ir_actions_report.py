import base64

from odoo import models

PAPER = "quartier_management.committee_paper"


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _quartier_document(self, report, record, data):
        # whoever prints a released paper gets the document that was released
        if report.report_name == PAPER and record.state == "released":
            return base64.b64decode(record.with_context(bin_size=False).document)
        return super()._quartier_document(report, record, data)
