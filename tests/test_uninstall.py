"""Another process, an update, and the end of the app: in databases of their own,
because none of it can be rolled back."""

import os
import subprocess
import unittest
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from quartier_dev import addons, databases, expected, server
from quartier_dev.cluster import sql
from quartier_dev.paths import ROOT

ADDON = "quartier_management"
SCRIPTS = Path(__file__).parent / "lifecycle"
ORIGIN = f"quartier_life_{os.getpid()}"
SHELL = ("--no-http", "--log-level=warn")


class TestLifecycle(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(databases.drop, ORIGIN)
        addons.create(ORIGIN, [ADDON], demo=False)
        _shell(ORIGIN, "people")

    def setUp(self):
        self.database = f"{ORIGIN}_{self._testMethodName[-20:]}"
        self.addCleanup(databases.drop, self.database)
        databases.clone(ORIGIN, self.database)

    def _names(self, condition):
        rows = sql(f"SELECT name FROM res_partner WHERE {condition}", self.database)
        return {name for (name,) in rows}

    def _count(self, table, condition):
        query = f"SELECT count(*) FROM {table} WHERE {condition}"
        return int(sql(query, self.database)[0][0])

    def test_update_logs_no_warning(self):
        done = _odoo("-d", self.database, "-u", ADDON, "--stop-after-init", "--no-http")
        self.assertIn(f"Module {ADDON} loaded", done.stderr)
        self.assertEqual(expected.unexpected_in(done.stderr), [])

    def test_uninstall_hides_residents(self):
        """Without the app no rule protects them any more."""
        self.assertIn("Rosa Geheim", self._names("active"))
        done = _shell(self.database, "uninstall")
        self.assertEqual(expected.unexpected_in(done.stderr), [])
        self.assertEqual(
            self._names("active AND name IN ('Rosa Geheim', 'Paul Geheim')"), set()
        )
        self.assertIn("Ada Offen", self._names("active"))
        self.assertEqual(
            self._count("res_users", "active AND login = 'lifecycle_paul'"), 0
        )
        self.assertEqual(self._left_behind(), [])

    def _left_behind(self):
        """Columns and tables that the addon brought."""
        return sql(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public'"
            " AND (table_name LIKE 'quartier%' OR column_name LIKE 'quartier%')",
            self.database,
        )

    def test_leaving_a_team_reaches_other_processes(self):
        """Each process has its own cache of the ids that record rules name."""
        with _watcher(self.database) as (lines, tell):
            self.assertEqual(next(lines).strip(), "sees")
            _shell(self.database, "leave_team")
            tell("look again")
            self.assertEqual(next(lines).strip(), "does not see")


class TestGrantsLifecycle(unittest.TestCase):
    """The addon for funding goes, with its demo, and the office stays."""

    def setUp(self):
        self.database = f"{ORIGIN}_grants"
        self.addCleanup(databases.drop, self.database)
        addons.create(self.database, ["quartier_grants"])

    def test_uninstall_leaves_nothing(self):
        done = _odoo(
            *("-d", self.database, "-u", "quartier_grants"),
            *("--stop-after-init", "--no-http"),
        )
        self.assertEqual(expected.unexpected_in(done.stderr), [])
        done = _shell(self.database, "uninstall_grants")
        self.assertEqual(expected.unexpected_in(done.stderr), [])
        left = sql(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_name LIKE 'quartier_grant%' OR column_name = 'grant_id'",
            self.database,
        )
        self.assertEqual(left, [])
        for query in (
            "SELECT id FROM quartier_approval_rule WHERE document = 'quartier.grant'",
            "SELECT id FROM quartier_approval_step",
            "SELECT id FROM quartier_rule WHERE key LIKE 'grant.%'",
            "SELECT id FROM mail_activity WHERE res_model LIKE 'quartier.grant%'",
            "SELECT id FROM ir_attachment WHERE res_model LIKE 'quartier.grant%'",
        ):
            self.assertEqual(sql(query, self.database), [], query)
        self.assertTrue(sql("SELECT id FROM quartier_quartier", self.database))


class TestVolunteersLifecycle(unittest.TestCase):
    """The addon for volunteers goes, with its demo, and the office stays."""

    def setUp(self):
        self.database = f"{ORIGIN}_volunteers"
        self.addCleanup(databases.drop, self.database)
        addons.create(self.database, ["quartier_volunteers"])

    def test_uninstall_leaves_nothing(self):
        done = _odoo(
            *("-d", self.database, "-u", "quartier_volunteers"),
            *("--stop-after-init", "--no-http"),
        )
        self.assertEqual(expected.unexpected_in(done.stderr), [])
        done = _shell(self.database, "uninstall_volunteers")
        self.assertEqual(expected.unexpected_in(done.stderr), [])
        left = sql(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_name LIKE 'quartier_volunteer%'"
            " OR column_name LIKE '%volunteer%'",
            self.database,
        )
        self.assertEqual(left, [])
        for query in (
            "SELECT id FROM quartier_rule WHERE key LIKE 'volunteer%'",
            "SELECT id FROM mail_activity WHERE res_model LIKE 'quartier.volunteer%'",
            "SELECT id FROM mail_message WHERE model LIKE 'quartier.volunteer%'",
            "SELECT id FROM ir_attachment WHERE res_model LIKE 'quartier.volunteer%'",
            # what was drawn from records that are gone
            "SELECT id FROM res_partner WHERE name = 'Renate Schmitz'"
            " AND quartier_confidential IS NOT TRUE",
        ):
            self.assertEqual(sql(query, self.database), [], query)
        self.assertTrue(sql("SELECT id FROM quartier_quartier", self.database))


def _odoo(*arguments, **options):
    done = subprocess.run(
        server.odoo_command(*arguments),
        env=server.environ(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done


def _shell(database, script):
    source = (SCRIPTS / f"{script}.py").read_text()
    return _odoo("shell", "-d", database, *SHELL, input=source)


@contextmanager
def _watcher(database):
    """A second Odoo process; yields the lines it prints and a function to tell it."""
    with TemporaryDirectory() as directory:
        pipe = Path(directory) / "pipe"
        os.mkfifo(pipe)
        with (
            (SCRIPTS / "watch_team.py").open() as script,
            subprocess.Popen(
                server.odoo_command("shell", "-d", database, *SHELL),
                env=server.environ(WATCH_PIPE=str(pipe)),
                cwd=ROOT,
                stdin=script,
                stdout=subprocess.PIPE,
                text=True,
            ) as process,
        ):
            try:
                yield process.stdout, pipe.write_text
            finally:
                process.kill()
