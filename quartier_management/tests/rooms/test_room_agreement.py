import io

from pypdf import PdfReader

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import RoomCommon


@tagged("standard", "post_install", "-at_install")
class TestRoomAgreement(RoomCommon):
    """The agreement that a group signs, by the office's clock."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("de_DE")
        cls.west.lang = "de_DE"
        cls.choir = cls.env["res.partner"].create(
            {"name": "Probechor <e.V.>", "is_company": True, "city": "Probestadt"}
        )
        cls.room.sudo().write(
            {
                "setup_minutes": 15,
                "teardown_minutes": 30,
                "house_rules": "<ul><li>Nicht rauchen.</li></ul>",
            }
        )
        cls.layout = cls.env["quartier.room.layout"].create(
            {"name": "Stuhlkreis", "room_id": cls.room.id, "capacity": 25}
        )
        cls.booking = cls._new_booking(
            "2030-03-04 17:00",
            "2030-03-04 19:00",
            partner_id=cls.choir.id,
            attendance=20,
            layout_id=cls.layout.id,
        )

    def _print(self, bookings, user=None):
        report = self.env.ref("quartier_management.quartier_room_agreement_report")
        content, _kind = (
            report.with_user(user or self.office)
            .with_context(force_report_rendering=True, lang="en_US")
            ._render_qweb_pdf(report.report_name, bookings.ids)
        )
        return PdfReader(io.BytesIO(content))

    def _text(self, reader):
        return " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    def test_document(self):
        reader = self._print(self.booking)
        self.assertEqual(reader.trailer["/Root"]["/Lang"], "de-DE")
        self.assertTrue(reader.trailer["/Root"]["/MarkInfo"]["/Marked"])
        self.assertEqual(len(reader.pages), 1, "the signatures stand below the rules")
        text = self._text(reader)
        for expected in (
            "Nutzungsvereinbarung",
            "Probechor <e.V.>",
            "Montag, 4. März 2030, 18:00–20:00",
            "Montag, 4. März 2030, 17:45–20:30",
            "20, höchstens 25",
            "Stuhlkreis",
            "Nicht rauchen.",
            "Schlüssel",
            "Unterschrift",
        ):
            self.assertIn(expected, text)

    def test_several_bookings(self):
        second = self._new_booking(
            "2030-03-11 17:00", "2030-03-11 19:00", partner_id=self.choir.id
        )
        text = self._text(self._print(self.booking + second))
        self.assertIn("4. März 2030", text)
        self.assertIn("11. März 2030", text)

    def test_person_of_the_office(self):
        person = self._new_resident(self.office)
        booking = self._new_booking(
            "2030-03-12 17:00", "2030-03-12 19:00", partner_id=person.id
        )
        self.assertIn("Rosa Geheim", self._text(self._print(booking)))
        with self.assertRaises(AccessError):
            self._print(booking, self.reader)
