import io
import os
import zipfile

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .test_grant_audit import QUIET, AuditCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantAuditDownload(AuditCommon, HttpCase):
    """The folder as browsers get it."""

    def _get(self, user, grant=None, query=""):
        self.authenticate(user.login, user.login)
        number = grant.id if grant else self.grant.id
        address = f"/quartier/foerderung/{number}/pruefmappe.zip{query}"
        return self.url_open(address)

    def test_download(self):
        for user in (self.grant_manager, self.finance):
            response = self._get(user)
            self.assertEqual(response.headers["Content-Type"], "application/zip")
            self.assertEqual(response.headers["Cache-Control"], "no-store")
            self.assertIn("Probenachweis.zip", response.headers["Content-Disposition"])
            archive = zipfile.ZipFile(io.BytesIO(response.content))
            self.assertIsNone(archive.testzip())
            self._check_sums(archive)
            self.grant.invalidate_recordset()
            note = self.grant.message_ids[0]
            self.assertEqual(note.author_id, user.partner_id)

    def test_parts(self):
        response = self._get(self.finance, query="?teile=voucher")
        names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
        self.assertFalse([name for name in names if name.startswith("01 ")])

    @mute_logger(QUIET)
    def test_missing_document(self):
        self._lost_file()
        response = self._get(self.grant_manager)
        archive = zipfile.ZipFile(io.BytesIO(response.content))
        self.assertIn("MISSING.txt", archive.namelist())

    @mute_logger("odoo.http")
    def test_refused(self):
        """Whether a grant is not there or out of sight, the answer is the same."""
        pages = set()
        for user, grant in (
            (self.grant_user, None),
            (self.grant_ost, None),
            (self.employee, None),
            (self.manager, None),
            (self.grant_manager, self.ost_grant),
            (self.grant_manager, self.grant.browse(999_999_999)),
        ):
            with self.subTest(user=user.name):
                response = self._get(user, grant)
                self.assertEqual(response.status_code, 403)
                self.assertIn("text/html", response.headers["Content-Type"])
                self.assertIn("Please ask one of them", response.text)
                self.assertNotIn("Probenachweis", response.text)
                pages.add(response.text)
        self.assertEqual(len(pages), 1)

    @mute_logger("odoo.http")
    def test_strangers(self):
        response = self.url_open(
            f"/quartier/foerderung/{self.grant.id}/pruefmappe.zip",
            allow_redirects=False,
        )
        self.assertNotEqual(response.status_code, 200)

    def test_broken_off(self):
        """A browser goes away after the first bytes: the next one is served."""
        file = self._file(self.voucher, "document")
        path = file._full_path("audit-test/large-download")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as target:
            target.truncate(100_000_000)
        self.addCleanup(os.unlink, path)
        self.env.cr.execute(
            "UPDATE ir_attachment SET store_fname = 'audit-test/large-download'"
            " WHERE id = %s",
            [file.id],
        )
        file.invalidate_recordset()
        notes = len(self.grant.message_ids)
        self.authenticate(self.grant_manager.login, self.grant_manager.login)
        address = f"/quartier/foerderung/{self.grant.id}/pruefmappe.zip?teile=voucher"
        with self.opener.get(
            self.base_url() + address, stream=True, timeout=30
        ) as response:
            next(response.iter_content(1000))
        self.assertEqual(self._get(self.finance, query="?teile=item").status_code, 200)
        self.grant.invalidate_recordset()
        self.assertEqual(len(self.grant.message_ids), notes + 1)
