import hashlib
import io
import tempfile
import tracemalloc
import zipfile
from datetime import date

from odoo.tests import TransactionCase, tagged

from ..models import audit_zip

DAY = date(2026, 3, 10)
LARGE = 100_000_000


@tagged("standard", "post_install", "-at_install")
class TestAuditZip(TransactionCase):
    def _archive(self, *files, size=0):
        """Return an archive of pairs of path and chunks."""
        stream = audit_zip.ZipStream()
        parts = [
            part
            for path, chunks in files
            for part in stream.add(path, chunks, DAY, size)
        ]
        return zipfile.ZipFile(io.BytesIO(b"".join([*parts, *stream.close()])))

    def test_read_back(self):
        archive = self._archive(
            ("01 Anträge/Übersicht.txt", [b"eins ", b"zwei"]), ("leer.pdf", [])
        )
        self.assertIsNone(archive.testzip())
        text, empty = archive.infolist()
        self.assertEqual(archive.read(text), b"eins zwei")
        self.assertEqual(empty.file_size, 0)
        # the name is UTF-8, and says so; the sizes stand behind the file
        self.assertEqual(text.flag_bits & 0x808, 0x808)
        self.assertEqual(text.date_time[:3], (2026, 3, 10))

    def test_compressed_is_stored(self):
        archive = self._archive(
            *((name, [b"a" * 5000]) for name in ("a.pdf", "b.JPG", "c.txt", "d"))
        )
        kinds = [
            info.compress_type == zipfile.ZIP_STORED for info in archive.infolist()
        ]
        self.assertEqual(kinds, [True, True, False, False])

    def test_days_that_no_archive_knows(self):
        for day, year in ((date(1900, 1, 1), 1980), (date(2200, 1, 1), 2107)):
            self.assertEqual(audit_zip._moment(day)[0], year)

    def test_large_sizes_are_counted_in_more_digits(self):
        archive = self._archive(("a.pdf", [b"x"]), size=3_000_000_000)
        self.assertIsNone(archive.testzip())
        self.assertEqual(archive.infolist()[0].extract_version, zipfile.ZIP64_VERSION)

    def test_digest(self):
        digest = audit_zip.Digest()
        self.assertEqual(list(digest.watch([b"ab", b"c"])), [b"ab", b"c"])
        self.assertEqual(digest.size, 3)
        self.assertEqual(digest.sha256, hashlib.sha256(b"abc").hexdigest())

    def test_constant_memory(self):
        """A file of 100 MB takes no more memory than one of one."""
        with tempfile.TemporaryFile() as file:
            file.truncate(LARGE)
            stream, digest = audit_zip.ZipStream(), audit_zip.Digest()
            tracemalloc.start()
            self.addCleanup(tracemalloc.stop)
            chunks = digest.watch(audit_zip.read(file))
            sizes = [len(part) for part in stream.add("a.pdf", chunks, DAY, LARGE)]
            _now, peak = tracemalloc.get_traced_memory()
        self.assertGreater(sum(sizes), LARGE - 1_000_000)
        self.assertEqual(digest.size, LARGE)
        self.assertLess(peak, 5_000_000)
