"""Programs and libraries from npm, as ``dev/node`` locks them."""

import shutil
from pathlib import Path

from . import system
from .console import run_logged, step
from .environment import clean_environ
from .paths import LOCAL, digest
from .store import cached, copy_tree, write_text

NODE = LOCAL / "node"
PACKAGE = Path(__file__).parents[1] / "node"


def ensure():
    """The node_modules with prettier and axe-core, installed from the lock file."""
    if not shutil.which("node") or not shutil.which("npm"):
        system.install(["nodejs", "npm"], "Node.js")
    key = digest(PACKAGE / "package-lock.json")
    stamp = NODE / "stamp"
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == key):
        copy_tree(cached("node", key, install), NODE)
    return NODE / "node_modules"


def install(work):
    with step("Fetching prettier and axe-core"):
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(PACKAGE / name, work)
        run_logged(
            ["npm", "ci", "--no-audit", "--no-fund"],
            "npm",
            "prettier and axe-core could not be fetched (is the npm registry"
            " reachable?)",
            cwd=work,
            env=clean_environ(),
        )
        write_text(work / "stamp", digest(PACKAGE / "package-lock.json"))
