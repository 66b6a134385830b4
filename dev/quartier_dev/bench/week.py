"""The public week of a neighbourhood, against Odoo's login page on the same server.

Thousands of published events are stored, some thirty of them in the week that is asked
for. One client asks over a connection that stays open, as a visitor without account;
"unchanged" is an answer of 304 to a client that has the page.
"""

import http.client
import socket
import subprocess
import time
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial

from .. import server
from ..console import Stop
from ..paths import ROOT
from .fixture import OURS, pair
from .measure import Figure, Sample, interleave
from .worker import LOG_FILE

SIZE = 5_000
BATCH = 10
PAGE = "/quartier/west/woche?datum=2030-03-06"
LOGIN = "/web/login"

RENDERING = (
    "Odoo itself: a request that does nothing (/web/health) takes half of the login"
    " page's time; strangers are shown what the last one was shown, and whether it has"
    " changed is looked up once a second"
)
ASKING = "as above: an answer of 304 goes the same way through Odoo as one of 200"


def run(size):
    with pair() as (ours, _bare):
        ours.ask(publish, "manager", count=size)
        with serving(OURS) as port:
            client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            known = first_visit(client)
            login = partial(visits, client, LOGIN, {}, 200)
            for name, headers, status, goal, limit in (
                ("the week", {}, 200, 1.0, RENDERING),
                ("unchanged", known, 304, 0.2, ASKING),
            ):
                samples = interleave(
                    partial(visits, client, PAGE, headers, status), login, seconds=25
                )
                variant = f"{size:,} events stored"
                yield Figure(name, variant, *samples, limit=limit, goal=goal)


def publish(env, count):
    """Events from 2029 on, 30 a week."""
    office = env["quartier.quartier"].search([("name", "=", "West")])
    audiences = env["quartier.audience"].search([]).ids
    first = datetime(2029, 1, 1, 8)
    env["calendar.event"].with_context(no_mail_to_attendees=True).create(
        [
            {
                "name": f"Treffen {number}",
                "quartier_id": office.id,
                "quartier_published": True,
                "quartier_audience_ids": [(6, 0, audiences[: number % 3])],
                "location": "Gemeinschaftsraum",
                "partner_ids": [(5,)],
                "start": start,
                "stop": start + timedelta(hours=1),
            }
            for number in range(count)
            for start in [
                first + timedelta(weeks=number // 30, days=number % 7, hours=number % 9)
            ]
        ]
    )


@contextmanager
def serving(database):
    """An Odoo server of one process; yields its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--http-port", str(port), "--max-cron-threads=0", "--log-level=warn"]
    with LOG_FILE.open("a", encoding="utf-8") as log:
        process = subprocess.Popen(
            server.odoo_command("-d", database, *options),
            cwd=ROOT,
            env=server.environ(),
            stdout=log,
            stderr=log,
        )
    try:
        await_answer(process, port)
        yield port
    finally:
        process.terminate()
        process.wait()


def await_answer(process, port):
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise Stop(f"The server ended (see {LOG_FILE})")


def first_visit(client):
    """What a client sends that has the page; also loads what a first use loads."""
    for path in (LOGIN, PAGE, PAGE):
        response = get(client, path, {})
    return {"If-None-Match": response.getheader("ETag")}


def get(client, path, headers):
    client.request("GET", path, headers={"Accept-Language": "de-DE", **headers})
    response = client.getresponse()
    response.read()
    return response


def visits(client, path, headers, status):
    started = time.perf_counter()
    for _number in range(BATCH):
        response = get(client, path, headers)
        if response.status != status:
            raise Stop(f"{path}: {response.status} instead of {status}")
    passed = (time.perf_counter() - started) * 1000
    return Sample(passed, passed).each(BATCH)
