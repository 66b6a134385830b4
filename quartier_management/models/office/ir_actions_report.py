import io
import logging

from odoo import fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)
# it reports every step of every document
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
# control characters; word processors break lines with the vertical tab
_CONTROL = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {11: "\n"}


class IrActionsReport(models.Model):
    """Accessible PDF: tagged, with language, title, bookmarks and page numbers.

    Odoo's wkhtmltopdf can do none of this. A report that asks for it is rendered by
    WeasyPrint instead, one document a record, with a template that calls
    ``quartier_management.print_layout``.
    """

    _inherit = "ir.actions.report"

    quartier_accessible = fields.Boolean(
        string="Accessible PDF",
        help="Print as a tagged PDF/UA document, without wkhtmltopdf.",
    )

    def _get_readable_fields(self):
        return super()._get_readable_fields() | {"quartier_accessible"}

    def report_action(self, docids, data=None, config=True):
        if not self.quartier_accessible:
            return super().report_action(docids, data=data, config=config)
        # the client need not ask for wkhtmltopdf, nor anyone choose a layout of Odoo's
        action = super().report_action(docids, data=data, config=False)
        return {**action, "quartier_accessible": True}

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        report = self._get_report(report_ref)
        if not report.quartier_accessible:
            return super()._render_qweb_pdf_prepare_streams(
                report_ref, data, res_ids=res_ids
            )
        if not res_ids:
            raise UserError(self.env._("There is nothing to print."))
        return {
            record.id: {
                "stream": io.BytesIO(self._quartier_document(report, record, data)),
                "attachment": None,
            }
            for record in self.env[report.model].browse(res_ids)
        }

    def _render_qweb_html(self, report_ref, docids, data=None):
        if self._get_report(report_ref).quartier_accessible:
            raise UserError(self.env._("This document exists as PDF only."))
        return super()._render_qweb_html(report_ref, docids, data=data)

    def _quartier_document(self, report, record, data):
        """Return the PDF of one record; hook for documents that are frozen.

        :param report: the report, with sudo
        :param record: one record, with the rights of who prints
        :return: bytes
        """
        record.check_access("read")
        return self._quartier_render(report, record, data)

    def _quartier_render(self, report, record, data):
        """Return the PDF of one record as it is now, bytes."""
        values = self._get_rendering_context(report, record.ids, dict(data or {}))
        html = self._render_template(report.report_name, values)
        return self._quartier_html_to_pdf(html)

    def _quartier_html_to_pdf(self, html):
        """Turn a whole HTML page into a tagged PDF (PDF/UA-1).

        Nothing is fetched while printing: images come as ``data:`` addresses.

        :param html: str or bytes
        :return: bytes
        :raise UserError: the server lacks WeasyPrint's libraries
        """
        try:
            # its libraries are the system's: without them printing fails, not Odoo
            from weasyprint import HTML
            from weasyprint.urls import URLFetcher
        except (ImportError, OSError) as error:
            _logger.warning("WeasyPrint cannot be loaded: %s", error)
            raise UserError(
                self.env._(
                    "PDF documents cannot be printed, because the server lacks Pango."
                    " Please ask your administrator to install libpango-1.0-0,"
                    " libpangoft2-1.0-0 and libharfbuzz-subset0."
                )
            ) from error
        if isinstance(html, bytes):
            html = html.decode()
        # pasted text may hold characters that no font has, nor a PDF/UA may
        html = html.translate(_CONTROL)
        fetcher = URLFetcher(allowed_protocols={"data"})
        return HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1")
