"""A private PostgreSQL cluster below .local, reached by a Unix socket only.

PostgreSQL refuses to run as root; called by root it runs as an unprivileged user, and
its files move to /var/tmp where that user cannot reach the checkout.
"""

import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from . import system
from .console import Stop, run_logged, step
from .paths import LOCAL, MARK
from .store import locked, need_space, remove

OLDEST = 15
ROLE = "quartier"  # Odoo refuses to work as "postgres"
SOCKET_LIMIT = 107 - len("/.s.PGSQL.5432")

# A development cluster may lose its data in a crash: it is made anew in seconds.
SETTINGS = """
listen_addresses = ''
max_connections = 200
shared_buffers = 512MB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
fsync = off
synchronous_commit = off
full_page_writes = off
random_page_cost = 1.1
jit = off
log_min_messages = warning
log_line_prefix = '%m [%p] %d '
"""


HOMES = (LOCAL / "pg", Path("/var/tmp") / f"quartier-{MARK}")


@cache
def identity():
    """Keywords for subprocess: none, or the unprivileged user in root's stead."""
    if os.geteuid():
        return {}
    # Who owns the cluster goes on owning it: "postgres" may come into being later.
    owners = [path.stat().st_uid for path in HOMES if path.exists()]
    for owner in filter(None, owners):
        user = pwd.getpwuid(owner)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise Stop(
        "PostgreSQL does not run as root, and there is no user postgres or nobody"
    )


@cache
def home():
    """Where the cluster lives: .local/pg, or /var/tmp if its user cannot get there."""
    LOCAL.mkdir(parents=True, exist_ok=True)
    probe = ["test", "-x", str(LOCAL)]
    reachable = not subprocess.run(probe, cwd="/", check=False, **identity()).returncode
    return HOMES[0] if reachable else HOMES[1]


def data():
    return home() / "data"


@cache
def socket_directory():
    inside = home() / "socket"
    if len(os.fsencode(inside)) <= SOCKET_LIMIT:
        return inside
    return Path(tempfile.gettempdir()) / f"quartier-{MARK}"


@cache
def binaries():
    """Where the server's programs are: the newest, or those the data was made with."""
    found = installed_versions()
    if not found or max(found) < OLDEST:
        # Before anything asks for the cluster's user: the package brings "postgres".
        system.install(["postgresql"], f"PostgreSQL {OLDEST} or newer")
        found = installed_versions()
    if not found or max(found) < OLDEST:
        raise Stop(
            f"PostgreSQL {OLDEST} or newer is needed;"
            f" this system offers {max(found, default='none')}"
        )
    made_with = data() / "PG_VERSION"
    version = int(made_with.read_text()) if made_with.exists() else max(found)
    if version not in found:
        raise Stop(
            f"The database was made by PostgreSQL {version}, which is gone;"
            " run dev/reset --all"
        )
    return found[version]


def installed_versions():
    """``{major version: directory}`` of all servers, Debian's and the one on PATH."""
    candidates = [
        path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")
    ]
    if on_path := shutil.which("initdb"):
        candidates.append(Path(on_path).resolve().parent)
    found = {}
    for directory in candidates:
        if not (directory / "postgres").exists():
            continue
        text = subprocess.run(
            [directory / "postgres", "--version"],
            capture_output=True,
            text=True,
            check=False,
        )
        if match := re.search(r"(\d+)", text.stdout):
            found.setdefault(int(match[1]), directory)
    return found


def connection():
    """The PG* variables for every program that talks to the cluster."""
    return {
        "PGHOST": str(socket_directory()),
        "PGPORT": "5432",
        "PGUSER": ROLE,
    }


def running():
    if not (data() / "postmaster.pid").exists():
        return False
    status = [binaries() / "pg_ctl", "status", "-D", data()]
    return not subprocess.run(
        status, capture_output=True, cwd="/", check=False, **identity()
    ).returncode


def ensure():
    """Create the cluster if there is none, start it if it is down."""
    binaries()
    with locked("cluster"):
        if not data().exists():
            create()
        if not running():
            start()


def as_owner(arguments, failure):
    run_logged(arguments, "postgresql", failure, cwd="/", **identity())


def own_directory(path):
    """Make a directory that only the cluster's user can enter (and root)."""
    owner = identity().get("user", os.geteuid())
    path.mkdir(parents=True, exist_ok=True)
    if path.is_symlink() or path.stat().st_uid not in (owner, os.geteuid()):
        raise Stop(f"{path} belongs to somebody else")
    if os.geteuid() == 0:
        os.chown(path, owner, identity()["group"])
    path.chmod(stat.S_IRWXU)


def create():
    need_space(home(), 2, "The database")
    own_directory(home())
    fresh = home() / "data.new"
    remove(fresh)
    # As Odoo creates databases: plain byte order; but lower() and ilike know umlauts.
    locale = ["--locale=C.UTF-8", "--lc-collate=C", "--lc-ctype=C.UTF-8"]
    options = ["--auth=trust", "--encoding=UTF8", *locale, "--no-sync"]
    with step("Creating the database cluster"):
        as_owner(
            [binaries() / "initdb", "-D", fresh, "-U", ROLE, *options],
            "The database cluster could not be created",
        )
        with (fresh / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(SETTINGS)
        fresh.rename(data())


def start():
    own_directory(home())
    own_directory(socket_directory())
    log = home() / "postgresql.log"
    server_options = f"-k '{socket_directory()}' -p 5432"
    waiting = ["-w", "-t", "60", "-l", log, "-o", server_options]
    with step("Starting PostgreSQL"):
        as_owner(
            [binaries() / "pg_ctl", "start", "-D", data(), *waiting],
            f"PostgreSQL did not start, see {log}",
        )


def stop():
    """Stop the cluster; True if it was running."""
    if not running():
        return False
    with step("Stopping PostgreSQL"):
        as_owner(
            [binaries() / "pg_ctl", "stop", "-m", "fast", "-w", "-D", data()],
            "PostgreSQL did not stop",
        )
    return True


def sql(query, database="postgres"):
    """Run SQL and return the rows as lists of strings ('' for NULL)."""
    separators = ["-F", "\x1f", "-R", "\x1e"]
    options = ["-XqAt", *separators, "-v", "ON_ERROR_STOP=1", "-d", database]
    done = subprocess.run(
        [binaries() / "psql", *options],
        input=query,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **connection()},
    )
    if done.returncode:
        raise Stop(f"PostgreSQL: {done.stderr.strip().splitlines()[0]}")
    output = done.stdout.removesuffix("\n").removesuffix("\x1e")
    return [row.split("\x1f") for row in output.split("\x1e")] if output else []


def exists(database):
    return bool(sql(f"SELECT 1 FROM pg_database WHERE datname = {literal(database)}"))


def literal(text):
    return "'" + text.replace("'", "''") + "'"


def identifier(name):
    return '"' + name.replace('"', '""') + '"'
