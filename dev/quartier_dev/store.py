"""Files that are there completely or not at all, and the cache made of them."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

from .console import Stop
from .paths import LOCAL, cache_dir


@contextmanager
def building(target):
    """Yield an empty directory that becomes ``target`` when all went well."""
    target = Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    work.chmod(0o755)
    try:
        yield work
        remove(target)
        work.rename(target)
    finally:
        remove(work)


def write_text(path, text, mode=0o644):
    """Write a file in one go; does nothing when it says so already."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(name, mode)
    os.replace(name, path)


def remove(path):
    path = Path(path)
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        # First out of the way in one step, so that nobody meets a half-removed tree.
        trash = Path(tempfile.mkdtemp(prefix=".trash-", dir=path.parent))
        path.rename(trash / path.name)
        shutil.rmtree(trash, ignore_errors=True)


def copy_tree(source, target):
    """Copy a tree whose files never change in place, by hard links where possible."""
    for flag in ("-al", "-a"):
        with suppress(subprocess.CalledProcessError), building(target) as work:
            command = ["cp", flag, f"{source}/.", work]
            subprocess.run(command, capture_output=True, text=True, check=True)
            return
    raise Stop(f"{source} could not be copied to {target} (disk full?)")


def cached(kind, key, build):
    """The path ``<cache>/<kind>/<key>``, made by ``build(directory)`` if missing."""
    target = cache_dir() / kind / key
    if not target.exists():
        with building(target) as work:
            build(work)
    return target


def need_space(path, gigabytes, what):
    """Stop before a large step that the disk has no room for."""
    while not path.exists():
        path = path.parent
    free = shutil.disk_usage(path).free / 1e9
    if free < gigabytes:
        raise Stop(f"{what} needs {gigabytes:g} GB, {path} has {free:.1f} GB free")


@contextmanager
def locked(name):
    """Let commands in the same checkout wait for each other, not build twice."""
    LOCAL.mkdir(parents=True, exist_ok=True)
    with (LOCAL / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
