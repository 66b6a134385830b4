"""dev/setup: install everything, start nothing."""

from . import cluster, environment, server, source, system
from .console import command, say
from .paths import ROOT
from .store import locked


def main(arguments):
    development = "--dev" in arguments
    system.ensure_pdf_libraries()
    with locked("setup"):
        odoo = source.ensure()
        environment.ensure(odoo, development)
    binaries = cluster.binaries()
    server.configure()
    say(f"✓ Odoo {source.version_of(odoo)} in {odoo.relative_to(ROOT) if odoo.is_relative_to(ROOT) else odoo}")
    say(f"✓ PostgreSQL in {binaries}")


if __name__ == "__main__":
    command(main)
