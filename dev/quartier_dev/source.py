"""Odoo 19 Community: found, or taken from Debian and unpacked (never installed)."""

import compileall
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from . import archive
from .console import Stop, run_logged, step
from .paths import ODOO, cache_dir, digest
from .store import building, cached, copy_tree, need_space, remove, write_text

SERIES = "19.0"
SUITES = ("sid", "trixie")
# Debian's odoo-19 links to these packages' files. Icons and Inconsolata come from the
# release before: the newer packages do not carry the files (Font Awesome 4.7) that
# Odoo's style sheets name.
PACKAGES = (
    "odoo-19/sid",
    "libjs-jquery/sid",
    "libjs-jquery-form/sid",
    "libjs-underscore/sid",
    "fonts-font-awesome/trixie",
    "fonts-inconsolata/trixie",
    "fonts-montserrat/sid",
    "fonts-ocr-b/sid",
    "fonts-roboto-unhinted/sid",
)
PYTHON_PATH = Path("usr/lib/python3/dist-packages")
# Debian strips this file for its licence, but the back end's bundle still names it.
STRIPPED = Path(
    "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
)


def ensure():
    """The directory to import Odoo from: ODOO_SOURCE, this Python's, or Debian's."""
    named = os.environ.get("ODOO_SOURCE")
    if named:
        return check(Path(named).expanduser().resolve(), "ODOO_SOURCE")
    if outdated():
        importable = find_importable()
        if importable:
            with building(ODOO) as work:
                (work / "odoo").symlink_to(importable)
                (work / "SOURCE").write_text(".", encoding="utf-8")
        else:
            unpack_from_cache()
    return check(ODOO / (ODOO / "SOURCE").read_text(encoding="utf-8"), ODOO)


def check(directory, origin):
    version = version_of(directory)
    if version != SERIES:
        found = f"Odoo {version}" if version else "no Odoo"
        raise Stop(f"Odoo {SERIES} is needed, {origin} ({directory}) holds {found}")
    return directory


def version_of(directory):
    """The series (``19.0``) below ``directory``, without importing it, or None."""
    try:
        text = (directory / "odoo" / "release.py").read_text(encoding="utf-8")
    except OSError:
        return None
    match = re.search(r"^version_info = \((\d+), (\d+)", text, re.MULTILINE)
    return f"{match[1]}.{match[2]}" if match else None


def full_version(directory):
    """What a template depends on: the release file, and the package or the commit."""
    if directory.is_relative_to(ODOO):
        package = ODOO / "VERSION"
        state = package.read_text(encoding="utf-8") if package.exists() else ""
    else:
        state = commit_of(directory)
    return digest(directory / "odoo" / "release.py", state)


def commit_of(directory):
    if not shutil.which("git"):
        return ""
    command = ["git", "-C", directory, "rev-parse", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def find_importable():
    """The package directory of an ``odoo`` 19 that this Python can import, if any."""
    script = "import odoo.release as r; print(r.__file__)"
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=False,
            cwd=empty,
        )
    if done.returncode:
        return None
    package = Path(done.stdout.strip()).parent
    return package if version_of(package.parent) == SERIES else None


def recipe():
    """The cache's key: by recipe, not by Debian's version; a machine keeps its Odoo."""
    return digest(PACKAGES, SUITES, sys.version_info[:2], "2")


def outdated():
    """Whether .local/odoo is missing or was unpacked by another recipe."""
    stamp = ODOO / "RECIPE"
    if stamp.exists():
        return stamp.read_text(encoding="utf-8") != recipe()
    return not (ODOO / "SOURCE").exists()


def unpack_from_cache():
    need_space(cache_dir(), 3, "Odoo")
    tree = cached("odoo", recipe(), build)
    with step("Putting Odoo in place"):
        copy_tree(tree, ODOO)


def build(work):
    with tempfile.TemporaryDirectory(prefix="apt-", dir=cache_dir()) as temporary:
        os.chmod(temporary, 0o755)
        with step("Fetching Odoo 19 from Debian"):
            packages = archive.download(PACKAGES, SUITES, Path(temporary))
        with step("Unpacking Odoo"):
            for package in packages:
                run_logged(
                    ["dpkg", "-x", package, work],
                    "setup",
                    f"{package.name} could not be unpacked",
                )
            complete(work)
            version = next(p.name for p in packages if p.name.startswith("odoo-19_"))
            write_text(work / "VERSION", version)
    with step("Compiling Odoo"):
        # -B and PYTHONDONTWRITEBYTECODE do not concern compileall as a module.
        compileall.compile_dir(
            work / PYTHON_PATH / "odoo", quiet=2, workers=os.cpu_count() or 1
        )
    write_text(work / "SOURCE", str(PYTHON_PATH))
    write_text(work / "RECIPE", recipe())


def complete(prefix):
    """Repair what works only when installed: absolute links and the stripped file."""
    dangling = []
    for path in links(prefix):
        target = os.readlink(path)
        if target.startswith("/"):
            remove(path)
            path.symlink_to(os.path.relpath(prefix / target.lstrip("/"), path.parent))
        if not path.exists():
            dangling.append(path)
    if dangling:
        raise Stop(f"Odoo's Debian package links to missing files, first {dangling[0]}")
    stripped = prefix / PYTHON_PATH / STRIPPED
    if not stripped.exists():
        write_text(stripped, "")


def links(prefix):
    for directory, folders, files in os.walk(prefix):
        for name in folders + files:
            path = Path(directory, name)
            if path.is_symlink():
                yield path
