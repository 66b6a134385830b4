"""What may be logged or skipped although everything is well: ``expected_log.txt``."""

import re
from pathlib import Path

FILE = Path(__file__).parent / "expected_log.txt"
# Odoo's log format; the database of a line about none is "?".
LINE = re.compile(
    r"^\d{4}-\d\d-\d\d [\d:,]+ \d+ (?P<level>[A-Z]+) \S+"
    r" (?P<logger>[\w.]+): (?P<message>.*)$"
)


def patterns(text=None):
    lines = (FILE.read_text(encoding="utf-8") if text is None else text).splitlines()
    return [
        re.compile(line)
        for line in map(str.strip, lines)
        if line and not line.startswith("#")
    ]


def is_expected(entry, known=None):
    """``entry`` is "LEVEL logger: message"."""
    return any(
        pattern.search(entry) for pattern in (patterns() if known is None else known)
    )


def unexpected_in(log):
    """The warnings and errors in an Odoo log that nobody expects, each once."""
    known = patterns()
    entries = {}
    for line in log.splitlines():
        match = LINE.match(line)
        if match and match["level"] in ("WARNING", "ERROR", "CRITICAL"):
            entry = f"{match['level']} {match['logger']}: {match['message'].rstrip()}"
            if not is_expected(entry, known):
                entries.setdefault(entry)
    return list(entries)
