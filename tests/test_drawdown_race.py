"""Two people draw money from one grant, or claim it back, at the same time: real
transactions."""

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
class TestDrawdownRace(BaseCase):
    """100 € were awarded; each of two drawdowns asks for 60 €."""

    def setUp(self):
        super().setUp()
        Registry(get_db_name())
        with self._transaction() as env:
            users = [
                new_test_user(env, login=f"draw_{name}", groups=MANAGER)
                for name in ("author", "one", "two")
            ]
            self.users = [user.id for user in users]
            self.author, self.one, self.two = self.users
            office = env["quartier.quartier"].create(
                {
                    "name": "Wettlauf der Mittelabrufe",
                    "lang": "en_US",
                    "member_ids": [Command.set(self.users)],
                }
            )
            program = env["quartier.grant.program"].create(
                {"name": "Probe", "financing": "full"}
            )
            self.office, self.program = office.id, program.id
            self.grant = self._create_grant(env).id
            drawdowns = self._draft(env) + self._draft(env)
            self.first, self.second = drawdowns.ids
        self.addCleanup(self._remove)

    def _create_grant(self, env):
        grant = env["quartier.grant"].create(
            {
                "name": "Wettlauf",
                "quartier_id": self.office,
                "program_id": self.program,
                "state": "final",
                "awarded_amount": 100,
            }
        )
        grant.award_id = env["quartier.grant.award"].create(
            {
                "grant_id": grant.id,
                "kind": "award",
                "reference": "35-1",
                "date": "2026-01-02",
                "notified_on": "2026-01-02",
                "amount": 100,
                "date_from": "2026-01-01",
                "date_to": "2027-12-31",
            }
        )
        return grant

    def _draft(self, env):
        drawdowns = env["quartier.grant.drawdown"].with_user(self.author)
        return drawdowns.create(
            {"grant_id": self.grant, "due_amount": 60, "amount": 60}
        )

    def _remove(self):
        with self._transaction() as env:
            for table, column in (
                ("quartier_grant_repayment", "grant_id"),
                ("quartier_grant_drawdown", "grant_id"),
            ):
                env.cr.execute(
                    f"DELETE FROM {table} WHERE {column} = %s",
                    [self.grant],
                )
            env.cr.execute(
                "UPDATE quartier_grant SET state = 'idea', award_id = NULL"
                " WHERE id = %s",
                [self.grant],
            )
            env.cr.execute(
                "DELETE FROM quartier_grant_award WHERE grant_id = %s", [self.grant]
            )
            env.invalidate_all()
            env["quartier.grant"].browse(self.grant).unlink()
            env["quartier.grant.program"].browse(self.program).unlink()
            office = env["quartier.quartier"].browse(self.office)
            partner = office.partner_id
            office.unlink()
            users = env["res.users"].browse(self.users)
            partner |= users.partner_id
            users.unlink()
            partner.unlink()

    @contextmanager
    def _transaction(self, user=SUPERUSER_ID):
        """A transaction of its own, as another worker would have it."""
        with db_connect(get_db_name()).cursor() as cr:
            yield Environment(cr, user, {})

    def _race(self, early, late):
        """The second one read before the first one was done; only the first counts."""
        transaction = self._transaction(self.two)
        second = transaction.__enter__()
        self.addCleanup(transaction.__exit__, None, None, None)
        second.cr.execute(
            "SELECT state FROM quartier_grant WHERE id = %s", [self.grant]
        )
        with self._transaction(self.one) as env:
            early(env)
            env.flush_all()
        with mute_logger("odoo.sql_db"), self.assertRaises(REFUSED):
            late(second)
            second.flush_all()
        second.cr.rollback()

    def _do(self, *actions):
        for action in actions:
            with self._transaction(self.one) as env:
                action(env)
                env.flush_all()

    def _release(self, drawdown):
        return lambda env: (
            env["quartier.grant.drawdown"].browse(drawdown).action_release()
        )

    def _request(self, drawdown):
        return lambda env: (
            env["quartier.grant.drawdown"].browse(drawdown).action_request()
        )

    def _pay(self, drawdown):
        return lambda env: (
            env["quartier.grant.drawdown"]
            .browse(drawdown)
            .action_paid(self._today(env), 60)
        )

    def _today(self, env):
        return env["quartier.quartier"].browse(self.office)._today()

    def _states(self):
        with self._transaction() as env:
            drawdowns = env["quartier.grant.drawdown"].browse([self.first, self.second])
            return drawdowns.mapped("state")

    def test_two_drawdowns_together_exceed_the_award(self):
        self._race(self._release(self.first), self._release(self.second))
        self.assertEqual(self._states(), ["released", "draft"])

    def test_two_drafts_at_once(self):
        """The second one is made anew with the next number, and is no error."""
        with self._transaction(self.two) as second:
            second.cr.execute("SELECT 1 FROM quartier_grant")
            with self._transaction(self.one) as first:
                self._draft(first)
                first.flush_all()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                self._draft(second)
                second.flush_all()
            second.cr.rollback()

    def test_paid_out_twice(self):
        self._do(self._release(self.first), self._request(self.first))
        self._race(self._pay(self.first), self._pay(self.first))
        with self._transaction() as env:
            grant = env["quartier.grant"].browse(self.grant)
            self.assertEqual((grant.drawn_amount, grant.state), (60, "running"))

    def test_changed_while_it_is_released(self):
        def change(env):
            env["quartier.grant.drawdown"].browse(self.first).amount = 90

        self._race(self._release(self.first), change)
        self.assertEqual(self._states(), ["released", "draft"])

    def test_claimed_back_twice(self):
        self._do(
            self._release(self.first), self._request(self.first), self._pay(self.first)
        )
        with self._transaction(self.author) as env:
            claims = env["quartier.grant.repayment"].create(
                [{"grant_id": self.grant, "amount": 60} for _number in range(2)]
            )
            first, second = claims.ids

        def demand(claim):
            return lambda env: (
                env["quartier.grant.repayment"]
                .browse(claim)
                .action_notice(self._today(env), 60, 0, self._today(env))
            )

        self._race(demand(first), demand(second))
        with self._transaction() as env:
            claims = env["quartier.grant.repayment"].browse([first, second])
            self.assertEqual(claims.mapped("state"), ["notice", "hearing"])
