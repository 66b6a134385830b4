import base64
import gc
import hashlib
import io
import os
import tempfile
import zipfile
from contextlib import closing
from unittest.mock import patch

import openpyxl
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..models import audit_zip
from ..models.audit_stream import SUMS
from .proof_common import TODAY, ProofCommon

LARGE = 100_000_000
QUIET = "odoo.addons.quartier_grants.models.audit_stream"


class AuditCommon(ProofCommon):
    """A grant with a document in every section of its folder."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grant = cls.grant.with_user(cls.grant_manager)
        cls.voucher = cls._pay(cls.first, 100)

    def _export(self, keys=None, user=None):
        """Return the folder as an archive that was read back."""
        grant = self.grant.with_user(user or self.grant_manager)
        with self.enter_registry_test_mode():
            content = b"".join(grant._audit_stream(keys))
        grant.invalidate_recordset()
        archive = zipfile.ZipFile(io.BytesIO(content))
        self.assertIsNone(archive.testzip())
        return archive

    def _check_sums(self, archive):
        """Check as ``sha256sum -c`` does that all files are as they are listed."""
        lines = archive.read(SUMS).decode().splitlines()
        listed = {}
        for line in lines:
            sha256, path = line.split("  ", 1)
            listed[path] = sha256
        self.assertEqual(set(archive.namelist()) - {SUMS}, set(listed))
        for path, sha256 in listed.items():
            self.assertEqual(hashlib.sha256(archive.read(path)).hexdigest(), sha256)

    def _index(self, archive):
        """Return the rows of the workbook, without its headings."""
        book = openpyxl.load_workbook(io.BytesIO(archive.read("00 Index.xlsx")))
        return list(book["Index"].iter_rows(min_row=2, values_only=True))

    def _printed(self, archive, name="00 Index.pdf"):
        reader = PdfReader(io.BytesIO(archive.read(name)))
        text = " ".join(page.extract_text() for page in reader.pages)
        return " ".join(text.split())

    def _file(self, record, field):
        files = self.env["ir.attachment"]
        return files.search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("res_field", "=", field),
            ]
        )

    def _lost_file(self, content=b"%PDF-lost"):
        """A scan whose file is gone from the filestore."""
        voucher = self._pay(
            self.first, 50, document=base64.b64encode(content), number="WEG-1"
        )
        file = self._file(voucher, "document")
        os.unlink(file._full_path(file.store_fname))
        return voucher


@tagged("standard", "post_install", "-at_install")
class TestGrantAudit(AuditCommon):
    """The folder as auditors unpack it."""

    def _fill(self):
        """Add what the other sections hold."""
        env = self.env(user=self.grant_manager)
        values = {"grant_id": self.grant.id}
        file = base64.b64encode(b"%PDF-1.4 Nachweis")
        with freeze_time(TODAY):
            self._draw(100, "2026-04-01")
            self._income(50, document=file, document_name="Spende.pdf")
            env["quartier.grant.condition"].create(
                {
                    **values,
                    "name": "Schild anbringen",
                    "done_on": "2026-05-01",
                    "evidence_file": file,
                    "evidence_file_name": "Schild: Foto?.pdf",
                }
            )
            env["quartier.grant.change"].create(
                {**values, "name": "Mehr Farbe", "reason": "Teurer geworden"}
            )
            env["quartier.grant.item"].create(
                {**values, "name": "Leiter", "amount": 80, "acquired_on": "2026-03-10"}
            )
            env["quartier.grant.document"].sudo().create(
                {**values, "name": "Lageplan", "file": file, "file_name": "plan.pdf"}
            )
            env["ir.attachment"].create(
                {
                    "name": "Vermerk.txt",
                    "raw": b"Telefonat",
                    "res_model": "quartier.grant",
                    "res_id": self.grant.id,
                }
            )
        self._submitted()

    def test_complete(self):
        self._fill()
        archive = self._export()
        names = archive.namelist()
        for expected in (
            "01 Application/Application.pdf",
            "01 Application/plan.pdf",
            "01 Application/Vermerk.txt",
            "01 Application/Versions/Version 1 – Released.pdf",
            "03 Award Letters/List of the letters.xlsx",
            "04 Conditions/Schild anbringen/Schild- Foto-.pdf",
            "05 Drawdowns/Drawdown 1/Drawdown 1.pdf",
            "06 Vouchers/0001 Malerbetrieb Müller GmbH/rechnung.pdf",
            "06 Vouchers/List of the vouchers.xlsx",
            "06 Vouchers/Income/Spende.pdf",
            "07 Changes/List of the changes.xlsx",
            "10 Inventory/Inventory.xlsx",
            "00 Index.pdf",
            "00 Index.xlsx",
        ):
            self.assertIn(expected, names)
        self.assertTrue(
            any(name.startswith("09 Proof of Use/01 Final") for name in names)
        )
        self.assertEqual(names[-1], SUMS)
        self._check_sums(archive)

    def test_index(self):
        archive = self._export()
        rows = self._index(archive)
        paths = [row[4] for row in rows if row[4]]
        self.assertEqual(
            set(paths),
            {n for n in archive.namelist() if n[:3] in ("01 ", "03 ", "06 ")},
        )
        for _number, _section, _title, _day, path, size, sha256, _remark in rows:
            if path:
                content = archive.read(path)
                self.assertEqual(len(content), size)
                self.assertEqual(hashlib.sha256(content).hexdigest(), sha256)
        printed = self._printed(archive)
        for expected in ("Probenachweis", paths[0], rows[0][6][:16], "35.2-1"):
            self.assertIn(expected, printed)

    def test_lists(self):
        archive = self._export(["voucher"])
        book = openpyxl.load_workbook(
            io.BytesIO(archive.read("06 Vouchers/List of the vouchers.xlsx"))
        )
        vouchers, shares = book.worksheets
        self.assertEqual(vouchers["A2"].value, "Malerbetrieb Müller GmbH")
        self.assertEqual(vouchers["E2"].value, 100)
        self.assertEqual(shares["E2"].value, 100)

    def test_order(self):
        sections = [row[1] for row in self._index(self._export())]
        self.assertEqual(sections, sorted(sections))

    def test_chosen_parts(self):
        archive = self._export(["voucher", "nonsense"])
        folders = {name.split("/")[0] for name in archive.namelist() if "/" in name}
        self.assertEqual(folders, {"06 Vouchers"})
        self.assertIn("01 Application, 02 Signatures", self._printed(archive))

    def test_files_beside_a_record_once(self):
        """A message that brought the scan does not bring it a second time."""
        for content in (b"%PDF-1.4", b"andere Seite"):
            self.env["ir.attachment"].create(
                {
                    "name": "angehaengt.pdf",
                    "raw": content,
                    "res_model": self.voucher._name,
                    "res_id": self.voucher.id,
                }
            )
        names = [n for n in self._export(["voucher"]).namelist() if "/0001 " in n]
        self.assertEqual(
            [n.split("/")[-1] for n in names], ["rechnung.pdf", "angehaengt.pdf"]
        )

    def test_kept_in_the_database(self):
        self.env["ir.config_parameter"].set_param("ir_attachment.location", "db")
        self._pay(self.second, 70, document=base64.b64encode(b"in der Datenbank"))
        archive = self._export(["voucher"])
        [name] = [n for n in archive.namelist() if "/0002 " in n]
        self.assertEqual(archive.read(name), b"in der Datenbank")
        self.assertNotIn("MISSING.txt", archive.namelist())

    def test_link(self):
        self.env["ir.attachment"].create(
            {
                "name": "Vergabeportal",
                "type": "url",
                "url": "https://vergabe.example/1",
                "res_model": self.grant._name,
                "res_id": self.grant.id,
            }
        )
        archive = self._export(["application"])
        content = archive.read("01 Application/Vergabeportal.txt")
        self.assertEqual(content, b"https://vergabe.example/1\r\n")

    # -- what is missing

    @mute_logger(QUIET)
    def test_missing_file(self):
        voucher = self._lost_file()
        archive = self._export()
        rows = self._index(archive)
        [lost] = [row for row in rows if row[7] and "server" in row[7]]
        self.assertEqual(lost[2], voucher.display_name)
        self.assertFalse(lost[4] or lost[6])
        text = archive.read("MISSING.txt").decode("utf-8-sig")
        self.assertIn("WEG-1 – The file is not on the server any more.", text)
        self.assertIn("Missing or damaged", self._printed(archive))
        self.assertIn("Missing or Damaged 1", self._printed(archive))
        self.assertIn("1 missing or damaged", self.grant.message_ids[0].body)
        self._check_sums(archive)

    @mute_logger(QUIET)
    def test_changed_file(self):
        voucher = self._pay(self.first, 50, document=base64.b64encode(b"echt"))
        file = self._file(voucher, "document")
        path = file._full_path(file.store_fname)
        with open(path, "wb") as target:
            target.write(b"falsch")
        self.addCleanup(os.unlink, path)
        archive = self._export(["voucher"])
        [row] = [row for row in self._index(archive) if row[7]]
        self.assertIn("checksum differs", row[7])
        self.assertEqual(archive.read(row[4]), b"falsch")
        self.assertIn("checksum differs", self._printed(archive))

    @mute_logger(QUIET)
    def test_document_that_cannot_be_printed(self):
        with patch.object(
            type(self.grant), "_audit_print", side_effect=ValueError("kaputt")
        ):
            archive = self._export(["application"])
        row = self._index(archive)[0]
        self.assertEqual(row[7], "The document could not be produced.")
        self.assertFalse(row[4])
        self._check_sums(archive)

    def test_gaps(self):
        """What was never filed is named as well, but it is no damage."""
        with freeze_time(TODAY):
            self._new_voucher(document=False, number="OHNE-1")
            self.env["quartier.grant.condition"].with_user(self.grant_user).create(
                {"grant_id": self.grant.id, "name": "Bericht"}
            )
        archive = self._export()
        text = archive.read("MISSING.txt").decode("utf-8-sig")
        for expected in (
            "OHNE-1 – No scan was uploaded.",
            "Bericht – Not fulfilled yet.",
            "Letter 35.2-1 – The letter was not uploaded.",
        ):
            self.assertIn(expected, text)
        self.assertNotIn("Files that are missing", text)
        self.assertIn("0 missing or damaged", self.grant.message_ids[0].body)

    # -- large, many, broken off

    @mute_logger(QUIET)
    def test_large_document(self):
        """100 MB pass in pieces."""
        file = self._file(self.voucher, "document")
        name = "audit-test/large"
        path = file._full_path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as target:
            target.truncate(LARGE)  # sparse: it takes no room
        self.addCleanup(os.unlink, path)
        self.env.cr.execute(
            "UPDATE ir_attachment SET store_fname = %s, file_size = %s WHERE id = %s",
            [name, LARGE, file.id],
        )
        file.invalidate_recordset()
        largest = 0
        with tempfile.TemporaryFile() as target, self.enter_registry_test_mode():
            for part in self.grant._audit_stream(["voucher"]):
                largest = max(largest, len(part))
                target.write(part)
            with zipfile.ZipFile(target) as archive:
                sizes = [info.file_size for info in archive.infolist()]
                self.assertIsNone(archive.testzip())
        self.assertIn(LARGE, sizes)
        self.assertLess(largest, 1_000_000)

    def test_few_queries(self):
        """The plan asks for kinds of documents, not for each of them."""
        self._plan_queries()
        before = self._plan_queries()
        for _number in range(5):
            self._pay(self.second, 10)
        self.assertLessEqual(self._plan_queries(), before + 1)

    def _plan_queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        start = self.env.cr.sql_log_count
        self.grant._audit_plan(["voucher"])
        return self.env.cr.sql_log_count - start

    def test_broken_off(self):
        """Who breaks off leaves neither files nor cursors nor a note behind."""
        notes = len(self.grant.message_ids)
        with (
            # a folder of its own: other processes write into the system's
            tempfile.TemporaryDirectory() as folder,
            patch.object(tempfile, "tempdir", folder),
            self.enter_registry_test_mode(),
            patch.object(audit_zip, "SENT_AT_ONCE", 1),
        ):
            for taken in (0, 1, 9):
                with closing(self.grant._audit_stream()) as stream:
                    for _number in range(taken):
                        next(stream)
            gc.collect()
            # a test's cursor that is still open would not let another one write
            with self.env.registry.cursor() as cr:
                cr.execute("SELECT 1")
            self.assertFalse(os.listdir(folder))
        self.grant.invalidate_recordset()
        self.assertEqual(len(self.grant.message_ids), notes)

    def test_volumes(self):
        """The printed index of very many documents comes in several files."""
        with patch(
            "odoo.addons.quartier_grants.models.quartier_grant_audit_index.VOLUME", 2
        ):
            archive = self._export()
        first = self._printed(archive, "00 Index, part 1.pdf")
        second = self._printed(archive, "00 Index, part 2.pdf")
        self.assertIn("Application.pdf", first)
        self.assertNotIn("Application.pdf", second)

    # -- who

    def test_roles(self):
        for user in (self.grant_user, self.grant_ost, self.employee, self.manager):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.grant.with_user(user)._audit_stream()
        for user in (self.grant_manager, self.finance):
            with self.subTest(user=user.name):
                self.assertTrue(self.grant.with_user(user)._audit_stream())

    def test_vouchers_of_other_offices(self):
        """A manager of one office does not get what another one has booked."""
        self._foreign_voucher()
        archive = self._export(["voucher"])
        whole = self._printed(archive) + str(self._index(archive))
        self.assertNotIn("Geheime Firma", whole)
        self.assertIn("Vouchers of other offices: 1", whole)
        vouchers, shares = openpyxl.load_workbook(
            io.BytesIO(archive.read("06 Vouchers/List of the vouchers.xlsx"))
        ).worksheets
        self.assertEqual(vouchers.max_row, 2)
        # of the share on their own grant they see what they see in Odoo
        self.assertFalse(shares["A3"].value)
        names = self._export(["voucher"], self.finance).namelist()
        self.assertTrue([name for name in names if "Geheime Firma" in name])

    def _foreign_voucher(self):
        with freeze_time(TODAY):
            self._new_voucher(
                self._share(self.first, 20),
                user=self.finance,
                quartier_id=self.ost.id,
                payee="Geheime Firma",
                gross=20,
            )

    def test_note(self):
        archive = self._export(user=self.finance)
        note = self.grant.message_ids[0]
        self.assertEqual(note.author_id, self.finance.partner_id)
        self.assertIn(hashlib.sha256(archive.read(SUMS)).hexdigest(), note.body)
        self.assertIn(f"{len(archive.namelist())} files", note.body)

    # -- the dialog

    def _dialog(self, user=None):
        grant = self.grant.with_user(user or self.grant_manager)
        action = grant.action_audit()
        return (
            self.env[action["res_model"]]
            .with_user(grant.env.user)
            .browse(action["res_id"])
        )

    def test_dialog(self):
        self._lost_file()
        wizard = self._dialog(self.finance)
        parts = {part.key: part for part in wizard.part_ids}
        self.assertEqual(parts["voucher"].file_count, 3)
        self.assertEqual(parts["voucher"].gap_count, 1)
        self.assertIn("WEG-1", wizard.lost)
        self.assertIn("The letter was not uploaded.", wizard.gaps)
        sizes = {size: wizard.grant_id._audit_size(size) for size in (999.0, 12_345.0)}
        self.assertEqual(sizes, {999.0: "999 Bytes", 12_345.0: "12 KB"})
        url = f"/quartier/foerderung/{self.grant.id}/pruefmappe.zip"
        self.assertEqual(wizard.action_download()["url"], url)
        (wizard.part_ids - parts["voucher"] - parts["award"]).chosen = False
        self.assertEqual(wizard.action_download()["url"], f"{url}?teile=award,voucher")
        wizard.part_ids.chosen = False
        with self.assertRaises(UserError):
            wizard.action_download()

    def test_dialog_is_ones_own(self):
        wizard = self._dialog()
        for record in (wizard, wizard.part_ids):
            with self.assertRaises(AccessError):
                record.with_user(self.grant_ost).read(["display_name"])
        with self.assertRaises(AccessError):
            wizard.part_ids[:1].key = "anders"
        with self.assertRaises(AccessError):
            self._dialog(self.grant_ost)
        with self.assertRaises(AccessError):
            self._dialog(self.grant_user)
