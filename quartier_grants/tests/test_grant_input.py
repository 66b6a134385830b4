from base64 import b64encode
from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantInput(GrantCommon):
    """What nobody means to enter."""

    def test_amounts_stay_as_they_are_stored(self):
        """A price has cents: it is rounded before it is multiplied."""
        grant = self._new_grant(costs=())
        grant.budget_line_ids = [
            Command.create(
                {
                    "name": f"Posten {price}",
                    "kind_id": self.kind.id,
                    "quantity": 3,
                    "price": price,
                }
            )
            for price in (33.335, 0.005, 1.005, 2.675)
        ]
        self.env.flush_all()
        self.env.invalidate_all()
        stored = [
            (line.price, line.amount) for line in grant.budget_line_ids.sorted("id")
        ]
        self.assertEqual(
            stored, [(33.34, 100.02), (0.01, 0.03), (1.01, 3.03), (2.68, 8.04)]
        )
        fingerprint = grant._approval_fingerprint()
        lines = grant.budget_line_ids
        lines.env.add_to_compute(lines._fields["amount"], lines)
        self.env.flush_all()
        self.assertEqual(grant._approval_fingerprint(), fingerprint)
        self.assertEqual(grant.total_cost, round(sum(lines.mapped("amount")), 2))

    def test_own_work_stays_as_it_is_stored(self):
        grant = self._new_grant(funding=())
        grant.funding_line_ids = [
            Command.create({"kind": "own_work", "hours": 3, "hourly_rate": 15.555})
        ]
        self.env.flush_all()
        self.env.invalidate_all()
        work = grant.funding_line_ids
        self.assertEqual((work.hourly_rate, work.amount), (15.56, 46.68))

    def test_absurd_amounts(self):
        grant = self._new_grant()
        line = grant.budget_line_ids
        for record, values in (
            (line, {"price": 1e25, "quantity": 1e9}),
            (line, {"price": 1e300}),
            (grant.funding_line_ids[0], {"amount": 1e30}),
            (
                grant.funding_line_ids[1],
                {"kind": "own_work", "hours": 1e25, "hourly_rate": 1e9},
            ),
        ):
            with (
                self.subTest(values=values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                record.write(values)
                self.env.flush_all()
            self.env.invalidate_all()

    def test_absurd_terms(self):
        for values in (
            {"cap": 1e30},
            {"minimum": 1e30},
        ):
            with (
                self.subTest(values=values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.program.write(values)
                self.env.flush_all()
            self.env.invalidate_all()

    def test_absurd_what_if(self):
        dialogs = self.env["quartier.grant.what.if"].with_user(self.grant_user)
        dialog = dialogs.create({"grant_id": self._new_grant().id, "cost_change": 1e28})
        self.assertEqual(len(dialog.line_ids), 4)

    def test_early_start(self):
        """Consent is judged again whatever of it changes."""
        consent = {
            "early_start_asked_on": "2024-02-01",
            "early_start_granted_on": "2024-03-01",
        }
        grant = self._new_grant(**consent, early_start_file=b64encode(b"Zustimmung"))
        other = self._new_grant(**consent, early_start_reference="35.2")
        future = fields.Date.today() + timedelta(days=40)
        for record, values in (
            (grant, {"early_start_asked_on": "2024-04-01"}),
            (grant, {"early_start_file": False}),
            (other, {"early_start_granted_on": future}),
            (other, {"started_on": future}),
        ):
            with (
                self.subTest(values=values),
                self.assertRaises(UserError),
                self.env.cr.savepoint(),
            ):
                record.write(values)
            self.env.invalidate_all()

    def test_currency_of_another_company(self):
        company = self.env["res.company"].create(
            {"name": "Anderswo", "currency_id": self.env.ref("base.USD").id}
        )
        self.program.company_id = False
        self.grant_user.company_ids += company
        office = self._new_quartier("Anderswo", self.grant_user, self.manager)
        office.company_id = company
        if office.company_id.currency_id == self.program.currency_id:
            company.currency_id = self.env.ref("base.CHF")
        with self.assertRaises(UserError):
            self._new_grant(quartier_id=office.id)

    def test_programme_moves_to_another_company(self):
        """Nobody of the office could open their application any more."""
        self._new_grant()
        company = self.env["res.company"].create({"name": "Andere Stadt"})
        company.currency_id = self.program.currency_id
        with self.assertRaises(UserError):
            self.program.company_id = company

    def test_call_moves_to_another_programme(self):
        call = self.env["quartier.grant.call"].create(
            {"program_id": self.program.id, "name": "R1", "rolling": True}
        )
        self._new_grant(call_id=call.id)
        with self.assertRaises(UserError):
            call.program_id = self._new_program("Anderes")

    def test_funder_is_no_confidential_person(self):
        resident = self._new_resident(self.office)
        for values in ({}, {"is_company": True}):
            with self.subTest(values=values), self.assertRaises(UserError):
                resident.write(values)
                self.program.funder_id = resident

    def test_funder_does_not_become_a_person(self):
        funder = self.env["res.partner"].create(
            {"name": "Stiftung", "is_company": True}
        )
        self.program.funder_id = funder
        with self.assertRaises(UserError):
            funder.with_user(self.office).write(
                {"is_company": False, "quartier_confidential": True}
            )

    def test_programmes_decision_by_creation(self):
        programs = self.env["quartier.grant.program"].with_user(self.grant_user)
        for values in (
            {"decision": "go"},
            {"decision_reason": "Erfunden"},
            {"decided_by_id": self.grant_manager.id},
            {"decided_on": "2024-01-01"},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                programs.create({"name": "Neu", "financing": "full", **values})
            (name, value), *_none = values.items()
            with self.subTest(context=values), self.assertRaises(AccessError):
                programs.with_context(**{f"default_{name}": value}).create(
                    {"name": "Neu", "financing": "full"}
                )

    def test_taken_up_again_without_a_go(self):
        """To take up what was withdrawn is no way round the check."""
        grant = self._new_grant(program_id=False).with_user(self.grant_manager)
        grant.action_withdraw("Keine Zeit")
        grant.action_reopen()
        self.assertEqual(grant.state, "check")
        grant = self._new_draft().with_user(self.grant_manager)
        grant.action_withdraw("Keine Zeit")
        self.program.with_user(self.grant_manager).action_decide("no_go", "Zu spät")
        grant.action_reopen()
        self.assertEqual(grant.state, "check")
