from odoo import models

from . import proof_workbook


class QuartierGrantProof(models.Model):
    """A proof as a workbook of its own, with formulas."""

    _inherit = "quartier.grant.proof"

    def _workbook(self):
        """Return the proof as a workbook with formulas, bytes."""
        self.ensure_one()
        proof = self._in_office_language()
        return proof_workbook.write(proof._workbook_content())

    def _workbook_content(self):
        lines = self.line_ids
        return proof_workbook.Content(
            title=self.display_name,
            facts=self._facts(),
            labels=self._workbook_labels(),
            costs=self._workbook_lines(lines.filtered(lambda row: row.side == "cost")),
            funding=self._workbook_lines(
                lines.filtered(lambda row: row.side == "funding")
            ),
            sums=[
                (self._fields[name].get_description(self.env)["string"], self[name])
                for name in self._TOTALS
            ],
            vouchers=[
                (
                    number,
                    row.quartier_voucher_id.paid_on,
                    row.quartier_voucher_id.invoice_date,
                    row.quartier_voucher_id.payee,
                    row.quartier_voucher_id.number,
                    row.name or "",
                    row.quartier_budget_line_id.name or "",
                    row.quartier_voucher_id.gross,
                    -row.amount,
                    row.quartier_eligible,
                )
                for number, row in enumerate(self._voucher_rows(), 1)
            ],
            income=[
                (number, row["on"], row["text"], row["line"], row["amount"])
                for number, row in enumerate(self._income_rows(), 1)
            ],
            items=[
                (
                    number,
                    item.name,
                    item.number or "",
                    item.acquired_on,
                    item.amount,
                    item.place or "",
                    item.binding_until or "",
                    item.binding_source or "",
                )
                for number, item in enumerate(self.grant_id.item_ids, 1)
            ],
            report=self._report_parts(),
        )

    def _workbook_lines(self, lines):
        return [
            proof_workbook.Line(
                name=line.name,
                planned=line.planned_amount,
                changed=line.changed_amount,
                before=line.before_amount,
                actual=line.actual_amount,
                eligible=line.eligible_amount,
                explanation=line.explanation or "",
            )
            for line in lines
        ]

    def _workbook_labels(self):
        """Return the words of the workbook, in the language of the office."""
        return proof_workbook.Labels(
            sheet_figures=self.env._("Figures"),
            sheet_vouchers=self.env._("Vouchers"),
            sheet_income=self.env._("Income"),
            sheet_items=self.env._("Inventory"),
            sheet_report=self.env._("Report"),
            costs=self.env._("Costs"),
            funding=self.env._("Financing"),
            total=self.env._("Total"),
            line=self.env._("Line"),
            planned=self.env._("Planned"),
            changed=self.env._("Changed"),
            before=self.env._("Of It Before"),
            actual=self.env._("Actual"),
            eligible=self.env._("Eligible"),
            deviation=self.env._("Deviation"),
            percent=self.env._("Deviation in %"),
            explanation=self.env._("Explanation"),
            vouchers=(
                self.env._("No."),
                self.env._("Paid on"),
                self.env._("Dated"),
                self.env._("Payee"),
                self.env._("Invoice Number"),
                self.env._("Purpose"),
                self.env._("Line"),
                self.env._("Gross"),
                self.env._("Share"),
                self.env._("Eligible"),
            ),
            income=(
                self.env._("No."),
                self.env._("Received on"),
                self.env._("What"),
                self.env._("From Whom"),
                self.env._("Amount"),
            ),
            items=(
                self.env._("No."),
                self.env._("Item"),
                self.env._("Inventory Number"),
                self.env._("Acquired on"),
                self.env._("Price"),
                self.env._("Where It Is"),
                self.env._("Bound until"),
                self.env._("Bound by"),
            ),
        )
