"""What the user sees: steps with their time, and one clear line in case of trouble."""

import errno
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager

from .paths import LOG

CALLER_DIRECTORY = os.environ.get("QUARTIER_CWD") or os.getcwd()


class Stop(Exception):
    """Ends the command with this one line; meant for the user, no traceback."""


def say(text=""):
    # Progress goes to stderr: the output of `dev/odoo shell` and the like stays usable
    # in pipes.
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(title):
    """One line per step, with the seconds it took: ``• Unpacking Odoo … 8.1 s``."""
    started = time.monotonic()
    terminal = sys.stderr.isatty()
    if terminal:
        print(f"• {title} …", end="", file=sys.stderr, flush=True)
    try:
        yield
    except BaseException:
        say(" failed" if terminal else f"• {title} … failed")
        raise
    seconds = f"{time.monotonic() - started:.1f} s"
    say(f" {seconds}" if terminal else f"• {title} … {seconds}")


def run_logged(arguments, log, failure, **options):
    """Run a program with its output in ``.local/log/<log>.log``; a failure stops with
    one line.

    The line ends with the last thing the program said that looks like a reason.
    """
    LOG.mkdir(parents=True, exist_ok=True)
    path = LOG / f"{log}.log"
    with path.open("a", encoding="utf-8") as output:
        start = output.tell()
        output.write(f"\n$ {' '.join(map(str, arguments))}\n")
        output.flush()
        try:
            code = subprocess.run(
                [str(argument) for argument in arguments],
                stdin=options.pop("stdin", subprocess.DEVNULL),
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                **options,
            ).returncode
        except FileNotFoundError as error:
            raise Stop(f"{failure}: {error.filename} is missing") from error
    if code:
        text = path.read_bytes()[start:].decode(errors="replace")
        raise Stop(f"{failure}: {reason_in(text)} (see {path})")
    return path


REASONS = tuple(
    re.compile(pattern)
    for pattern in (
        r"No space left on device",
        # The last line of a traceback.
        r"^(?:[a-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Violation|Warning)\b",
        r"^(?:E|ERROR|error|fatal|FATAL|initdb: error|pg_ctl): ",
        r"\b(?:CRITICAL|ERROR|FATAL)\b",
        r"[Ee]rror",
    )
)


def reason_in(text):
    """The line of a program's output that says most probably why it failed."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for pattern in REASONS:
        for line in reversed(lines):
            if pattern.search(line):
                return line[:300]
    return lines[-1][:300] if lines else "no output"


def command(main):
    """Run a command's ``main(arguments)``, turning expected trouble into one line."""
    try:
        os.chdir(CALLER_DIRECTORY)
        code = main(sys.argv[1:])
    except Stop as stop:
        say(f"✗ {stop}")
        code = 1
    except KeyboardInterrupt:
        say("✗ interrupted")
        code = 130
    except OSError as error:
        if not is_circumstance(error):
            raise
        say(f"✗ {error.strerror}: {error.filename or 'while writing'}")
        code = 1
    sys.exit(code or 0)


def is_circumstance(error):
    """Whether an error is the machine's: no space, no rights, a missing program."""
    if error.errno == errno.ENOENT:
        return bool(error.filename) and "/" not in str(error.filename)
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES)
