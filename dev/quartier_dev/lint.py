"""dev/lint [--fix] [--only NAME] [FILE…]: OCA's hooks, ruff, pylint-odoo, prettier."""

import argparse
import os
import subprocess
from pathlib import Path

from . import node, server
from .console import Stop, command, say, step
from .environment import clean_environ
from .paths import BIN, ROOT, own_addons

FORMATTED = {".xml", ".js", ".scss", ".css"}
# Libraries keep their authors' style.
NOT_FORMATTED = {"lib", "node_modules", ".local"}


def main(arguments):
    parser = argparse.ArgumentParser(prog="dev/lint", description=__doc__)
    parser.add_argument(
        "--fix", action="store_true", help="repair what can be repaired"
    )
    parser.add_argument("--only", choices=CHECKS, help="one of the checks")
    parser.add_argument("files", nargs="*", help="only these files (default: all)")
    options = parser.parse_args(arguments)
    server.prepare_tools()
    files = [Path(name).resolve() for name in options.files] or None
    names = [options.only] if options.only else list(CHECKS)
    if options.fix:
        for name in names:
            for arguments in CHECKS[name](True, files):
                run_program(arguments)
    check(names, files)


def check(names=None, files=None):
    """Run the checks and stop, when all of them have run, if one found something."""
    failed = []
    for name in names or CHECKS:
        commands = CHECKS[name](False, files)
        if commands and not run_check(name, commands):
            failed.append(name)
    if failed:
        raise Stop(
            f"{', '.join(failed)} found something to repair"
            " (dev/lint --fix repairs what it can)"
        )


def run_check(name, commands):
    """Run one check's programs; show what they say only if they complain."""
    with step(name):
        results = [run_program(arguments) for arguments in commands]
    for result in results:
        if result.returncode:
            say(result.stdout.rstrip())
    return not any(result.returncode for result in results)


def run_program(arguments):
    return subprocess.run(
        list(map(str, arguments)),
        cwd=ROOT,
        env=tool_environ(),
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def tool_environ():
    return clean_environ(
        PATH=f"{BIN}:{os.environ.get('PATH', os.defpath)}", NO_COLOR="1"
    )


def ruff(fix, files):
    targets = [path for path in files if path.suffix == ".py"] if files else [ROOT]
    if not targets:
        return []
    if fix:
        return [["ruff", "check", "--fix", *targets], ["ruff", "format", *targets]]
    return [["ruff", "check", *targets], ["ruff", "format", "--check", *targets]]


def pylint(_fix, files):
    targets = addons_of(files)
    return (
        [["pylint", "-j2", "--rcfile", ROOT / "pyproject.toml", *targets]]
        if targets
        else []
    )


def oca(fix, files):
    targets = addons_of(files)
    if not targets:
        return []
    repair = ["--fix"] if fix else []
    catalogues = [
        path
        for target in targets
        for path in sorted((ROOT / target).glob("i18n*/*.po*"))
    ]
    commands = [["oca-checks-odoo-module", *repair, *targets]]
    if catalogues:
        # Its pretty format empties translations that equal the source ("Name"): those
        # are translated.
        commands.append(["oca-checks-po", "--disable=po-pretty-format", *catalogues])
    return commands


def prettier(fix, files):
    """XML, JavaScript and SCSS of the addons."""
    targets = [path for path in files or addon_files() if is_formatted(path)]
    if not targets:
        return []
    modules = node.ensure()
    return [
        [
            "node",
            modules / "prettier" / "bin" / "prettier.cjs",
            "--config",
            node.PACKAGE / "prettier.json",
            "--no-editorconfig",
            "--plugin",
            modules / "@prettier" / "plugin-xml" / "src" / "plugin.js",
            "--write" if fix else "--list-different",
            *targets,
        ]
    ]


def addons_of(files):
    """The addons that the given files belong to; all without files."""
    if files is None:
        return own_addons()
    tops = {
        path.relative_to(ROOT).parts[0] for path in files if path.is_relative_to(ROOT)
    }
    return sorted(tops & set(own_addons()))


def addon_files():
    return [path for name in own_addons() for path in sorted((ROOT / name).rglob("*"))]


def is_formatted(path):
    return (
        path.suffix in FORMATTED
        and path.is_file()
        and not NOT_FORMATTED & set(path.parts)
        and "description" not in path.parts
    )


# In the order in which repairs build on each other: prettier has the last word on XML.
CHECKS = {"oca": oca, "ruff": ruff, "pylint": pylint, "prettier": prettier}


if __name__ == "__main__":
    command(main)
