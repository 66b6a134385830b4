"""dev/run: Odoo with the addons and their demo data at http://localhost:8069."""

import argparse
import os

from . import cluster, databases, server, service, system
from .console import Stop, command, say, step
from .logins import logins, table
from .paths import ROOT

DATABASE = "quartier"


def main(arguments):
    parser = argparse.ArgumentParser(prog="dev/run", description=__doc__)
    default = os.environ.get("QUARTIER_PORT") or server.DEFAULT_PORT
    parser.add_argument("--port", type=int, default=default, help=f"default: {default}")
    parser.add_argument("--foreground", action="store_true", help="stay in the terminal, log included")
    options, extra = parser.parse_known_args(arguments)
    extra = [argument for argument in extra if argument != "--"]

    found = service.running()
    if not found:
        service.check_port(options.port)  # before long work, not after it
    elif options.foreground:
        raise Stop("Odoo runs in the background already; dev/stop first")
    system.ensure_pdf_libraries()
    server.prepare()
    if found and (outdated() or found[1] != options.port or extra):
        service.stop()
        found = None
    bring_up_to_date()
    say_logins(options.port)
    if options.foreground:
        os.chdir(ROOT)
        started = service.arguments(DATABASE, options.port, extra)
        os.execve(started[0], started, server.environ())
    if not found:
        service.start(DATABASE, options.port, extra)
    say(f"✓ http://localhost:{options.port}")


def outdated():
    return databases.noted(DATABASE) != databases.fingerprint()


def bring_up_to_date():
    """Create the database, or install and update what changed in the addons since the last time."""
    if not cluster.exists(DATABASE):
        databases.create(DATABASE)
        return
    if not outdated():
        return
    installed = databases.installed_addons(DATABASE)
    if installed:
        with step("Updating the addons that changed"):
            databases.update(DATABASE, installed)
    missing = [name for name in databases.own_addons() if name not in installed]
    if missing:
        databases.install(DATABASE, missing, demo=True)
    databases.note(DATABASE)


def say_logins(port):
    rows = logins(DATABASE)
    say()
    say(f"Logins for http://localhost:{port} (the password is the login):")
    for line in table(rows):
        say(f"  {line}")
    say()


if __name__ == "__main__":
    command(main)
