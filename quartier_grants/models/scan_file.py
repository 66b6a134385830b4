"""What a scan may be, judged by its content: pure functions, no ORM."""

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
# how a file begins, and what has to come at its end; scanners add blanks there
_SIGNS = (
    (b"%PDF-", b"%%EOF", PDF),
    (b"\xff\xd8\xff", b"\xff\xd9", JPEG),
    (b"\x89PNG\r\n\x1a\n", b"IEND", PNG),
)
_TAIL = 2048


def kind_of(data):
    """Return the media type of a scan, or None for any other kind of file.

    A name says nothing: what is called ``scan.pdf`` may be a page of HTML.

    :param bytes data: the whole file
    :rtype: str | None
    """
    for begin, _end, kind in _SIGNS:
        if data.startswith(begin):
            return kind
    return None


def is_whole(data):
    """Tell whether a scan has an end: transfers that break off leave none.

    :param bytes data: of a kind that :func:`kind_of` knows
    """
    for begin, end, _kind in _SIGNS:
        if data.startswith(begin):
            return end in data[-_TAIL:]
    return False
