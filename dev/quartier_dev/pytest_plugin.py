"""Makes pytest as strict as Odoo's own runner: what Odoo logs as a warning or error
fails the test that caused it, and a test that is skipped has failed (browser tests skip
themselves when no browser is found: silence would look like success).
"""

import logging
from unittest import mock

import pytest

from . import databases, expected
from .store import remove
from .testing import DATABASE

KNOWN = pytest.StashKey[list]()


class Collector(logging.Handler):
    """Gathers what tests and the server's threads log, until it is asked for."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.entries = []

    def emit(self, record):
        # Python's own warnings are shown by pytest itself.
        if record.name != "py.warnings":
            self.entries.append(
                f"{record.levelname} {record.name}: {record.getMessage()}"
            )

    def take(self):
        entries, self.entries = self.entries, []
        return entries


collector = Collector()


def pytest_configure(config):
    config.stash[KNOWN] = expected.patterns()
    logging.getLogger().addHandler(collector)


def pytest_unconfigure(config):
    logging.getLogger().removeHandler(collector)


@pytest.fixture(scope="session", autouse=True)
def own_filestore(load_registry):
    """A filestore for each worker; pytest-odoo lets all of them use the original's.

    After each class Odoo collects the files no attachment of its database names: it
    would take those another worker has just written.
    """
    from odoo.tests.common import get_db_name
    from odoo.tools import config

    name = get_db_name()
    if name == DATABASE:
        yield
        return
    databases.copy_files(databases.filestore(DATABASE), name)
    try:
        with mock.patch.object(config, "filestore", _filestore):
            yield
    finally:
        remove(databases.filestore(name))


def _filestore(name):
    return str(databases.filestore(name))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    known = item.config.stash[KNOWN]
    logged = [
        entry for entry in collector.take() if not expected.is_expected(entry, known)
    ]
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = (
            report.longrepr[2]
            if isinstance(report.longrepr, tuple)
            else str(report.longrepr)
        )
        if not expected.is_expected(f"SKIPPED {item.nodeid}: {reason}", known):
            fail(report, f"A skipped test has not run: {reason}")
    elif report.passed and logged:
        # The browser's console arrives here as well.
        fail(
            report,
            "Odoo logged (expected ones belong into expected_log.txt):\n"
            + "\n".join(logged),
        )
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    if report.skipped:
        fail(report, f"A skipped module has not run: {report.longrepr[2]}")
    return report


def fail(report, text):
    report.outcome = "failed"
    report.longrepr = text
