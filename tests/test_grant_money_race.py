"""Two drawdowns at the same time never exceed the award: real transactions."""

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


@tagged("standard", "post_install", "-at_install")
class TestGrantMoneyRace(BaseCase):
    def setUp(self):
        super().setUp()
        Registry(get_db_name())
        with self._transaction() as env:
            users = [
                new_test_user(env, login=f"money_{name}", groups=MANAGER)
                for name in ("writer", "one", "two")
            ]
            office = env["quartier.quartier"].create(
                {
                    "name": "Wettlauf der Abrufe",
                    "lang": "en_US",
                    "member_ids": [Command.set([user.id for user in users])],
                }
            )
            program = env["quartier.grant.program"].create(
                {"name": "Probe", "financing": "full"}
            )
            grant = self._create_grant(env, office, program)
            drawdowns = env["quartier.grant.drawdown"].with_user(users[0])
            self.drawdowns = [
                drawdowns.create({"grant_id": grant.id, "amount": 60}).id
                for _number in range(2)
            ]
            self.ids = {
                "quartier.grant": grant.ids,
                "quartier.grant.program": program.ids,
                "quartier.quartier": office.ids,
                "res.users": [user.id for user in users],
            }
        self.addCleanup(self._remove)

    def _create_grant(self, env, office, program):
        """A final award of 100 €."""
        kind = env.ref("quartier_grants.cost_kind_other")
        return env["quartier.grant"].create(
            {
                "name": "Wettlauf",
                "quartier_id": office.id,
                "program_id": program.id,
                "state": "final",
                "awarded_amount": 100,
                "budget_line_ids": [
                    Command.create(
                        {
                            "name": "A",
                            "price": 100,
                            "approved_amount": 100,
                            "kind_id": kind.id,
                        }
                    )
                ],
                "funding_line_ids": [
                    Command.create(
                        {"kind": "grant", "amount": 100, "approved_amount": 100}
                    )
                ],
            }
        )

    def _remove(self):
        with self._transaction() as env:
            drawdowns = env["quartier.grant.drawdown"].browse(self.drawdowns)
            drawdowns.write({"state": "draft"})
            drawdowns.unlink()
            grant = env["quartier.grant"].browse(self.ids["quartier.grant"])
            grant.state = "idea"
            grant.unlink()
            env["quartier.grant.program"].browse(
                self.ids["quartier.grant.program"]
            ).unlink()
            office = env["quartier.quartier"].browse(self.ids["quartier.quartier"])
            users = env["res.users"].browse(self.ids["res.users"])
            partners = office.partner_id | users.partner_id
            office.unlink()
            users.unlink()
            partners.unlink()

    @contextmanager
    def _transaction(self, user=SUPERUSER_ID):
        """A transaction of its own, as another worker would have it."""
        with db_connect(get_db_name()).cursor() as cr:
            yield Environment(cr, user, {})

    def _release(self, env, number):
        env["quartier.grant.drawdown"].browse(self.drawdowns[number]).action_release()
        env.flush_all()

    def test_released_at_once(self):
        _writer, one, two = self.ids["res.users"]
        late = self._transaction(two)
        env = late.__enter__()
        self.addCleanup(late.__exit__, None, None, None)
        env.cr.execute("SELECT id FROM quartier_grant_drawdown")
        with self._transaction(one) as first:
            self._release(first, 0)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises((SerializationFailure, UserError)),
        ):
            self._release(env, 1)
        env.cr.rollback()
        with self.assertRaisesRegex(UserError, "too much"):
            self._release(env, 1)  # when it tries again
        env.cr.rollback()
        with self._transaction() as env:
            rows = env["quartier.grant.drawdown"].browse(self.drawdowns)
            self.assertEqual(rows.mapped("state"), ["released", "draft"])
