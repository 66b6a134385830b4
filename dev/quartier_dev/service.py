"""The Odoo server of ``dev/run``: a background process, known by its pid file."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from . import server
from .console import Stop, reason_in, step
from .paths import BIN, LOCAL, LOG, ROOT
from .store import remove, write_text

PID_FILE = LOCAL / "odoo.pid"
START_SECONDS = 180


def running():
    """``(pid, port)`` of our server, or None; a pid may be somebody else's by now."""
    try:
        pid, port = map(int, PID_FILE.read_text(encoding="utf-8").split())
    except (OSError, ValueError):
        return None
    return (pid, port) if str(BIN / "odoo") in command_line(pid) else None


def command_line(pid):
    try:
        return (
            Path(f"/proc/{pid}/cmdline")
            .read_bytes()
            .replace(b"\0", b" ")
            .decode(errors="replace")
        )
    except OSError:
        if Path("/proc/self").exists():
            return ""
    done = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def check_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Stop(
                f"Port {port} is taken; choose another: dev/run --port {port + 1}"
            ) from error


def arguments(database, port, extra=()):
    return server.odoo_command("-d", database, "--http-port", port, *extra)


def start(database, port, extra=()):
    """Start the server in a session of its own and wait until it answers."""
    check_port(port)
    LOG.mkdir(parents=True, exist_ok=True)
    log = LOG / "odoo.log"
    with step(f"Starting Odoo (log in {log.relative_to(ROOT)})"):
        with log.open("w", encoding="utf-8") as output:
            process = subprocess.Popen(
                arguments(database, port, extra),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env=server.environ(),
                cwd=ROOT,
            )
        write_text(PID_FILE, f"{process.pid} {port}\n")
        deadline = time.monotonic() + START_SECONDS
        while not answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                stop()
                reason = reason_in(log.read_text(encoding="utf-8", errors="replace"))
                raise Stop(f"Odoo did not start: {reason} (see {log})")
            time.sleep(0.2)


def answers(port):
    try:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{port}/web/login", timeout=60
        ) as response:
            return response.status == 200
    except urllib.error.HTTPError as error:
        raise Stop(f"Odoo answers with {error.code}, see {LOG / 'odoo.log'}") from error
    except OSError:
        return False


def stop():
    """Stop our server; True if it was running."""
    found = running()
    if found:
        pid = found[0]
        with step("Stopping Odoo"):
            os.kill(pid, signal.SIGTERM)
            deadline = time.monotonic() + 20
            while running() and alive(pid):
                if time.monotonic() > deadline:
                    os.kill(pid, signal.SIGKILL)
                time.sleep(0.1)
    remove(PID_FILE)
    return bool(found)


def alive(pid):
    """Whether the process still runs; an ended child is collected on the way."""
    try:
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    except ChildProcessError:
        pass
    return bool(command_line(pid))
