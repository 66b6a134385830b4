"""dev/setup: install everything, start nothing."""

from . import cluster, server, source
from .console import command, say


def main(arguments):
    development = "--dev" in arguments
    server.prepare_tools(development)
    odoo = source.ensure()
    binaries = cluster.binaries()
    server.configure()
    say(f"✓ Odoo {source.version_of(odoo)} in {odoo}")
    say(f"✓ PostgreSQL in {binaries}")


if __name__ == "__main__":
    command(main)
