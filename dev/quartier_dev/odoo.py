"""dev/odoo ARGS…: Odoo's own command line in this repository's environment."""

import os
import sys

from . import server
from .console import command


def main(arguments):
    server.prepare()
    sys.stdout.flush()
    arguments = server.odoo_command(*arguments)
    os.execve(arguments[0], arguments, server.environ())


if __name__ == "__main__":
    command(main)
