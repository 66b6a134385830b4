"""A release and an edit of the same paper at the same time, in real transactions."""

from contextlib import contextmanager
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.api import SUPERUSER_ID, Environment
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, new_test_user, tagged
from odoo.tools import mute_logger

MANAGER = "quartier_management.group_quartier_manager"
DRAFT = (
    "odoo.addons.quartier_management.models.committee.quartier_committee_paper_draft"
)


@tagged("standard", "post_install", "-at_install")
class TestPaperRace(BaseCase):
    def setUp(self):
        super().setUp()
        Registry(get_db_name())
        with self._transaction() as env:
            self.manager = new_test_user(env, login="race_manager", groups=MANAGER).id
            office = env["quartier.quartier"].create(
                {
                    "name": "Wettlauf",
                    "lang": "en_US",
                    "member_ids": [Command.set([self.manager])],
                    "manager_id": self.manager,
                }
            )
            paper = env["quartier.committee.paper"].create(
                {
                    "quartier_id": office.id,
                    "date_from": "2024-09-01",
                    "date_to": "2024-11-30",
                }
            )
            paper.with_user(self.manager).action_draft()
            self.paper, self.office = paper.id, office.id
            self.statement = paper.statement_ids[0].id
        self.addCleanup(self._remove)

    def _remove(self):
        with self._transaction() as env:
            partner = env["quartier.quartier"].browse(self.office).partner_id
            env["quartier.committee.paper"].browse(self.paper).unlink()
            env["quartier.quartier"].browse(self.office).unlink()
            user = env["res.users"].browse(self.manager)
            partner |= user.partner_id
            user.unlink()
            partner.unlink()

    @contextmanager
    def _transaction(self, user=SUPERUSER_ID):
        """A transaction of its own, as another worker would have it."""
        with db_connect(get_db_name()).cursor() as cr:
            yield Environment(cr, user, {})

    def _release(self, env):
        env["quartier.committee.paper"].browse(self.paper).action_release()
        env.flush_all()

    def _edit(self, env):
        env["quartier.committee.statement"].browse(self.statement).text = "Anders"
        env.flush_all()

    def _both_at_once(self, first, second):
        """Let ``second`` begin before ``first`` commits, and end afterwards."""
        with self._transaction(self.manager) as late:
            late["quartier.committee.statement"].browse(self.statement).fetch(["text"])
            with self._transaction(self.manager) as early:
                first(early)
            second(late)

    def _state_and_text(self):
        with self._transaction() as env:
            paper = env["quartier.committee.paper"].browse(self.paper)
            return paper.state, paper.statement_ids.browse(self.statement).text

    def test_edit_comes_too_late(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self._both_at_once(self._release, self._edit)
        state, text = self._state_and_text()
        self.assertEqual(state, "released")
        self.assertNotEqual(text, "Anders")

    def test_release_sees_the_edit(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self._both_at_once(self._edit, self._release)
        self.assertEqual(self._state_and_text(), ("draft", "Anders"))

    def test_statement_is_moved_in_too_late(self):
        with self._transaction() as env:
            paper = env["quartier.committee.paper"].browse(self.paper)
            other = paper.with_user(self.manager).copy({"name": "Zweite"})
            foreign = other.statement_ids.create(
                {"paper_id": other.id, "text": "Nachgeschoben"}
            ).id
        self.addCleanup(self._remove_paper, other.id)

        def move(env):
            statement = env["quartier.committee.statement"].browse(foreign)
            statement.paper_id = self.paper
            env.flush_all()

        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self._both_at_once(self._release, move)

    def _remove_paper(self, paper):
        with self._transaction() as env:
            env["quartier.committee.paper"].browse(paper).unlink()

    def test_what_would_happen_otherwise(self):
        """Without the guard a released paper changes: the race is real."""
        with patch(f"{DRAFT}.QuartierCommitteePaper._touch", lambda papers: None):
            self._both_at_once(self._release, self._edit)
        self.assertEqual(self._state_and_text(), ("released", "Anders"))
