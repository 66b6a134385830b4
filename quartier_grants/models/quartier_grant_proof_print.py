import base64
import textwrap

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import format_date

# so many vouchers fit on a page, as a table and as lines
ROWS_A_PAGE, LINES_A_PAGE = 40, 60
MOST_AS_TABLE = 200
# of the columns, in characters; below 0: set to the right
PLAIN_WIDTHS = (-5, 10, 10, 34, 18, -14, -14)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class QuartierGrantProof(models.Model):
    """A proof on paper and as a workbook; what was handed in is kept."""

    _inherit = "quartier.grant.proof"

    kept_pdf = fields.Binary(
        string="Proof as Handed In (PDF)", attachment=True, readonly=True, copy=False
    )
    kept_pdf_name = fields.Char(readonly=True, copy=False)
    kept_xlsx = fields.Binary(
        string="Proof as Handed In (XLSX)", attachment=True, readonly=True, copy=False
    )
    kept_xlsx_name = fields.Char(readonly=True, copy=False)
    kept_form = fields.Binary(
        string="Funder's Form as Handed In", attachment=True, readonly=True, copy=False
    )
    kept_form_name = fields.Char(readonly=True, copy=False)

    def action_print(self):
        report = self.env.ref("quartier_grants.quartier_grant_proof_report")
        return report.report_action(self)

    def action_workbook(self):
        """Download the workbook: what was handed in, or as it is now."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/quartier/foerderung/nachweis/{self.id}.xlsx",
            "target": "download",
        }

    def action_form(self):
        """Download the funder's own form, filled in."""
        self.ensure_one()
        self._check_form()
        return {
            "type": "ir.actions.act_url",
            "url": f"/quartier/foerderung/nachweis/{self.id}/formular.xlsx",
            "target": "download",
        }

    def _render_document(self):
        """Return the proof as it would be printed now, bytes."""
        report = self.env.ref("quartier_grants.quartier_grant_proof_report")
        return report._quartier_render(report.sudo(), self, {})

    def _keep_documents(self):
        """Keep what was handed in; what was handed in before stays in the messages."""
        name = self._in_office_language()._document_name()
        files = {
            "kept_pdf": (f"{name}.pdf", self._render_document()),
            "kept_xlsx": (f"{name}.xlsx", self._workbook()),
        }
        if self.program_id.proof_template:
            form = self._in_office_language().env._("Form")
            files["kept_form"] = (f"{name} ({form}).xlsx", self._filled_form())
        values = {}
        for field, (file_name, content) in files.items():
            values[field] = base64.b64encode(content)
            values[f"{field}_name"] = file_name
        self.write(values)
        self.message_post(
            body=self.env._("Handed in as attached."),
            attachments=list(files.values()),
            author_id=self.env.user.partner_id.id,
        )

    def _workbook_file(self):
        """Return name and content of the workbook: as handed in, or as it is now."""
        return self._kept_file("kept_xlsx") or (
            f"{self._in_office_language()._document_name()}.xlsx",
            self._workbook(),
        )

    def _form_file(self):
        """Return name and content of the funder's form, likewise."""
        proof = self._in_office_language()
        name, form = proof._document_name(), proof.env._("Form")
        return self._kept_file("kept_form") or (
            f"{name} ({form}).xlsx",
            self._filled_form(),
        )

    def _kept_file(self, field):
        self.ensure_one()
        proof = self.with_context(bin_size=False)
        if self.state not in ("submitted", "examined") or not proof[field]:
            return None
        return proof[f"{field}_name"], base64.b64decode(proof[field])

    # -- lists

    def _voucher_rows(self):
        """Return the shares that the proof lists, in the order they were paid.

        :return: ``account.analytic.line``, with ``sudo()``
        """
        domain = self._share_domain()
        if self.kind == "interim" and self.date_from:
            domain &= Domain("quartier_voucher_id.paid_on", ">=", self.date_from)
        # sudo: who reads the proof reads its list of vouchers; shares of other offices'
        # vouchers on this grant belong to it
        shares = self.env["account.analytic.line"].sudo().search(domain)
        return shares.sorted(
            lambda row: (
                row.quartier_voucher_id.paid_on,
                row.quartier_voucher_id.id,
                row.id,
            )
        )

    def _pages(self, shares):
        """Return the list of vouchers as it is printed, page by page.

        Long lists are set as plain lines: as tables, whose every cell is laid out and
        tagged, two thousand vouchers take the printer half a minute.

        :param shares: ``account.analytic.line`` as from :meth:`_voucher_rows`
        :return: dicts of ``rows`` (texts of the columns), ``lines`` (one text; then no
            rows are set) and ``sums``, those on the last page alone
        :rtype: list[dict]
        """
        pages, plain = [], len(shares) > MOST_AS_TABLE
        step = LINES_A_PAGE if plain else ROWS_A_PAGE
        for start in range(0, len(shares), step):
            page = shares[start : start + step]
            rows = [self._voucher_texts(*row) for row in enumerate(page, start + 1)]
            lines = plain and "\n".join(map(self._plain_line, rows))
            pages.append({"rows": rows, "lines": lines, "sums": None})
        pages[-1]["sums"] = (
            self._amount_text(-sum(shares.mapped("amount"))),
            self._amount_text(sum(shares.mapped("quartier_eligible"))),
        )
        return pages

    def _plain_line(self, texts):
        """Return the texts of a voucher's columns as a line of fixed width."""
        cells = []
        for text, width in zip(map(str, texts), PLAIN_WIDTHS, strict=True):
            text = textwrap.shorten(text, abs(width), placeholder="…")
            cells.append(text.rjust(-width) if width < 0 else text.ljust(width))
        return "  ".join(cells)

    def _plain_sums(self, sums):
        return self.env._(
            "Total: %(shares)s, of it eligible: %(eligible)s",
            shares=sums[0],
            eligible=sums[1],
        )

    def _plain_heads(self):
        return self._plain_line(
            (
                self.env._("No."),
                self.env._("Paid on"),
                self.env._("Dated"),
                self.env._("Payee, Number"),
                self.env._("Line"),
                self.env._("Share"),
                self.env._("Eligible"),
            )
        )

    def _voucher_texts(self, number, share):
        voucher = share.quartier_voucher_id
        return (
            number,
            format_date(self.env, voucher.paid_on),
            format_date(self.env, voucher.invoice_date),
            f"{voucher.payee}, {voucher.number}",
            share.quartier_budget_line_id.name or "",
            self._amount_text(-share.amount),
            self._amount_text(share.quartier_eligible),
        )

    def _income_rows(self):
        """Return payouts, repayments and other income, in order of the days.

        :rtype: list[dict]
        """
        first = self.date_from if self.kind == "interim" else None
        last = None if self._is_last() else self.date_to
        # sudo: who reads the proof reads its income
        grant = self.grant_id.sudo()
        rows = [
            {
                "on": row.paid_on,
                "text": row.display_name,
                "line": grant.funder_id.name or "",
                "amount": row.paid_amount,
            }
            for row in grant.drawdown_ids
            if row.state == "paid"
        ]
        rows += [
            {
                "on": row.paid_on,
                "text": row.display_name,
                "line": grant.funder_id.name or "",
                "amount": -row.demanded_amount,
            }
            for row in grant.repayment_ids
            if row.state == "paid" and row.demanded_amount
        ]
        rows += [
            {
                "on": row.received_on,
                "text": row.name,
                "line": row.funding_line_id.display_name,
                "amount": row.amount,
            }
            for row in grant.income_ids
            if not self.date_to or row.received_on <= self.date_to
        ]
        return sorted(
            (
                row
                for row in rows
                if (not first or row["on"] >= first) and (not last or row["on"] <= last)
            ),
            key=lambda row: row["on"],
        )

    def _facts(self):
        """Return what stands above the figures, as pairs of label and text."""
        grant = self.grant_id
        award = grant.award_id
        period = " – ".join(
            format_date(self.env, day) for day in (self.date_from, self.date_to) if day
        )
        facts = [
            (self.env._("Measure"), grant.name),
            (self.env._("Programme"), grant.program_id.name),
            (self.env._("Funder"), grant.funder_id.name),
            (self.env._("Funder's Reference"), grant.funder_reference),
            (
                self.env._("Award Letter"),
                award and f"{award.reference}, {format_date(self.env, award.date)}",
            ),
            (self.env._("Period Reported"), period),
        ]
        return [(label, text) for label, text in facts if text]

    def _checked_text(self):
        """Return who confirmed the proof, and when."""
        return self.env._(
            "Checked by %(name)s on %(day)s.",
            name=self.checked_by_id.name,
            day=format_date(self.env, self.checked_on),
        )
