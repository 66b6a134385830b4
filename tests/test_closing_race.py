"""A grant is closed while somebody books on it or asks for money: real transactions."""

from contextlib import contextmanager
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.api import SUPERUSER_ID, Environment
from odoo.exceptions import UserError
from odoo.fields import Command, Date
from odoo.modules.registry import Registry
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, new_test_user, tagged
from odoo.tools import mute_logger

MANAGER = "quartier_grants.group_grant_manager"
REFUSED = (SerializationFailure, UserError)
# what hangs on the grant, in an order in which it can be deleted
TABLES = (
    ("account_analytic_line", "quartier_grant_id"),
    ("quartier_grant_condition", "grant_id"),
    ("quartier_grant_drawdown", "grant_id"),
    ("quartier_grant_funding_line", "grant_id"),
)


@tagged("standard", "post_install", "-at_install")
class TestClosingRace(BaseCase):
    """The proof was examined, nothing is open: the grant can be closed."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self._transaction() as env:
            users = [
                new_test_user(env, login=f"close_{name}", groups=MANAGER)
                for name in ("one", "two")
            ]
            self.users = [user.id for user in users]
            self.one, self.two = self.users
            self.office = (
                env["quartier.quartier"]
                .create(
                    {
                        "name": "Wettlauf des Abschlusses",
                        "lang": "en_US",
                        "member_ids": [Command.set(self.users)],
                    }
                )
                .id
            )
            self.grant = self._create_grant(env).id
        self.addCleanup(self._remove)

    def _create_grant(self, env):
        grant = env["quartier.grant"].create(
            {
                "name": "Wettlauf",
                "quartier_id": self.office,
                "state": "examined",
                "awarded_amount": 100,
            }
        )
        grant.analytic_account_id = grant._create_analytic_account()
        self.account = grant.analytic_account_id.id
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

    def _remove(self):
        with self._transaction() as env:
            for table, column in TABLES:
                env.cr.execute(f"DELETE FROM {table} WHERE {column} = %s", [self.grant])
            env.cr.execute(
                "UPDATE quartier_grant SET state = 'idea', award_id = NULL,"
                " analytic_account_id = NULL WHERE id = %s",
                [self.grant],
            )
            env.cr.execute(
                "DELETE FROM quartier_grant_award WHERE grant_id = %s", [self.grant]
            )
            env["quartier.grant.voucher"].search(
                [("quartier_id", "=", self.office)]
            ).unlink()
            env["quartier.grant"].browse(self.grant).unlink()
            env["account.analytic.account"].browse(self.account).unlink()
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

    def _one_after_the_other(self, early, late):
        """The second one read before the first one was done."""
        with self._transaction(self.two) as second:
            second.cr.execute(
                "SELECT state FROM quartier_grant WHERE id = %s", [self.grant]
            )
            with self._transaction(self.one) as first:
                early(first)
                first.flush_all()
            late(second)
            second.flush_all()

    def _close(self, env):
        env["quartier.grant"].browse(self.grant).action_close(
            Date.add(Date.today(), years=10), "Bescheid"
        )

    def _book(self, env):
        env["quartier.grant.voucher"].create(
            {
                "quartier_id": self.office,
                "payee": "Malerbetrieb",
                "number": "RE-1",
                "invoice_date": "2026-03-10",
                "gross": 50,
                "share_ids": [
                    Command.create(
                        {"quartier_grant_id": self.grant, "quartier_cost": 50}
                    )
                ],
            }
        )

    def _book_in_another_app(self, env):
        account = env["account.analytic.account"].sudo().browse(self.account)
        env["account.analytic.line"].sudo().create(
            {"name": "Porto", "amount": -5, account.plan_id._column_name(): account.id}
        )

    def _ask_for_money(self, env):
        env["quartier.grant.drawdown"].create({"grant_id": self.grant, "amount": 50})

    def _add_duty(self, env):
        env["quartier.grant.condition"].create(
            {"grant_id": self.grant, "name": "Bericht"}
        )

    def _what_is_there(self):
        """Return the grant's status, and how many rows were added to it."""
        with self._transaction() as env:
            rows = 0
            for table, column in TABLES:
                env.cr.execute(
                    f"SELECT count(*) FROM {table} WHERE {column} = %s", [self.grant]
                )
                rows += env.cr.fetchone()[0]
            return env["quartier.grant"].browse(self.grant).state, rows

    def _check_race(self, change):
        with mute_logger("odoo.sql_db"), self.assertRaises(REFUSED):
            self._one_after_the_other(self._close, change)
        self.assertEqual(self._what_is_there(), ("closed", 0))

    def _check_race_turned(self, change):
        with mute_logger("odoo.sql_db"), self.assertRaises(REFUSED):
            self._one_after_the_other(change, self._close)
        self.assertEqual(self._what_is_there(), ("examined", 1))

    def test_without_a_written_row_both_succeed(self):
        """What the guard is there for: each of them looked first."""
        mixin = self.registry["quartier.grant.closed.mixin"]
        with patch.object(mixin, "_hold_open", mixin._check_not_closed):
            self._one_after_the_other(self._book_in_another_app, self._close)
        self.assertEqual(self._what_is_there(), ("closed", 1))

    def test_booked_while_it_is_closed(self):
        self._check_race(self._book)

    def test_booked_by_another_app_while_it_is_closed(self):
        self._check_race(self._book_in_another_app)

    def test_money_asked_for_while_it_is_closed(self):
        self._check_race(self._ask_for_money)

    def test_duty_added_while_it_is_closed(self):
        self._check_race(self._add_duty)

    def test_closed_while_it_is_booked(self):
        self._check_race_turned(self._book)

    def test_closed_while_another_app_books(self):
        self._check_race_turned(self._book_in_another_app)

    def test_closed_while_money_is_asked_for(self):
        self._check_race_turned(self._ask_for_money)
