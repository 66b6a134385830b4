"""Odoo's command line in this repository's environment."""

import os
import secrets
import subprocess

from . import cluster, environment, source, system
from .console import run_logged
from .paths import BIN, CONFIG, DATA, ROOT
from .store import locked, write_text

DEFAULT_PORT = 8069

CONFIGURATION = """\
; Written by dev/setup; do not edit, it is renewed when something moves.
[options]
addons_path = {addons}
data_dir = {data}
db_host = {host}
db_port = {port}
db_user = {user}
admin_passwd = {password}
http_interface = 127.0.0.1
http_port = {http_port}
; Long installations and imports by hand must not be cut off.
limit_time_real = 1200
limit_time_cpu = 1200
limit_memory_soft = 0
"""


def prepare(development=False):
    """Everything that commands need before they run Odoo; what is done is skipped."""
    prepare_tools(development)
    cluster.ensure()
    configure()


def prepare_tools(development=True):
    """What needs no database: libraries, Odoo's source, the virtual environment."""
    system.ensure_pdf_libraries()
    with locked("setup"):
        environment.ensure(source.ensure(), development)


def configure():
    pg = cluster.connection()
    write_text(
        CONFIG,
        CONFIGURATION.format(
            addons=ROOT,
            data=DATA,
            host=pg["PGHOST"],
            port=pg["PGPORT"],
            user=pg["PGUSER"],
            password=known_password() or secrets.token_urlsafe(24),
            http_port=DEFAULT_PORT,
        ),
        mode=0o600,
    )


def known_password():
    if CONFIG.exists():
        for line in CONFIG.read_text(encoding="utf-8").splitlines():
            if line.startswith("admin_passwd = "):
                return line.removeprefix("admin_passwd = ")
    return None


def environ(**extra):
    """The environment for Odoo and pytest; our Python and PostgreSQL come first."""
    path = f"{BIN}:{cluster.binaries()}:{os.environ.get('PATH', os.defpath)}"
    return environment.clean_environ(
        PATH=path,
        VIRTUAL_ENV=str(BIN.parent),
        ODOO_RC=str(CONFIG),
        **cluster.connection(),
        **extra,
    )


def odoo_command(*arguments):
    return [str(BIN / "python"), str(BIN / "odoo"), *map(str, arguments)]


def odoo(log, failure, *arguments, **options):
    """Run Odoo to its end with its log kept in a file; returns that file."""
    options.setdefault("env", environ())
    return run_logged(odoo_command(*arguments), log, failure, cwd=ROOT, **options)


def shell(database, script, log, failure):
    """Run a Python file in ``odoo shell``; it commits for itself."""
    with script.open("rb") as file:
        return odoo(
            log,
            failure,
            "shell",
            "-d",
            database,
            "--no-http",
            "--log-level=warn",
            stdin=file,
        )


def output_of(*arguments):
    """What an Odoo command prints, for the few cases where the output is the result."""
    return subprocess.run(
        odoo_command(*arguments),
        capture_output=True,
        text=True,
        check=False,
        env=environ(),
        cwd=ROOT,
    )
