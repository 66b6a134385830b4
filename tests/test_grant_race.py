"""Two people change, sign, hand in or decide on one application at the same time: real
transactions."""

from base64 import b64encode
from contextlib import contextmanager

from psycopg2.errors import SerializationFailure

from odoo.api import SUPERUSER_ID, Environment
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, new_test_user, tagged
from odoo.tools import mute_logger

MANAGER = "quartier_grants.group_grant_manager"
REFUSED = (SerializationFailure, UserError)


@tagged("standard", "post_install", "-at_install")
class TestGrantRace(BaseCase):
    def setUp(self):
        super().setUp()
        Registry(get_db_name())
        with self._transaction() as env:
            users = [
                new_test_user(env, login=f"race_{name}", groups=groups)
                for name, groups in (
                    ("one", MANAGER),
                    ("two", MANAGER),
                    ("signer", "base.group_user"),
                )
            ]
            one, two, signer = users
            office = env["quartier.quartier"].create(
                {
                    "name": "Wettlauf der Anträge",
                    "lang": "en_US",
                    "member_ids": [Command.set([one.id, two.id])],
                }
            )
            rule = env["quartier.approval.rule"].create(
                {
                    "name": "Probe",
                    "document": "quartier.grant",
                    "user_ids": [Command.set(signer.ids)],
                    "quartier_ids": [Command.set(office.ids)],
                }
            )
            program = env["quartier.grant.program"].create(
                {"name": "Probe", "financing": "full"}
            )
            self.ids = {
                "users": [user.id for user in users],
                "office": office.id,
                "rule": rule.id,
                "program": program.id,
            }
            self.one, self.two, self.signer = self.ids["users"]
            self.grant = self._create(env).id
        self.addCleanup(self._remove)

    def _create(self, env):
        """An application that waits for its signature."""
        kind = env.ref("quartier_grants.cost_kind_other")
        grants = env["quartier.grant"].with_user(self.one)
        grant = grants.create(
            {
                "name": "Wettlauf",
                "quartier_id": self.ids["office"],
                "program_id": self.ids["program"],
                "budget_line_ids": [
                    Command.create({"name": "A", "price": 100, "kind_id": kind.id})
                ],
                "funding_line_ids": [Command.create({"kind": "grant", "amount": 100})],
                "document_ids": [
                    Command.create({"name": "Plan", "file": b64encode(b"vorher")})
                ],
            }
        )
        grant.action_check()
        grant.action_draft()
        grant.action_request_approval()
        return grant

    def _remove(self):
        with self._transaction() as env:
            grant = env["quartier.grant"].browse(self.grant)
            grant.approval_step_ids.unlink()
            env.cr.execute(
                "UPDATE quartier_grant SET state = 'idea' WHERE id = %s", [grant.id]
            )
            grant.invalidate_recordset()
            grant.unlink()
            env["quartier.grant.program"].browse(self.ids["program"]).unlink()
            env["quartier.approval.rule"].browse(self.ids["rule"]).unlink()
            office = env["quartier.quartier"].browse(self.ids["office"])
            partner = office.partner_id
            office.unlink()
            users = env["res.users"].browse(self.ids["users"])
            partner |= users.partner_id
            users.unlink()
            partner.unlink()

    @contextmanager
    def _transaction(self, user=SUPERUSER_ID):
        """A transaction of its own, as another worker would have it."""
        with db_connect(get_db_name()).cursor() as cr:
            yield Environment(cr, user, {})

    def _late(self, user):
        """Begin a transaction that reads the database before the other one ends."""
        transaction = self._transaction(user)
        env = transaction.__enter__()
        self.addCleanup(transaction.__exit__, None, None, None)
        env.cr.execute("SELECT state FROM quartier_grant WHERE id = %s", [self.grant])
        return env

    def _of(self, env):
        return env["quartier.grant"].browse(self.grant)

    def _sign(self, env):
        steps = env["quartier.approval.step"]
        steps.search([("grant_id", "=", self.grant)]).action_approve()
        env.flush_all()

    def _edit(self, env):
        self._of(env).budget_line_ids.note = "anders"
        self._of(env).budget_line_ids.name = "Anders"
        env.flush_all()

    def _submit(self, env):
        grant = self._of(env)
        grant.action_submit(grant.quartier_id._today(), "post")
        env.flush_all()

    def _swap_file(self, env):
        """Replace the uploaded file behind the form."""
        file = env["ir.attachment"].search(
            [
                ("res_model", "=", "quartier.grant.document"),
                ("res_field", "=", "file"),
                ("res_id", "in", self._of(env).document_ids.ids),
            ]
        )
        file.raw = b"anders"
        env.flush_all()

    def _ask_further(self, env):
        self._of(env).action_further_request("Kosten?", False)
        env.flush_all()

    def _award(self, env):
        grant = self._of(env)
        grant.action_award(grant.quartier_id._today(), 50)
        env.flush_all()

    def _refuse(self, env):
        grant = self._of(env)
        grant.action_refuse(grant.quartier_id._today(), "Nein danke")
        env.flush_all()

    def _race(self, early, early_user, late, late_user):
        """The second one read before the first one was done; only the first counts."""
        second = self._late(late_user)
        with self._transaction(early_user) as env:
            early(env)
        with mute_logger("odoo.sql_db"), self.assertRaises(REFUSED):
            late(second)
        second.cr.rollback()
        with self._transaction() as env:
            grant = self._of(env)
            return grant.state, grant.budget_line_ids.name

    def _do(self, user, *actions):
        for action in actions:
            with self._transaction(user) as env:
                action(env)

    def test_edited_while_it_is_signed(self):
        result = self._race(self._sign, self.signer, self._edit, self.two)
        self.assertEqual(result, ("released", "A"))

    def test_signed_while_it_is_edited(self):
        result = self._race(self._edit, self.two, self._sign, self.signer)
        self.assertEqual(result, ("draft", "Anders"))

    def test_edited_while_it_is_handed_in(self):
        self._do(self.signer, self._sign)
        result = self._race(self._submit, self.one, self._edit, self.two)
        self.assertEqual(result, ("submitted", "A"))

    def test_handed_in_while_it_is_edited(self):
        self._do(self.signer, self._sign)
        result = self._race(self._edit, self.two, self._submit, self.one)
        self.assertEqual(result, ("draft", "Anders"))

    def test_handed_in_twice(self):
        self._do(self.signer, self._sign)
        result = self._race(self._submit, self.one, self._submit, self.two)
        self.assertEqual(result[0], "submitted")

    def test_awarded_and_refused(self):
        self._do(self.signer, self._sign)
        self._do(self.one, self._submit)
        result = self._race(self._award, self.one, self._refuse, self.two)
        self.assertEqual(result[0], "awarded")

    def test_file_swapped_while_it_is_handed_in(self):
        self._do(self.signer, self._sign)
        result = self._race(self._submit, self.one, self._swap_file, self.two)
        self.assertEqual(result[0], "submitted")

    def test_file_swapped_while_it_is_signed(self):
        result = self._race(self._sign, self.signer, self._swap_file, self.two)
        self.assertEqual(result[0], "released")

    def test_edited_while_it_is_awarded(self):
        self._do(self.signer, self._sign)
        self._do(self.one, self._submit, self._ask_further)
        result = self._race(self._award, self.one, self._edit, self.two)
        self.assertEqual(result, ("awarded", "A"))

    def test_awarded_while_it_is_edited(self):
        self._do(self.signer, self._sign)
        self._do(self.one, self._submit, self._ask_further)
        result = self._race(self._edit, self.two, self._award, self.one)
        self.assertEqual(result, ("further_request", "Anders"))
