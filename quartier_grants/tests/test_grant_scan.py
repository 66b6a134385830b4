from base64 import b64decode, b64encode

from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from ..models import quartier_grant_scan, scan_file
from .voucher_common import VoucherCommon

PDF = b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0 picture \xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n picture IEND\xaeB`\x82"


class ScanCommon(VoucherCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scans = cls.env["quartier.grant.scan"].with_user(cls.grant_user)

    @classmethod
    def _take_in(cls, content=PDF, name="rechnung.pdf", user=None, **values):
        scans = cls.scans.with_user(user or cls.grant_user)
        return scans.browse(scans.take_in(name, b64encode(content).decode(), **values))

    def _new_scan(self, **values):
        """A scan of which all is noted that a voucher needs."""
        scan = self._take_in()
        scan.write(
            {
                "payee": "Druckerei",
                "number": "7",
                "invoice_date": "2026-03-10",
                "gross": 119,
                **values,
            }
        )
        return scan

    def _refused(self, *arguments, **values):
        with self.assertRaises(UserError) as raised:
            self._take_in(*arguments, **values)
        return str(raised.exception)


@tagged("standard", "post_install", "-at_install")
class TestGrantScan(ScanCommon):
    """A scan waits for its voucher."""

    def test_kinds(self):
        for content, kind in (
            (PDF, "application/pdf"),
            (JPEG, "image/jpeg"),
            (PNG, "image/png"),
            (b"<html>%PDF-", None),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
            (b"GIF89a", None),
            (b"", None),
        ):
            with self.subTest(content=content):
                self.assertEqual(scan_file.kind_of(content), kind)
                self.assertEqual(scan_file.is_whole(content), bool(kind))

    def test_becomes_a_voucher(self):
        scan = self._new_scan(note="Plakate")
        self.assertTrue(scan.is_pdf)
        action = scan.action_record()
        voucher = self.env[action["res_model"]].browse(action["res_id"])
        self.assertRecordValues(
            voucher,
            [
                {
                    "state": "draft",
                    "payee": "Druckerei",
                    "gross": 119,
                    "document_name": "rechnung.pdf",
                    "note": "Plakate",
                    "quartier_id": self.west.id,
                    "create_uid": self.grant_user.id,
                }
            ],
        )
        self.assertEqual(b64decode(voucher.document), PDF)
        self.assertFalse(scan.exists())
        files = self.env["ir.attachment"].search(
            [("res_model", "=", scan._name), ("res_field", "=", "document")]
        )
        self.assertFalse(files, "the file went with it")

    def test_grant_that_was_chosen(self):
        """Scans are dropped on the vouchers of one grant."""
        context = self.grant.action_view_vouchers()["context"]
        action = self._new_scan().with_context(**context).action_record()
        voucher = self.env["quartier.grant.voucher"].browse(action["res_id"])
        self.assertEqual(voucher.share_ids.quartier_grant_id, self.grant)
        self.assertEqual((voucher.shared_amount, voucher.rest_amount), (119, 0))

    def test_missing_is_named(self):
        scan = self._new_scan(payee=False, gross=0)
        with self.assertRaisesRegex(UserError, "Payee, Gross"):
            scan.action_record()
        self.assertTrue(scan.exists())

    def test_invoice_that_is_booked_already(self):
        self._new_voucher(payee="Druckerei GmbH", number="07")
        scan = self._new_scan()
        self.assertIn("is booked already", scan.twin_note)
        with self.assertRaisesRegex(UserError, "is booked already"):
            scan.action_record()

    @freeze_time("2026-03-01 10:00:00")
    def test_forgotten_ones_are_deleted(self):
        scan = self._take_in()
        self.assertEqual(scan.delete_on, Date.to_date("2026-05-30"), "90 days")
        with freeze_time("2026-05-30 10:00:00"):
            self.scans.sudo()._cron_delete()
            self.assertTrue(scan.exists())
        with freeze_time("2026-05-31 10:00:00"):
            self.scans.sudo()._cron_delete()
            self.assertFalse(scan.exists())


@tagged("standard", "post_install", "-at_install")
class TestGrantScanRefusal(ScanCommon):
    """What is no scan, or no new one."""

    def test_content_counts_and_not_the_name(self):
        self.assertIn("no PDF, JPG or PNG", self._refused(b"<html></html>", "a.pdf"))
        self.assertIn("no PDF, JPG or PNG", self._refused(b"", "a.pdf"))
        self.assertTrue(self._take_in(PNG, "ohne Endung"))

    def test_no_base64(self):
        for data in ("nicht/base64!", "äöü", 7, None):
            with self.subTest(data), self.assertRaises(UserError):
                self.scans.take_in("a.pdf", data)

    def test_broken_off(self):
        self.assertIn("not transferred whole", self._refused(PDF[:20]))

    def test_too_large(self):
        self.patch(quartier_grant_scan, "MAX_BYTES", 40)
        self._take_in(PDF)
        self.assertIn("larger than", self._refused(PDF + b" " * 20))

    def test_twice(self):
        self._take_in(name="erste.pdf")
        self.assertIn("as “erste.pdf”", self._refused(name="zweite.pdf"))

    def test_scan_of_a_voucher(self):
        voucher = self._new_voucher(document=b64encode(PDF), number="RE-77")
        self.assertIn("RE-77", self._refused())
        voucher.action_confirm()
        self.assertIn("RE-77", self._refused())
        voucher.action_cancel("Falscher Betrag")
        self.assertTrue(self._take_in(), "it can be booked anew")

    def test_other_offices_tell_nothing(self):
        self._new_voucher(document=b64encode(PDF), number="RE-77")
        text = self._refused(user=self.grant_ost)
        self.assertIn("another office", text)
        for secret in ("RE-77", "Malerbetrieb", self.west.name):
            self.assertNotIn(secret, text)

    def test_other_offices_scans_are_no_matter(self):
        self._take_in()
        self.assertTrue(self._take_in(user=self.grant_ost))

    def test_whose_it_is(self):
        with self.assertRaises(AccessError):
            self._take_in(quartier_id=self.ost.id)
        with self.assertRaises(AccessError):
            self._take_in(user=self._new_user("nobody", "base.group_user"))
        scan = self._take_in()
        for name in ("action_record", "unlink", "read"):
            with self.subTest(name), self.assertRaises(AccessError):
                getattr(scan.with_user(self.grant_ost), name)()
        with self.assertRaises(AccessError):
            scan.quartier_id = self.ost

    def test_finance_belongs_to_no_office(self):
        self.finance.quartier_ids = False
        scan = self._take_in(user=self.finance)
        self.assertFalse(scan.sudo().quartier_id)
        with self.assertRaisesRegex(UserError, "Neighbourhood"):
            scan.action_record()
        scan.quartier_id = self.west
        self.assertTrue(scan.with_user(self.grant_user).name)

    def test_nobody_replaces_the_file(self):
        scan = self._take_in()
        with self.assertRaises(AccessError):
            scan.document = b64encode(JPEG)
        file = self.env["ir.attachment"].search(
            [("res_model", "=", scan._name), ("res_field", "=", "document")]
        )
        with self.assertRaises(AccessError):
            file.with_user(self.grant_user).raw = b"<html></html>"
        with self.assertRaises(AccessError):
            self.scans.create({"name": "a", "quartier_id": self.west.id})


@tagged("standard", "post_install", "-at_install")
class TestGrantScanPages(ScanCommon, HttpCase):
    def test_file_is_the_teams(self):
        scan = self._take_in()
        path = f"/web/content/quartier.grant.scan/{scan.id}/document"
        for user, status in ((self.grant_user, 200), (self.grant_ost, 404)):
            self.authenticate(user.login, user.login)
            answer = self.url_open(path)
            self.assertEqual(answer.status_code, status)
        self.authenticate(None, None)
        self.assertEqual(self.url_open(path).status_code, 404)

    def test_pick_one(self):
        """By the button, as without a mouse."""
        self.start_tour(
            "/odoo/belege", "quartier_grant_scan_pick", login=self.grant_user.login
        )
        voucher = self.env["quartier.grant.voucher"].search([("number", "=", "S-1")])
        self.assertEqual((voucher.gross, voucher.document_name), (80, "bon.png"))
        self.assertFalse(self.scans.search_count([]))

    @mute_logger("odoo.http")
    def test_drop_several(self):
        """One of them is no scan; the others come in."""
        self.start_tour(
            "/odoo/belege", "quartier_grant_scan_drop", login=self.grant_user.login
        )
        self.assertEqual(self.scans.search([]).mapped("name"), ["eins.png", "zwei.png"])
