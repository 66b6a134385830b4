"""dev/stop: stop the server and the database cluster of this checkout."""

from . import cluster, service
from .console import command, say


def main(_arguments):
    stopped = [service.stop(), cluster.stop()]
    if not any(stopped):
        say("Nothing was running.")


if __name__ == "__main__":
    command(main)
