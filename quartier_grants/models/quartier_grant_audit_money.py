from odoo import models

from .audit_folder import Entry

_DRAWDOWN = (
    "number",
    "state",
    "due_amount",
    "amount",
    "purpose",
    "requested_on",
    "paid_on",
    "paid_amount",
    "cancel_reason",
)
_VOUCHER = (
    "payee",
    "number",
    "invoice_date",
    "paid_on",
    "gross",
    "net",
    "counted_amount",
    "state",
    "confirmed_on",
    "confirmed_by_id",
    "cancel_reason",
    "document_name",
    "note",
)
_SHARE = (
    "quartier_voucher_id",
    "date",
    "name",
    "quartier_budget_line_id",
    "quartier_cost",
    "quartier_eligible",
    "quartier_foreign",
)
_CLAIM = (
    "kind",
    "state",
    "hearing_on",
    "answer_by",
    "reason",
    "amount",
    "interest_amount",
    "reference",
    "notice_on",
    "demanded_amount",
    "demanded_interest",
    "pay_by",
    "objection_on",
    "paid_on",
    "outcome",
)
_INTEREST = (
    "repayment_id",
    "drawdown_id",
    "amount",
    "date_from",
    "date_to",
    "days",
    "days_in_year",
    "base_rate",
    "rate",
    "interest",
)


class QuartierGrant(models.Model):
    """Of an audit folder: drawdowns, vouchers, other money, repayments."""

    _inherit = "quartier.grant"

    def _audit_entries(self):
        yield from super()._audit_entries()
        yield from self._audit_drawdowns()
        yield from self._audit_vouchers()
        yield from self._audit_other_money()
        yield from self._audit_repayments()

    def _audit_drawdowns(self):
        drawdowns = self.drawdown_ids.sorted("number")
        title = self.env._("List of the drawdowns")
        yield from self._audit_list(
            "drawdown",
            title,
            (drawdowns, _DRAWDOWN),
        )
        for drawdown in drawdowns:
            folder = self.env._("Drawdown %s", drawdown.number)
            yield self._audit_printed(
                "drawdown",
                folder,
                "quartier_grants.quartier_grant_drawdown_report",
                drawdown,
                day=drawdown.requested_on,
                folder=folder,
            )
            if drawdown.approval_step_ids:
                yield self._audit_printed(
                    "drawdown",
                    self.env._("Signatures: Drawdown %s", drawdown.number),
                    "quartier_grants.quartier_grant_drawdown_sheet_report",
                    drawdown,
                    day=drawdown.requested_on,
                    folder=folder,
                )
        yield from self._audit_files(
            "drawdown",
            drawdowns,
            lambda row: self.env._("Drawdown %s", row.number),
            lambda row: row.requested_on,
            lambda row: self.env._("Drawdown %s", row.number),
        )

    # -- vouchers

    def _audit_vouchers(self):
        """Yield the vouchers that the user may read; of others it is said how many."""
        shares = self.env["account.analytic.line"].search(
            [("quartier_grant_id", "=", self.id)], order="date, id"
        )
        linked = shares.quartier_voucher_id
        vouchers = self._audit_sorted_vouchers(linked._filtered_access("read"))
        yield from self._audit_voucher_list(vouchers, shares)
        numbers = dict(zip(vouchers.ids, range(1, len(vouchers) + 1), strict=True))
        yield from self._audit_files(
            "voucher",
            vouchers,
            lambda row: row.display_name,
            lambda row: row.paid_on or row.invoice_date,
            lambda row: f"{numbers[row.id]:04} {row.payee}",
            gap=lambda row, files: (
                "" if "document" in files else self.env._("No scan was uploaded.")
            ),
        )
        if hidden := len(linked) - len(vouchers):
            yield Entry(
                "voucher",
                self.env._("Vouchers of other offices: %s", hidden),
                gap=self.env._(
                    "You may not read them. The treasury can give out a folder with"
                    " all of them."
                ),
            )

    def _audit_sorted_vouchers(self, vouchers):
        return vouchers.sorted(
            lambda row: (row.paid_on or row.invoice_date, row.invoice_date, row.id)
        )

    def _audit_voucher_list(self, vouchers, shares):
        title = self.env._("List of the vouchers")
        return self._audit_list(
            "voucher",
            title,
            (vouchers, _VOUCHER),
            (shares, _SHARE),
        )

    def _audit_other_money(self):
        income = self.income_ids.sorted(lambda row: (row.received_on, row.id))
        title = self.env._("Income and own work")
        yield from self._audit_list(
            "voucher",
            title,
            (
                income,
                ("received_on", "name", "funding_line_id", "amount", "reference"),
            ),
            (self.work_ids, ("date", "name", "hours", "hourly_rate", "amount")),
        )
        yield from self._audit_files(
            "voucher",
            income,
            lambda row: row.name,
            lambda row: row.received_on,
            lambda _row: self.env._("Income"),
        )

    # -- repayments

    def _audit_repayments(self):
        claims = self.repayment_ids.sorted(lambda row: (row.hearing_on, row.id))
        title = self.env._("List of the repayments")
        yield from self._audit_list(
            "repayment",
            title,
            (claims, _CLAIM),
            (claims.line_ids, _INTEREST),
        )
        yield from self._audit_files(
            "repayment",
            claims,
            lambda row: row.display_name,
            lambda row: row.notice_on or row.hearing_on,
            gap=lambda row, files: (
                self.env._("The funder's notice was not uploaded.")
                if row.notice_on and "file" not in files
                else ""
            ),
        )
