from io import BytesIO

from pypdf import PdfReader

from odoo.tests import tagged

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantPrint(GrantCommon):
    def _text(self, printed):
        pages = PdfReader(BytesIO(printed)).pages
        return " ".join("".join(page.extract_text() for page in pages).split())

    def test_application(self):
        grant = self._new_grant(costs=(1000, 234.5), summary="Kurz gesagt")
        self.west.lang = "de_DE"
        text = self._text(grant._render_document())
        for part in (
            "Probeantrag",
            "Kurz gesagt",
            "Posten 2",
            "1.234,50",
            "Kostenplan",
        ):
            self.assertIn(part, text)

    def test_sheet(self):
        self._new_rule("Leitung", self.head)
        grant = self._new_draft()
        grant.action_request_approval()
        grant.sudo().approval_step_ids.with_user(self.head).action_approve()
        report = self.env.ref("quartier_grants.quartier_grant_sheet_report")
        printed, _kind = (
            report.with_user(self.grant_user)
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(report.report_name, grant.ids)
        )
        self.assertIn("Test head", self._text(printed))

    def test_drawdown(self):
        grant = self._new_running()
        drawdown = (
            self.env["quartier.grant.drawdown"]
            .with_user(self.grant_user)
            .create({"grant_id": grant.id, "purpose": "Spielgeräte", "amount": 500})
        )
        self.west.lang = "de_DE"
        report = self.env.ref("quartier_grants.quartier_grant_drawdown_report")
        text = self._text(report._quartier_render(report.sudo(), drawdown, {}))
        for part in ("Spielgeräte", "Probeantrag", "500,00"):
            self.assertIn(part, text)
