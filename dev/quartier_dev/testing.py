"""The test database and the pytest run over the addons and the top-level tests."""

import os
import re
import subprocess
from pathlib import Path

from . import addons, databases, expected, server
from .console import Stop, run_logged, say, step
from .environment import clean_environ
from .paths import BIN, LOG, ROOT, digest, own_addons
from .templates import GERMAN

DATABASE = "quartier_test"
ASSETS = Path(__file__).parent / "inside" / "pregenerate_assets.py"
WORKERS = os.cpu_count() or 1


def ensure_database():
    """A database with the addons, demo data and asset bundles; reused until an addon
    changes.

    pytest-xdist clones it for each worker, so that it stays as it was installed.
    """
    state = digest(addons.fingerprint(), GERMAN.key(), ASSETS)
    if databases.noted(DATABASE) == state:
        return
    install_log = LOG / "install.log"
    start = install_log.stat().st_size if install_log.exists() else 0
    addons.create(DATABASE)
    logged = expected.unexpected_in(
        install_log.read_bytes()[start:].decode(errors="replace")
    )
    if logged:
        for entry in logged:
            say(f"  {entry}")
        raise Stop(
            f"Odoo logged {len(logged)} warnings or errors while installing"
            f" (see {install_log})"
        )
    with step("Building asset bundles"):
        server.shell(DATABASE, ASSETS, "assets", "The asset bundles could not be built")
    databases.note(DATABASE, state)


def test_directories():
    candidates = [ROOT / name / "tests" for name in own_addons()] + [ROOT / "tests"]
    return [path for path in candidates if any(path.rglob("test_*.py"))]


def run_pytest(arguments, paths):
    """Run pytest; returns its exit code and its closing line."""
    options = f"-p quartier_dev.pytest_plugin --odoo-database {DATABASE} --odoo-http"
    command = [
        BIN / "python",
        "-m",
        "pytest",
        *options.split(),
        "--odoo-log-level=warn",
    ]
    environment = {"env": server.environ(PYTHONPATH=str(ROOT / "dev")), "cwd": ROOT}
    if is_interactive(arguments):
        done = subprocess.run(
            [*command, *arguments, *paths], **environment, check=False
        )
        return done.returncode, ""
    parallel = f"-n {WORKERS} --dist loadfile".split()
    process = subprocess.Popen(
        [*command, *parallel, *arguments, *paths],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        **environment,
    )
    LOG.mkdir(parents=True, exist_ok=True)
    closing = ""
    with (LOG / "pytest.log").open("w", encoding="utf-8") as log:
        for line in process.stdout:
            print(line, end="", flush=True)
            log.write(line)
            closing = line.strip() or closing
    return process.wait(), closing


def is_interactive(arguments):
    """With a debugger, or with the number of processes named, the user decides."""
    pattern = re.compile(r"-n|--numprocesses|--pdb|--trace|-s$")
    return any(map(pattern.match, arguments))


def run_tool_tests():
    """The tests of this package itself; they need no Odoo."""
    with step("Testing the tools themselves"):
        run_logged(
            [BIN / "python", "-B", "-m", "unittest", "discover", "-s", "tests"],
            "tools",
            "The tests of dev/ failed",
            cwd=ROOT / "dev",
            env=clean_environ(),
        )
