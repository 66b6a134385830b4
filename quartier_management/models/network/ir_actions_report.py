from odoo import models


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _quartier_document(self, report, record, data):
        # whichever way it is asked for: the right is checked, and who got it is noted
        if report.report_name != "quartier_management.person_file":
            return super()._quartier_document(report, record, data)
        record._quartier_check_file()
        document = super()._quartier_document(report, record, data)
        record._quartier_note_file("PDF")
        return document
