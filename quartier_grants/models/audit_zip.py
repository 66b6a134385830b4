"""A ZIP archive that is sent while it is written, in constant memory: no ORM.

What cannot be known before (sizes, checksums) stands behind each file, and in the
directory at the end: whoever gets a part of the archive notices, as it has none.
"""

import hashlib
import logging
import zipfile

_logger = logging.getLogger(__name__)

# bytes that are read at once, and that are sent at once at least
CHUNK = 256 * 1024
SENT_AT_ONCE = 64 * 1024
# suffixes of what is compressed already: to try again costs time and wins nothing
_COMPRESSED = frozenset(
    [
        "7z",
        "avif",
        "bz2",
        "docm",
        "docx",
        "gif",
        "gz",
        "heic",
        "heif",
        "jpeg",
        "jpg",
        "m4a",
        "mov",
        "mp3",
        "mp4",
        "odp",
        "ods",
        "odt",
        "ogg",
        "pdf",
        "png",
        "pptx",
        "rar",
        "webm",
        "webp",
        "xlsm",
        "xlsx",
        "xz",
        "zip",
        "zst",
    ]
)
_EARLIEST, _LATEST = 1980, 2107  # years that a ZIP knows


class Digest:
    """Counts and sums up what is read through it."""

    def __init__(self):
        self.size = 0
        self._sha256 = hashlib.sha256()
        # as Odoo sums up its files; it protects nothing here
        self._sha1 = hashlib.sha1(usedforsecurity=False)

    @property
    def sha256(self):
        return self._sha256.hexdigest()

    @property
    def sha1(self):
        return self._sha1.hexdigest()

    def watch(self, chunks):
        """Yield chunks as they are."""
        for chunk in chunks:
            self.size += len(chunk)
            self._sha256.update(chunk)
            self._sha1.update(chunk)
            yield chunk


class _Pipe:
    """What the archive writes, until it is taken."""

    def __init__(self):
        self._parts, self.size = [], 0

    # a file, no model
    def write(self, data):  # pylint: disable=method-required-super
        self._parts.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self):
        """Nothing is behind it."""

    def take(self):
        data = b"".join(self._parts)
        self._parts.clear()
        self.size = 0
        return data


class ZipStream:
    """Each method yields bytes, in the order in which they have to be sent."""

    def __init__(self):
        self._pipe = _Pipe()
        self._archive = zipfile.ZipFile(self._pipe, "w")

    def add(self, path, chunks, day, size=0):
        """Add a file.

        :param str path: its place in the archive
        :param chunks: its bytes, as an iterable
        :param date day: that unpacked files carry
        :param int size: bytes, as far as known: from 2 GB on they are counted in more
            digits
        """
        info = zipfile.ZipInfo(path, _moment(day))
        suffix = path.rpartition(".")[2].lower()
        info.compress_type = (
            zipfile.ZIP_STORED if suffix in _COMPRESSED else zipfile.ZIP_DEFLATED
        )
        info.external_attr = 0o644 << 16
        info.file_size = size
        with self._archive.open(info, "w") as file:
            for chunk in chunks:
                file.write(chunk)
                if self._pipe.size >= SENT_AT_ONCE:
                    yield self._pipe.take()

    def close(self):
        """Yield the directory: with it the archive is complete."""
        self._archive.close()
        yield self._pipe.take()


def _moment(day):
    year = min(max(day.year, _EARLIEST), _LATEST)
    return (year, day.month, day.day, 12, 0, 0)


def read(file):
    """Yield the bytes of an open file; where it cannot be read any further, they end.

    What is missing then shows in the checksum.
    """
    try:
        while chunk := file.read(CHUNK):
            yield chunk
    except OSError:
        _logger.warning("Cannot read on in %s", file.name, exc_info=True)


def pieces(content):
    """Yield bytes in chunks.

    :param bytes content: the whole
    """
    view = memoryview(content)
    for start in range(0, len(view), CHUNK):
        yield view[start : start + CHUNK]
