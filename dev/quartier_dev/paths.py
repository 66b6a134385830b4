"""Where things are: nothing outside of these places is written to."""

import ast
import hashlib
import os
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
LOG = LOCAL / "log"
VENV = LOCAL / "venv"
ODOO = LOCAL / "odoo"
DATA = LOCAL / "data"
CONFIG = LOCAL / "odoo.conf"
BIN = VENV / "bin"

# Marks this checkout in places that all checkouts share (/tmp, /var/tmp).
MARK = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]


@cache
def cache_dir():
    """The shared cache, or a private one where the shared one cannot be written."""
    shared = (
        Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "quartier"
    )
    try:
        shared.mkdir(parents=True, exist_ok=True)
    except OSError:
        shared = None
    if shared and os.access(shared, os.W_OK):
        return shared
    private = LOCAL / "cache"
    private.mkdir(parents=True, exist_ok=True)
    return private


def manifests(root=ROOT):
    """The repository's own addons: ``{name: manifest}``, sorted by name."""
    return {
        path.parent.name: ast.literal_eval(path.read_text(encoding="utf-8"))
        for path in sorted(root.glob("*/__manifest__.py"))
    }


def own_addons():
    return [
        name
        for name, manifest in manifests().items()
        if manifest.get("installable", True)
    ]


def digest(*parts):
    """A short key over strings and files' contents, in the given order."""
    result = hashlib.sha256()
    for part in parts:
        data = part.read_bytes() if isinstance(part, Path) else str(part).encode()
        result.update(b"%d:" % len(data) + data)
    return result.hexdigest()[:16]
