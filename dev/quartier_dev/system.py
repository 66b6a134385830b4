"""What the machine itself must have: found, or installed with apt."""

import ctypes
import os
import shutil
import subprocess
from pathlib import Path

from .console import Stop, run_logged, step

# WeasyPrint loads these at run time; pip cannot bring them.
PDF_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
# Documents are set in Liberation Sans; a wider font breaks their lines elsewhere.
FONT = "LiberationSans-Regular.ttf"


def become_root():
    """The prefix that makes apt work: none for root, passwordless sudo, or None."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if (
        shutil.which("sudo")
        and not subprocess.run(
            [*sudo, "true"], capture_output=True, check=False
        ).returncode
    ):
        return sudo
    return None


def install(packages, purpose):
    """Install Debian packages, or say in one line which are missing."""
    prefix = become_root() if shutil.which("apt-get") else None
    names = " ".join(packages)
    if prefix is None:
        raise Stop(
            f"{purpose} is missing; on Debian install it with: apt-get install {names}"
        )
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    with step(f"Installing {purpose} with apt ({names})"):
        run_logged([*apt, "update"], "apt", "apt-get update failed")
        run_logged(
            [*apt, "install", "-y", "--no-install-recommends", *packages],
            "apt",
            f"{purpose} could not be installed ({names})",
        )


def ensure_pdf_libraries():
    missing = [
        package for library, package in PDF_LIBRARIES.items() if not loadable(library)
    ]
    if not any(Path("/usr/share/fonts").rglob(FONT)):
        missing.append("fonts-liberation")
    if missing:
        install(missing, "what PDF documents need")


def loadable(library):
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def ensure_program(name, packages, purpose):
    """The path of a program on PATH, installed first when it is missing."""
    if not shutil.which(name):
        install(packages, purpose)
    return shutil.which(name) or name
