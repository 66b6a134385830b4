"""The virtual environment, built from the lock files, with Odoo importable in it."""

import os
import sys
import sysconfig
import venv

from .console import run_logged, step
from .paths import BIN, ROOT, VENV, cache_dir, digest
from .store import building, cached, need_space, remove, write_text

# Started by path, not with -m, so that the working directory is not on Python's path.
ODOO_SCRIPT = """\
#!{python}
import sys

from odoo.cli import main

sys.exit(main())
"""
METADATA = "Metadata-Version: 2.1\nName: odoo\nVersion: 19.0\n"


def clean_environ(**extra):
    """The caller's environment without what would lead Python or Odoo astray."""
    dropped = {
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONPATH",
        "PYTHONHOME",
        "ODOO_RC",
        "OPENERP_SERVER",
    }
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in dropped and not key.startswith("PG")
    }
    return {**kept, **extra}


def ensure(odoo, development=False):
    """Build or complete .local/venv. ``odoo`` is the directory to import Odoo from."""
    base = ROOT / "requirements.txt"
    stamp = VENV / "requirements.stamp"
    if not installed(stamp, key_of(base)):
        remove(VENV)
        with step("Creating the virtual environment"):
            venv.EnvBuilder(with_pip=True, symlinks=True).create(VENV)
        install(base, stamp)
    make_importable(odoo)
    if development:
        file = ROOT / "requirements-dev.txt"
        stamp = VENV / "requirements-dev.stamp"
        if not installed(stamp, key_of(file)):
            install(file, stamp)


def key_of(requirements):
    """What installed wheels depend on: the lock file, the Python, the platform."""
    return digest(requirements, sys.version, sysconfig.get_platform())


def installed(stamp, key):
    return (
        (BIN / "python").exists()
        and stamp.exists()
        and stamp.read_text(encoding="utf-8") == key
    )


def install(requirements, stamp):
    """Install one lock file; without the stamp, written last, it is done again.

    The hashes are checked when the wheels are collected; what was collected is our own,
    so that a second installation needs neither network nor compiler.
    """
    key = key_of(requirements)
    need_space(cache_dir(), 1, "The Python packages")

    def collect(work):
        with step(f"Fetching {requirements.name}"):
            # Debian 12's pip would build the few source packages without "wheel".
            options = [
                "--use-pep517",
                "--require-hashes",
                "-r",
                requirements,
                "-w",
                work,
            ]
            failure = "The Python packages could not be fetched (no package index?)"
            pip(failure, "wheel", *options)

    wheels = cached("wheels", key, collect)
    with step(f"Installing {requirements.name}"):
        failure = "The Python packages could not be installed"
        pip(
            failure, "install", "--no-index", "--no-deps", *sorted(wheels.glob("*.whl"))
        )
    write_text(stamp, key)


def pip(failure, *arguments):
    command = [BIN / "python", "-m", "pip", "--no-input", *arguments]
    run_logged(command, "pip", failure, env=clean_environ())


def make_importable(odoo):
    """Put Odoo on the environment's path and let pip see it as a distribution."""
    site = next(VENV.glob("lib/python*/site-packages"))
    write_text(site / "quartier-odoo.pth", f"{odoo}\n")
    described = any(odoo.glob("odoo-*.egg-info")) or any(odoo.glob("odoo-*.dist-info"))
    info = site / "odoo-19.0.dist-info"
    if described:
        remove(info)
    elif not info.exists():
        with building(info) as work:
            (work / "METADATA").write_text(METADATA, encoding="utf-8")
            (work / "INSTALLER").write_text("quartier\n", encoding="utf-8")
            (work / "RECORD").write_text("", encoding="utf-8")
    write_text(BIN / "odoo", ODOO_SCRIPT.format(python=BIN / "python"), mode=0o755)
