"""dev/test-odoo [--tags TAGS]: Odoo's own suites with our addons installed, compared
with Odoo alone.

Runs Odoo's runner over the modules that our addons extend, without demo data, once on a
bare Odoo (kept in the cache) and once with the addons. Fails if a test fails that
passes on the bare one, or was not run.
"""

import argparse
import json
import re
import socket
import subprocess
from pathlib import Path

from . import addons, cluster, databases, server, test
from .console import Stop, command, say, step
from .paths import BIN, LOG, ROOT, digest, own_addons
from .store import cached
from .templates import PLAIN

SUITES = ("calendar", "project", "contacts", "portal")
RUNNER = Path(__file__).parent / "inside" / "run_core_tests.py"
# Why a test fails on an Odoo without our addons; it may then fail with them as well.
BARE_FAILURES = {
    "odoo.addons.project.tests.test_access_rights.TestAccessRightsPrivateTask"
    ".test_internal_cannot_crud_private_task": "project_todo, which Odoo installs along"
    " with project, gives employees private tasks; the test is for project alone",
}
BARE, OURS = "quartier_core_bare", "quartier_core_ours"


def main(arguments):
    parser = argparse.ArgumentParser(prog="dev/test-odoo", description=__doc__)
    parser.add_argument(
        "--tags", help="other tests, in Odoo's syntax (default: the four suites)"
    )
    options = parser.parse_args(arguments)
    tags = options.tags or ",".join(f"/{module}" for module in SUITES)
    test.prepare()
    bare = bare_result(tags)
    ours = run_confirmed(OURS, own_addons(), tags)
    say(f"bare Odoo: {summary(bare)}; with {', '.join(own_addons())}: {summary(ours)}")
    worse = compare(bare, ours)
    for line in worse:
        say(f"✗ {line}")
    for name in sorted(set(bare["failed"])):
        say(f"  fails on the bare Odoo: {name} ({BARE_FAILURES.get(name, 'why?')})")
    for name in ours["unstable"]:
        say(f"  failed with the addons, passed when repeated: {name}")
    if worse:
        raise Stop(
            f"Odoo's own tests are worse off with the addons (see {log_of(OURS)})"
        )
    say("✓ nothing of Odoo's own tests is worse off with the addons")


def bare_result(tags):
    key = digest(PLAIN.key(), tags, RUNNER, "repeated")

    def build(work):
        result = run_confirmed(BARE, [], tags)
        (work / "result.json").write_text(json.dumps(result), encoding="utf-8")

    path = cached("core-tests", key, build) / "result.json"
    return json.loads(path.read_text(encoding="utf-8"))


def run_confirmed(database, with_addons, tags):
    """Run the suites, and once more alone what failed: some tours depend on the load.

    What passed then is listed as ``unstable``. The bare run is repeated likewise: what
    failed there by chance would excuse a real failure for ever.
    """
    result = run_suites(database, with_addons, tags)
    again = [tag for name in sorted(set(result["failed"])) if (tag := tag_of(name))]
    failed = set(result["failed"])
    if again:
        repeated = run_suites(database, with_addons, ",".join(again), repeated=True)
        passed = (
            set(repeated["ran"]) - set(repeated["failed"]) - set(repeated["skipped"])
        )
        failed -= passed
    unstable = sorted(set(result["failed"]) - failed)
    return {**result, "failed": sorted(failed), "unstable": unstable}


def tag_of(name):
    """Odoo's tag for one test; None for what is no test (an error in setUpClass)."""
    pattern = r"odoo\.addons\.(\w+)\.tests\.(?:\w+\.)+(\w+)\.(test\w*)"
    match = re.fullmatch(pattern, name)
    return f"/{match[1]}:{match[2]}.{match[3]}" if match else None


def run_suites(database, with_addons, tags, repeated=False):
    """Run the suites on a fresh database; lists ``ran``, ``failed`` and ``skipped``."""
    report, log = LOG / f"{database}.json", log_of(database, repeated)
    report.unlink(missing_ok=True)
    addons.create(database, with_addons, demo=False, template=PLAIN)
    port = free_port()
    # Tests compare links in mails with the port they run on.
    address = cluster.literal(f"http://localhost:{port}")
    query = (
        f"UPDATE ir_config_parameter SET value = {address} WHERE key = 'web.base.url'"
    )
    cluster.sql(query, database)
    options = f"-d {database} --test-tags {tags} --http-port {port}".split()
    options += ["--stop-after-init", "--max-cron-threads", "0"]
    try:
        what = "what failed once more" if repeated else tags
        with step(f"Running {what} on {database}"), log.open("w") as output:
            subprocess.run(
                [BIN / "python", RUNNER, report, *options],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=server.environ(),
                cwd=ROOT,
                check=False,
            )
    finally:
        databases.drop(database)
    if not report.exists():
        raise Stop(f"Odoo's runner did not come to its end (see {log})")
    result = json.loads(report.read_text(encoding="utf-8"))
    if not result["ran"]:
        raise Stop(f"Odoo's runner ran no test (see {log})")
    return result


def compare(bare, ours):
    """What is worse than on the bare Odoo, one line each."""
    failed = sorted(set(ours["failed"]) - set(bare["failed"]))
    missing = sorted(set(bare["ran"]) - set(ours["ran"]))
    skipped = sorted(set(ours["skipped"]) - set(bare["skipped"]))
    return (
        [f"fails only with the addons: {name}" for name in failed]
        + [f"did not run: {name}" for name in missing]
        + [f"skipped only with the addons: {name}" for name in skipped]
    )


def summary(result):
    counts = {key: len(set(result[key])) for key in ("ran", "failed", "skipped")}
    return (
        f"{counts['ran']} run, {counts['failed']} failed, {counts['skipped']} skipped"
    )


def log_of(database, repeated=False):
    return LOG / f"{database}{'_repeated' if repeated else ''}.log"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    command(main)
