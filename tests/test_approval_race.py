"""Two people sign, or one signs and one edits, at the same time: real transactions."""

from contextlib import contextmanager

from psycopg2.errors import SerializationFailure

from odoo.api import SUPERUSER_ID, Environment
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, new_test_user, tagged
from odoo.tools import mute_logger

GROUP = "quartier_management.group_quartier_%s"


@tagged("standard", "post_install", "-at_install")
class TestApprovalRace(BaseCase):
    def setUp(self):
        super().setUp()
        Registry(get_db_name())
        with self._transaction() as env:
            self.manager = new_test_user(
                env, login="sign_manager", groups=GROUP % "manager"
            ).id
            signers = [
                new_test_user(env, login=f"sign_{number}", groups=GROUP % "reader").id
                for number in (1, 2)
            ]
            office = env["quartier.quartier"].create(
                {
                    "name": "Wettlauf der Unterschriften",
                    "lang": "en_US",
                    "member_ids": [Command.set([self.manager])],
                    "manager_id": self.manager,
                }
            )
            role = env["quartier.approval.role"].create(
                {"name": "Probe", "user_ids": [Command.set(signers)]}
            )
            rule = env["quartier.approval.rule"].create(
                {
                    "name": "Probe",
                    "document": "quartier.committee.paper",
                    "role_id": role.id,
                    "quartier_ids": [Command.set(office.ids)],
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
            paper.with_user(self.manager).action_request_approval()
            self.signers, self.office, self.paper = signers, office.id, paper.id
            self.rule, self.role = rule.id, role.id
            self.step = paper.approval_step_ids.id
            self.statement = paper.statement_ids[0].id
        self.addCleanup(self._remove)

    def _remove(self):
        with self._transaction() as env:
            steps = env["quartier.committee.paper"].browse(self.paper).approval_step_ids
            steps.unlink()
            env["quartier.committee.paper"].browse(self.paper).unlink()
            env["quartier.approval.rule"].browse(self.rule).unlink()
            env["quartier.approval.role"].browse(self.role).unlink()
            partner = env["quartier.quartier"].browse(self.office).partner_id
            env["quartier.quartier"].browse(self.office).unlink()
            users = env["res.users"].browse([self.manager, *self.signers])
            partner |= users.partner_id
            users.unlink()
            partner.unlink()

    @contextmanager
    def _transaction(self, user=SUPERUSER_ID):
        """A transaction of its own, as another worker would have it."""
        with db_connect(get_db_name()).cursor() as cr:
            yield Environment(cr, user, {})

    def _sign(self, env):
        env["quartier.approval.step"].browse(self.step).action_approve()
        env.flush_all()

    def _edit(self, env):
        env["quartier.committee.statement"].browse(self.statement).text = "Anders"
        env.flush_all()

    def _read_step(self, *names):
        with self._transaction() as env:
            step = env["quartier.approval.step"].browse(self.step)
            return [step[name] for name in names]

    def _late(self, user):
        """Begin a transaction that has read the step before the other one ends."""
        transaction = self._transaction(user)
        env = transaction.__enter__()
        self.addCleanup(transaction.__exit__, None, None, None)
        env["quartier.approval.step"].browse(self.step).fetch(["state"])
        return env

    def test_two_sign_at_once(self):
        first, second = self.signers
        late = self._late(second)
        with self._transaction(first) as early:
            self._sign(early)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises((SerializationFailure, UserError)),
        ):
            self._sign(late)
        late.cr.rollback()
        state, by = self._read_step("state", "decided_by")
        self.assertEqual((state, by.id), ("approved", first))

    def test_while_the_other_is_signing(self):
        """The second one is told at once, and does not wait."""
        first, second = self.signers
        with self._transaction(first) as early:
            self._sign(early)
            late = self._late(second)
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaisesRegex(UserError, "right now"),
            ):
                self._sign(late)
            late.cr.rollback()

    def test_signed_while_it_is_edited(self):
        late = self._late(self.signers[0])
        with self._transaction(self.manager) as early:
            self._edit(early)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises((SerializationFailure, UserError)),
        ):
            self._sign(late)
        late.cr.rollback()
        self.assertEqual(self._read_step("state"), ["void"])

    def test_edited_while_it_is_signed(self):
        late = self._late(self.manager)
        with self._transaction(self.signers[0]) as early:
            self._sign(early)
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self._edit(late)
        late.cr.rollback()
        self.assertEqual(self._read_step("state"), ["approved"])

    def _withdraw(self, env):
        env["quartier.committee.paper"].browse(self.paper).action_withdraw_approval()
        env.flush_all()

    def _ask(self, env):
        env["quartier.committee.paper"].browse(self.paper).action_request_approval()
        env.flush_all()

    def _one_wins(self, late, act):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises((SerializationFailure, UserError)),
        ):
            act(late)
        late.cr.rollback()

    def test_withdrawn_while_it_is_signed(self):
        late = self._late(self.manager)
        with self._transaction(self.signers[0]) as early:
            self._sign(early)
        self._one_wins(late, self._withdraw)
        self.assertEqual(self._read_step("state"), ["approved"])

    def test_signed_while_it_is_withdrawn(self):
        late = self._late(self.signers[0])
        with self._transaction(self.manager) as early:
            self._withdraw(early)
        self._one_wins(late, self._sign)
        self.assertEqual(self._read_step("state", "decision"), ["void", False])

    def test_asked_for_twice_at_once(self):
        with self._transaction(self.manager) as env:
            self._withdraw(env)
        late = self._late(self.manager)
        with self._transaction(self.manager) as early:
            self._ask(early)
        self._one_wins(late, self._ask)
        with self._transaction() as env:
            paper = env["quartier.committee.paper"].browse(self.paper)
            self.assertEqual(len(paper.approval_step_ids), 2)
