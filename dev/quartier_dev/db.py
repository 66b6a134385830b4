"""dev/db NAME [--addons a,b] [--no-demo]: replace NAME by a fresh database."""

import argparse

from . import addons, databases, server
from .console import command, say


def main(arguments):
    parser = argparse.ArgumentParser(prog="dev/db", description=__doc__)
    parser.add_argument("name")
    parser.add_argument(
        "--addons", help="comma separated; default: all of this repository; '' for none"
    )
    parser.add_argument(
        "--no-demo", action="store_true", help="without the addons' demo data"
    )
    options = parser.parse_args(arguments)
    name = databases.valid_name(options.name)
    names = None
    if options.addons is not None:
        names = [addon.strip() for addon in options.addons.split(",") if addon.strip()]
    server.prepare()
    addons.create(name, names, demo=not options.no_demo)
    say(f"✓ {name}")


if __name__ == "__main__":
    command(main)
