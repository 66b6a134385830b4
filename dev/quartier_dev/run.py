"""dev/run: Odoo with the addons and their demo data at http://localhost:8069."""

import argparse
import os

from . import addons, cluster, databases, server, service
from .console import Stop, command, say
from .logins import logins, table
from .paths import ROOT, own_addons

DATABASE = "quartier"


def main(arguments):
    parser = argparse.ArgumentParser(prog="dev/run", description=__doc__)
    parser.add_argument(
        "--port", type=int, help=f"default: QUARTIER_PORT or {server.DEFAULT_PORT}"
    )
    parser.add_argument(
        "--foreground", action="store_true", help="stay in the terminal, log included"
    )
    options, extra = parser.parse_known_args(arguments)
    extra = [argument for argument in extra if argument != "--"]

    found = service.running()
    running_port = found[1] if found else None
    port = (
        options.port
        or running_port
        or int(os.environ.get("QUARTIER_PORT") or server.DEFAULT_PORT)
    )
    if not found:
        service.check_port(port)  # before long work, not after it
    elif options.foreground:
        raise Stop("Odoo runs in the background already; dev/stop first")
    server.prepare()
    if found and (outdated() or running_port != port or extra):
        service.stop()
        found = None
    bring_up_to_date()
    say_logins(port)
    if options.foreground:
        os.chdir(ROOT)
        started = service.arguments(DATABASE, port, extra)
        os.execve(started[0], started, server.environ())
    if not found:
        service.start(DATABASE, port, extra)
    say(f"✓ http://localhost:{port}")


def outdated():
    return databases.noted(DATABASE) != addons.fingerprint()


def bring_up_to_date():
    """Create the database, or update it by what changed in the addons since."""
    state = addons.fingerprint()
    if not cluster.exists(DATABASE):
        addons.create(DATABASE)
    elif outdated():
        present = addons.installed(DATABASE)
        missing = [name for name in own_addons() if name not in present]
        if present:
            addons.update(DATABASE, present)
        if missing:
            addons.install(DATABASE, missing, demo=True)
    databases.note(DATABASE, state)


def say_logins(port):
    rows = logins(DATABASE)
    say()
    say(f"Logins for http://localhost:{port} (the password is the login):")
    for line in table(rows):
        say(f"  {line}")
    say()


if __name__ == "__main__":
    command(main)
