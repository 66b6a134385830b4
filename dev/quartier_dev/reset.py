"""dev/reset: start over. Asks first; the shared cache stays."""

import argparse
import sys

from . import cluster, databases, service
from .console import Stop, command, say, step
from .paths import LOCAL
from .run import DATABASE
from .store import remove


def main(arguments):
    parser = argparse.ArgumentParser(prog="dev/reset", description=__doc__)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument(
        "--all",
        action="store_true",
        help="remove everything below .local, all databases included",
    )
    options = parser.parse_args(arguments)
    what = (
        f"everything in {LOCAL} with all its databases"
        if options.all
        else f"the database {DATABASE} and its files"
    )
    if not options.yes:
        confirm(what)
    service.stop()
    if options.all:
        cluster.stop()
        with step(f"Removing {what}"):
            for path in (cluster.home(), cluster.socket_directory(), LOCAL):
                remove(path)
    else:
        cluster.ensure()
        with step(f"Removing {what}"):
            databases.drop(DATABASE)
    say("✓ dev/run starts afresh")


def confirm(what):
    if not sys.stdin.isatty():
        raise Stop("dev/reset asks before it deletes; without a terminal use --yes")
    if input(f"Delete {what}? [y/N] ").strip().lower() not in ("y", "yes", "j", "ja"):
        raise Stop("nothing was deleted")


if __name__ == "__main__":
    command(main)
