"""dev/bench [NAME …] [--list] [--size N] [--keep]: what the addons cost.

Prints, for each figure, ours, the comparison measured in the same run, their ratio with
its goal, and what limits it; .local/bench gets the same with every sample. It is a
benchmark, never a test: nothing fails here because a machine is slow.
"""

import argparse

from .. import server
from ..console import Stop, command, say
from . import (
    approval,
    audit_folder,
    clocks,
    contacts,
    deadlines,
    duplicates,
    events,
    fixture,
    grants,
    lifecycle,
    network_map,
    paper,
    proof,
    reminders,
    report,
    rooms,
    series,
    volunteers,
    vouchers,
    week,
)

# What a benchmark has: a docstring that says in its first line what is compared, SIZE
# (the default of --size), and run(size), which yields figures.
BENCHMARKS = {
    "approval": approval,
    "audit": audit_folder,
    "clocks": clocks,
    "contacts": contacts,
    "deadlines": deadlines,
    "duplicates": duplicates,
    "events": events,
    "grants": grants,
    "lifecycle": lifecycle,
    "map": network_map,
    "paper": paper,
    "proof": proof,
    "reminders": reminders,
    "rooms": rooms,
    "series": series,
    "volunteers": volunteers,
    "vouchers": vouchers,
    "week": week,
}


def main(arguments):
    options = parse(arguments)
    if options.list:
        for name in BENCHMARKS:
            print(title(name))
        return
    if unknown := set(options.names) - set(BENCHMARKS):
        raise Stop(f"no such benchmark: {', '.join(sorted(unknown))} (see --list)")
    server.prepare()
    for name in options.names or BENCHMARKS:
        run(name, options.size or BENCHMARKS[name].SIZE, options.keep)


def parse(arguments):
    parser = argparse.ArgumentParser(prog="dev/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="default: all")
    parser.add_argument("--list", action="store_true", help="say what there is")
    parser.add_argument("--size", type=int, help="rows to work on (default: --list)")
    parser.add_argument("--keep", action="store_true", help="keep the databases")
    options = parser.parse_args(arguments)
    if options.size is not None and options.size < 10:
        parser.error("--size: at least 10")
    return options


def title(name, size=None):
    module = BENCHMARKS[name]
    return f"{name} ({size or module.SIZE:,}): {module.__doc__.splitlines()[0]}"


def run(name, size, keep):
    figures = []
    try:
        for figure in BENCHMARKS[name].run(size):
            say(f"  {report.summary(figure)}")
            figures.append(figure)
    finally:
        if not keep:
            fixture.drop_databases()
    print(report.table(title(name, size), figures))
    say(f"✓ {report.save(name, size, figures)}")


if __name__ == "__main__":
    command(main)
