import io

from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PaperCommon


@tagged("standard", "post_install", "-at_install")
class TestCommitteePaperDocument(PaperCommon):
    """The printed paper: accessible, in the office's language."""

    def _print(self, papers, user=None):
        report = self.env.ref("quartier_management.quartier_committee_paper_report")
        content, kind = (
            report.with_user(user or self.reader)
            .with_context(force_report_rendering=True, lang="en_US")
            ._render_qweb_pdf(report.report_name, papers.ids)
        )
        self.assertEqual(kind, "pdf")
        return PdfReader(io.BytesIO(content))

    def _text(self, reader):
        return " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    def test_accessible(self):
        paper = self._draft(self._new_paper(name="Bericht für alle", number="7/24"))
        reader = self._print(paper)
        root = reader.trailer["/Root"]
        self.assertEqual(root["/Lang"], "de-DE")
        self.assertTrue(root["/MarkInfo"]["/Marked"])
        self.assertIn("/StructTreeRoot", root)
        self.assertIn("pdfuaid", reader.xmp_metadata.stream.get_data().decode())
        self.assertEqual(reader.metadata.title, "7/24 – Bericht für alle")
        self.assertTrue(reader.outline)
        width, height = (
            float(side) / 72 * 25.4 for side in reader.pages[0].mediabox[2:]
        )
        self.assertAlmostEqual(width, 210, delta=1)
        self.assertAlmostEqual(height, 297, delta=1)

    def test_in_the_words_of_the_office(self):
        event = self._new_festival('Fest „Für" <alle> & مرحبا', quartier_headcount=3)
        paper = self._draft()
        text = self._text(self._print(paper))
        for expected in (
            "Sachverhalt",
            "Finanzielle Auswirkungen Keine.",
            "Anlagen Keine.",
            "Probeweg 1",
            "Seite 1 von",
            "Entwurf",
            '„Fest „Für" <alle> &',
        ):
            self.assertIn(expected.casefold(), text.casefold())
        self.assertNotIn("Klima", text)
        self._statement(paper, event).action_drop()
        self.assertNotIn("<alle>", self._text(self._print(paper)))

    def test_several_papers(self):
        papers = self._draft() + self._draft(self._new_paper(name="Zweite Vorlage"))
        self.assertIn("Zweite Vorlage", self._text(self._print(papers)))

    def test_nobody_prints_what_they_may_not_read(self):
        paper = self._draft()
        with self.assertRaisesRegex(Exception, "not allowed"):
            self._print(paper, user=self.employee)

    def test_pdf_only(self):
        report = self.env.ref("quartier_management.quartier_committee_paper_report")
        with self.assertRaises(UserError):
            report._render_qweb_html(report.report_name, self._new_paper().ids)

    def test_nothing_is_fetched(self):
        report = self.env["ir.actions.report"]
        head = "<html lang='de'><head><title>x</title></head>"
        html = f"{head}<body><img alt='' src='file:///etc/passwd'/></body></html>"
        with self.assertLogs("weasyprint", "ERROR") as logs:
            report._quartier_html_to_pdf(html)
        self.assertIn("/etc/passwd", logs.output[0])
