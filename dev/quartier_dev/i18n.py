"""dev/i18n [--check]: renew each addon's .pot and merge its de.po."""

import argparse
import subprocess
import tempfile
from pathlib import Path

from . import addons, databases, server
from .console import Stop, command, say, step
from .paths import BIN, ROOT, own_addons

DATABASE = "quartier_i18n"
MERGE = Path(__file__).parent / "inside" / "merge_po.py"


def main(arguments):
    parser = argparse.ArgumentParser(prog="dev/i18n", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing, only say what is missing"
    )
    options = parser.parse_args(arguments)
    server.prepare()
    renew(options.check)


def check():
    renew(check_only=True)


def renew(check_only=False):
    """Export from a database without demo data, whose texts are not for translation."""
    incomplete = []
    try:
        addons.create(DATABASE, demo=False)
        with tempfile.TemporaryDirectory() as temporary:
            for addon in own_addons():
                export = Path(temporary) / f"{addon}.pot"
                with step(f"Exporting the texts of {addon}"):
                    server.odoo(
                        "i18n",
                        f"The texts of {addon} could not be exported",
                        "i18n",
                        "export",
                        "-d",
                        DATABASE,
                        "-l",
                        "pot",
                        "-o",
                        export,
                        addon,
                    )
                if not merge(export, ROOT / addon, check_only):
                    incomplete.append(addon)
    finally:
        databases.drop(DATABASE)
    if incomplete:
        raise Stop(f"German is incomplete in {', '.join(incomplete)}")


def merge(export, addon, check_only):
    done = subprocess.run(
        [BIN / "python", MERGE, export, addon, *(["--check"] if check_only else [])],
        capture_output=True,
        text=True,
        check=False,
        env=server.environ(),
    )
    if done.stdout:
        say(done.stdout.rstrip())
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        raise Stop(f"{addon.name}: {done.stderr.strip().splitlines()[-1]}")
    return done.returncode == 0


if __name__ == "__main__":
    command(main)
