"""The text of a file that somebody uploads: no ORM."""

import codecs

MAX_BYTES = 1_000_000


class Unreadable(Exception):
    """The file as a whole cannot be read.

    :ivar reason: ``size``, ``unpacked``, ``rows``, ``columns``, ``format`` or ``empty``
    """

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def decode(data, max_bytes=MAX_BYTES):
    """Return the text of a file: UTF-8, Excel's "Unicode Text", else Windows-1252.

    :raise Unreadable: it is too large, or no text
    """
    if len(data) > max_bytes:
        raise Unreadable("size")
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:  # a text has none, PDF files and workbooks do
            return text
    raise Unreadable("format")
