"""A headless Chromium that says how long a page of the web client takes.

Imported by what runs inside Odoo's environment only, which has the WebSocket client.
"""

import http.client
import json
import resource
import shutil
import subprocess
import tempfile
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import websocket

from ..console import Stop

PATIENCE = 60
NAMES = ("chromium", "chromium-browser", "google-chrome")


class Browser:
    """One tab, spoken to by the DevTools protocol."""

    def __init__(self, port):
        address = f"http://127.0.0.1:{port}/json/new?about:blank"
        request = urllib.request.Request(address, method="PUT")
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            target = json.load(answer)["webSocketDebuggerUrl"]
        self.socket = websocket.create_connection(
            target, timeout=PATIENCE, suppress_origin=True
        )
        self.number = 0

    def ask(self, method, **params):
        """Send a command and return what it answers; events are passed over."""
        self.number += 1
        self.socket.send(
            json.dumps({"id": self.number, "method": method, "params": params})
        )
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.number:
                return message.get("result", {})

    def evaluate(self, expression):
        answer = self.ask("Runtime.evaluate", expression=expression)
        return answer.get("result", {}).get("value")

    def wait(self, expression):
        """Return the seconds until an expression is true."""
        begun = time.perf_counter()
        while not self.evaluate(expression):
            if time.perf_counter() - begun > PATIENCE:
                raise Stop(f"the browser waited in vain for {expression}")
            time.sleep(0.01)
        return time.perf_counter() - begun


@contextmanager
def signed_in(server_port, database, login):
    """Yield a browser with the session of a user whose password is the login."""
    with launched() as browser:
        browser.ask(
            "Network.setCookie",
            name="session_id",
            value=session(server_port, database, login),
            url=f"http://127.0.0.1:{server_port}",
        )
        yield browser


@contextmanager
def launched():
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        raise Stop("no Chromium here to measure with")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [
                path,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--remote-debugging-port=0",
                f"--user-data-dir={profile}",
                "--window-size=1400,900",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=unlimited,
        )
        try:
            yield Browser(debugging_port(Path(profile)))
        finally:
            process.terminate()
            process.wait(PATIENCE)


def unlimited():
    """Odoo limits the memory of its process and of what it starts."""
    infinite = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_AS, infinite)


def debugging_port(profile):
    """Return the port that the browser has written down once it listens."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < PATIENCE:
        with suppress(FileNotFoundError, IndexError):
            return int((profile / "DevToolsActivePort").read_text().split()[0])
        time.sleep(0.05)
    raise Stop("Chromium does not start")


def session(port, database, login):
    """Sign in and return the session's id."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    params = {"db": database, "login": login, "password": login}
    client.request(
        "POST",
        "/web/session/authenticate",
        json.dumps({"params": params}),
        {"Content-Type": "application/json"},
    )
    answer = client.getresponse()
    answer.read()
    return answer.getheader("Set-Cookie").split("session_id=")[1].split(";")[0]
