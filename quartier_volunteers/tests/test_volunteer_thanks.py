import base64
import io

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.letter_pdf import Letter, letters_pdf
from .hours_common import HoursCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerThanks(HoursCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("base.EUR")
        cls.volunteer.partner_id.sudo().write(
            {"street": "Indestraße 1", "zip": "52249", "city": "Eschweiler"}
        )
        cls.west.sudo().write({"street": "Gutenbergstraße 52", "city": "Eschweiler"})
        cls._new_hours(2, kind_id=cls.kind.id, state="approved")
        cls._new_hours(1.5, date="2025-11-01", state="approved")
        cls._new_hours(5, state="submitted", date="2026-05-17")

    def _certificate(self, user=None, **values):
        return (
            self.env["quartier.volunteer.certificate"]
            .with_user(user or self.coordinator)
            .create({"volunteer_ids": self.volunteer.ids, **values})
        )

    def _pages(self, content):
        return PdfReader(io.BytesIO(content)).pages

    def test_certificate(self):
        other = self._new_volunteer(name="Otto Weit")
        self._new_hours(1, volunteer_id=other.id, state="locked")
        wizard = self._certificate(
            volunteer_ids=(self.volunteer + other).ids,
            date_from="2026-01-01",
            date_to="2026-05-20",
        )
        wizard.action_print()
        report = self.env.ref(
            "quartier_volunteers.quartier_volunteer_certificate_report"
        ).with_user(self.coordinator)
        content, _kind = report.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(report.report_name, wizard.ids)
        first, second = (page.extract_text() for page in self._pages(content))
        self.assertIn("Vera Frei", first)
        self.assertIn("Ausschank", first)
        self.assertIn("2", first)
        self.assertNotIn("3.5", first)
        self.assertIn("Eschweiler, May 20, 2026", first)
        self.assertIn("Otto Weit", second)
        self.assertTrue(PdfReader(io.BytesIO(content)).trailer["/Root"]["/MarkInfo"])

    def test_no_certificate_without_hours(self):
        wizard = self._certificate(date_from="2024-01-01", date_to="2024-12-31")
        with self.refused(UserError, "Vera Frei"):
            wizard.action_print()

    def test_nobody_else_prints(self):
        with self.assertRaises(AccessError):
            self._certificate(self.coordinator_ost)
        with self.assertRaises(AccessError):
            self._certificate(self.office)
        wizard = self._certificate()
        with self.assertRaises(AccessError):
            wizard.with_user(self.coordinator_ost).read(["praise"])

    def _thanks(self, user=None, **values):
        return (
            self.env["quartier.volunteer.thanks"]
            .with_user(user or self.coordinator)
            .create({"year": "2026", **values})
        )

    def test_letters(self):
        nowhere = self._new_volunteer(name="Ohne Anschrift")
        self._new_hours(9, volunteer_id=nowhere.id, state="approved")
        few = self._new_volunteer(name="Wenig Zeit")
        self._new_hours(0.5, volunteer_id=few.id, state="approved")
        wizard = self._thanks()
        self.assertEqual(wizard.letter_count, 1)
        self.assertEqual(wizard.skipped, "Ohne Anschrift")
        wizard.action_print()
        (page,) = self._pages(base64.b64decode(wizard.file))
        text = page.extract_text()
        for part in ("Vera Frei", "Indestraße 1", "52249 Eschweiler", "gave 2 hours"):
            self.assertIn(part, text)
        self.assertNotIn("[", text)

    def test_nobody_to_thank(self):
        for values in ({"year": "2020"}, {"year": "MMXX"}, {"least_hours": 500}):
            with self.subTest(values=values), self.assertRaises(UserError):
                self._thanks(**values).action_print()
        with self.refused(UserError, "too long"):
            self._thanks(text="Wort " * 450 + "\n\n" * 120).action_print()

    def test_other_offices_are_not_written_to(self):
        wizard = self._thanks(self.coordinator_ost, quartier_id=self.west.id)
        self.assertEqual((wizard.letter_count, wizard.skipped), (0, ""))

    def test_the_file_is_its_makers(self):
        wizard = self._thanks()
        wizard.action_print()
        other = self.coordinator.copy({"login": "other_coordinator"})
        for user in (self.coordinator_ost, other, self.admin):
            with self.assertRaises(AccessError):
                wizard.with_user(user).read(["file"])

    def test_thousand_letters(self):
        letter = Letter(
            ["Şule Öztürk", "Weg 1", "52249 Eschweiler"], "Dank", ["Text"], ["Mira"]
        )
        content = letters_pdf([letter] * 1000, "Büro", ["Büro"], "Dank", "de-DE")
        pages = self._pages(content)
        self.assertEqual(len(pages), 1000)
        self.assertIn("Şule", pages[999].extract_text())
