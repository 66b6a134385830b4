"""dev/test [PATH…] [pytest options]: everything, or a part of the tests."""

import shutil
from pathlib import Path

from . import cluster, i18n, lint, server, system, testing
from .console import Stop, command, say
from .paths import ROOT

BROWSERS = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")


def main(arguments):
    was_running = cluster.running()
    prepare()
    paths = [path for argument in arguments if (path := test_path(argument))]
    options = [argument for argument in arguments if not test_path(argument)]
    try:
        return run_part(options, paths) if arguments else run_all()
    finally:
        if not was_running:
            cluster.stop()


def prepare():
    if not any(map(shutil.which, BROWSERS)):
        system.install(["chromium"], "a browser")
    system.ensure_program(
        "soffice", ["libreoffice-calc-nogui"], "a spreadsheet that recomputes workbooks"
    )
    server.prepare(development=True)


def test_path(argument):
    """The full path of an argument like ``tests/test_x.py::TestX``, if it is one."""
    if argument.startswith("-"):
        return None
    name, *parts = argument.split("::")
    for base in (Path.cwd(), ROOT):
        if (base / name).exists():
            return "::".join([str((base / name).resolve()), *parts])
    return None


def run_part(options, paths):
    testing.ensure_database()
    return testing.run_pytest(options, paths or testing.test_directories())[0]


def run_all():
    failures = []
    testing.run_tool_tests()
    testing.ensure_database()
    code, closing = testing.run_pytest([], testing.test_directories())
    if code:
        failures.append(f"pytest ended with {code}")
    for name, part in (("translations", i18n.check), ("lint", lint.check)):
        try:
            part()
        except Stop as stop:
            failures.append(f"{name}: {stop}")
    for failure in failures:
        say(f"✗ {failure}")
    print(closing, flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    command(main)
