import io

from pypdf import PdfReader

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .people_common import PeopleCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerDocuments(PeopleCommon):
    """The letter for the certificate, and the information sheet."""

    def _print(self, name, record, user=None):
        report = self.env.ref(f"quartier_volunteers.{name}")
        content, _kind = (
            report.with_user(user or self.coordinator)
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(report.report_name, record.ids)
        )
        reader = PdfReader(io.BytesIO(content))
        self.assertTrue(reader.trailer["/Root"]["/MarkInfo"]["/Marked"])
        return " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    def test_letter(self):
        self.vera.partner_id.write({"street": "Weg 1", "zip": "52249"})
        self.vera.kind_ids = self.kind
        with freeze_time("2026-03-04 23:30"):
            text = self._print("quartier_volunteer_conduct_report", self.vera)
        for expected in ("Vera Frei", "Weg 1", "Ausschank", "§ 12 JVKostG", "5, 2026"):
            self.assertIn(expected, text)

    def test_letter_of_nobody_elses(self):
        for user in (self.coordinator_ost, self.office):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._print("quartier_volunteer_conduct_report", self.vera, user)

    def test_sheet(self):
        self._require(self.infection)
        self.infection.sheet_allowed = True
        event = self._new_event(self.manager, name="Spielplatzfest")
        shift = self._new_shift(event_id=event.id)
        self._assign(self.vera, shift)
        text = self._print("quartier_volunteer_sheet_report", event)
        for expected in ("Spielplatzfest", "§ 42 IfSG", "Vera Frei", "Signature"):
            self.assertIn(expected, text)
