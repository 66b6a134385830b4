"""Makes pytest as strict as Odoo's own runner: what Odoo logs as a warning or error
fails the test that caused it, and a test that is skipped has failed (browser tests skip
themselves when no browser is found: silence would look like success).
"""

import logging

import pytest

from . import expected

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
