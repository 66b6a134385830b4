"""Odoo's command line with two changes to its test runner: ``run_core_tests.py REPORT
ODOO-ARGS…``

- Tests marked at_install run with the others after loading. Odoo would run them while
  the registry holds only the modules below: no addon that extends them would be tested.
- The names of what ran, failed and was skipped are written to REPORT (JSON).
"""

import atexit
import json
import sys
from pathlib import Path

from odoo.cli import main
from odoo.tests import loader
from odoo.tests.result import OdooTestResult
from odoo.tests.suite import OdooSuite

report = {"ran": [], "failed": [], "skipped": []}
make_suite = loader.make_suite


def make_whole_suite(module_names, position="at_install"):
    if position == "at_install":
        return OdooSuite([])
    tests = [
        test
        for part in ("at_install", "post_install")
        for test in make_suite(module_names, part)
    ]
    return OdooSuite(sorted(tests, key=lambda test: getattr(test, "test_sequence", 0)))


def recording(method, key):
    def wrapper(self, test, *details):
        # A test that fails softly is tried again.
        if not self._soft_fail:
            report[key].append(getattr(test, "test_case", test).id())
        return method(self, test, *details)

    return wrapper


loader.make_suite = make_whole_suite
OdooTestResult.startTest = recording(OdooTestResult.startTest, "ran")
OdooTestResult.addError = recording(OdooTestResult.addError, "failed")
OdooTestResult.addFailure = recording(OdooTestResult.addFailure, "failed")
OdooTestResult.addSkip = recording(OdooTestResult.addSkip, "skipped")

target = Path(sys.argv.pop(1))
atexit.register(lambda: target.write_text(json.dumps(report), encoding="utf-8"))
sys.exit(main())
