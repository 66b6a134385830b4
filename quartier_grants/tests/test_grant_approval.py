import base64

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantApproval(GrantCommon):
    """Who signs applications, and what a change does to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._new_rule("Leitung", cls.head, sequence=10)
        cls._new_rule("Amt", cls.chief, sequence=20, amount_from=1000)
        cls._new_rule(
            "Rat", cls.finance, sequence=30, amount_from=50000, kind="outside"
        )

    def _ask(self, **values):
        grant = self._new_draft(**values)
        grant.action_request_approval()
        return grant

    def _steps(self, grant):
        return grant.sudo()._approval_current().sudo(False)

    def _sign(self, grant):
        for step, user in zip(
            self._steps(grant), (self.head, self.chief), strict=False
        ):
            step.with_user(user).action_approve()

    def test_to_the_release(self):
        grant = self._ask()
        self.assertEqual(grant.state, "signoff")
        self.assertIn("Leitung", grant.approval_blocked_by)
        self._sign(grant)
        self.assertEqual(grant.state, "released")
        self.assertTrue(grant.released_on)
        self.assertEqual(
            grant.version_ids.sorted("number").mapped("name"),
            ["Signatures asked for", "Released"],
        )
        grant.action_submit(self._today(grant), "portal")

    def test_the_highest_amount_decides(self):
        for values, names in (
            ({}, ["Leitung", "Amt"]),
            (
                {"costs": (999,), "funding": (("grant", 700), ("own_cash", 299))},
                ["Leitung"],
            ),
            (
                {
                    "costs": (999,),
                    "funding": (("grant", 700), ("own_cash", 299)),
                    "follow_up_cost": 1000,
                },
                ["Leitung", "Amt"],
            ),
            (
                {
                    "costs": (50000,),
                    "funding": (("grant", 40000), ("own_cash", 10000)),
                },
                ["Leitung", "Amt", "Rat"],
            ),
        ):
            with self.subTest(values=values):
                grant = self._ask(**values)
                self.assertEqual(self._steps(grant).mapped("name"), names)

    def test_cards_of_many(self):
        """Who blocks is read for all cards at once."""
        self._ask()
        few = self._queries()
        for _number in range(5):
            self._ask()
        self.assertLessEqual(self._queries(), few)

    def _queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.env["quartier.grant"].with_user(self.grant_user).web_search_read(
            [("quartier_id", "=", self.west.id)],
            {"name": {}, "state": {}, "approval_blocked_by": {}, "deadline": {}},
        )
        return self.env.cr.sql_log_count - before

    def test_councils_decision_is_recorded(self):
        grant = self._ask(
            costs=(60000,), funding=(("grant", 48000), ("own_cash", 12000))
        )
        self._sign(grant)
        last = self._steps(grant)[-1].with_user(self.finance)
        with self.assertRaises(UserError):
            last.action_approve()
        last.action_record_decision("2024-11-05", "123/24")
        self.assertEqual(grant.state, "released")

    def test_changes_void(self):
        """Each part of what was signed; the signatures stay to be seen."""
        self.program.section_ids = [Command.create({"name": "Ziele"})]
        changes = {
            "name": lambda grant: grant.write({"name": "Anders"}),
            "text": lambda grant: grant.section_ids.write({"text": "Anders"}),
            "cost": lambda grant: grant.budget_line_ids.write({"price": 999}),
            "quantity and price": lambda grant: grant.budget_line_ids.write(
                {"price": 500, "quantity": 2}
            ),
            "new cost": lambda grant: grant.write(
                {
                    "budget_line_ids": [
                        Command.create({"name": "Neu", "kind_id": self.kind.id})
                    ]
                }
            ),
            "deleted money": lambda grant: grant.funding_line_ids[0].unlink(),
            "promise": lambda grant: grant.funding_line_ids.write({"confirmed": True}),
            "file": lambda grant: grant.document_ids.write(
                {"file": base64.b64encode(b"anders")}
            ),
            "input tax": lambda grant: grant.write({"deducts_input_tax": True}),
        }
        for what, change in changes.items():
            for signatures in (1, 2):
                with self.subTest(what=what, signatures=signatures):
                    grant = self._new_draft(
                        document_ids=[
                            Command.create(
                                {"name": "Plan", "file": base64.b64encode(b"vorher")}
                            )
                        ]
                    )
                    grant.section_ids.text = "Vorher"
                    grant.action_request_approval()
                    steps = self._steps(grant)
                    for step, user in list(
                        zip(steps, (self.head, self.chief), strict=True)
                    )[:signatures]:
                        step.with_user(user).action_approve()
                    change(grant)
                    self.assertEqual(grant.state, "draft")
                    self.assertEqual(set(steps.sudo().mapped("state")), {"void"})
                    self.assertEqual(steps.sudo()[0].decision, "approved")
                    with self.assertRaises(UserError):
                        grant.action_submit(self._today(grant), "portal")

    def test_file_changed_behind_the_form(self):
        grant = self._new_draft(
            document_ids=[
                Command.create({"name": "Plan", "file": base64.b64encode(b"vorher")})
            ]
        )
        grant.action_request_approval()
        self._sign(grant)
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "quartier.grant.document"),
                ("res_field", "=", "file"),
                ("res_id", "=", grant.document_ids.id),
            ]
        )
        attachment.with_user(self.grant_user).raw = b"anders"
        self.env.invalidate_all()
        self.assertEqual(grant.approval_state, "void")
        with self.assertRaises(UserError):
            grant.action_submit(self._today(grant), "portal")

    def test_what_is_not_signed_may_change(self):
        grant = self._ask()
        grant.user_id = self.grant_manager
        grant.funder_reference = "35.2"
        self.assertEqual(grant.state, "signoff")
        self._sign(grant)
        self.assertEqual(grant.state, "released")

    def test_returned_is_a_draft(self):
        grant = self._ask()
        self._steps(grant)[0].with_user(self.head).action_return("Bitte kürzen")
        self.assertEqual(grant.state, "draft")
        grant.action_request_approval()
        self._sign(grant)
        self.assertEqual(grant.state, "released")

    def test_refused_goes_no_further(self):
        grant = self._ask()
        self._steps(grant)[0].with_user(self.head).action_refuse("Kein Eigenanteil")
        self.assertEqual(grant.state, "withdrawn")
        self.assertEqual(grant.outcome_reason, "Kein Eigenanteil")
        grant.with_user(self.grant_manager).action_reopen()
        grant.action_request_approval()
        self.assertEqual(grant.state, "signoff")

    def test_withdrawn_request(self):
        grant = self._ask()
        grant.action_withdraw_approval()
        self.assertEqual(grant.state, "draft")

    def test_withdrawn_application(self):
        grant = self._ask()
        grant.with_user(self.grant_manager).action_withdraw("Doch nicht")
        self.assertEqual(grant.state, "withdrawn")
        self.assertEqual(set(self._steps(grant).sudo().mapped("state")), {"void"})
        with self.assertRaises(UserError):
            self._steps(grant)[0].with_user(self.head).action_approve()

    def test_changed_for_a_further_request(self):
        grant = self._ask()
        self._sign(grant)
        grant.action_submit(self._today(grant), "portal")
        grant.action_further_request("Weniger Kosten", False)
        grant.budget_line_ids.price = 900
        grant.funding_line_ids[0].amount = 700
        with self.assertRaises(UserError):
            grant.action_answer("Geändert")
        grant.action_request_approval()
        self._steps(grant)[0].with_user(self.head).action_return("Falsch")
        self.assertEqual(grant.state, "further_request")
        grant.action_request_approval()
        self._sign(grant)
        grant.action_submit(self._today(grant), "portal")
        self.assertEqual(grant.state, "submitted")

    def test_release_needs_the_signatures(self):
        grant = self._new_draft()
        with self.assertRaises(UserError):
            grant.with_user(self.grant_manager).action_release()

    def test_nothing_incomplete_is_signed(self):
        grant = self._new_draft(costs=(1000,), funding=(("grant", 800),))
        with self.assertRaises(UserError) as raised:
            grant.action_request_approval()
        self.assertIn("not covered", str(raised.exception))

    def test_signatory_sees_what_is_signed_and_nothing_else(self):
        grant = self._ask(summary="Nur das Nötige")
        step = self._steps(grant)[0].with_user(self.head)
        self.assertIn("Posten 1", step.summary)
        self.assertIn("Nur das Nötige", step.summary)
        for record in (grant, grant.budget_line_ids, grant.program_id):
            with self.assertRaises(AccessError):
                record.with_user(self.head).read(["display_name"])
        with self.assertRaises(AccessError):
            step.with_user(self.grant_ost).read(["summary"])
        self.assertTrue(step.with_user(self.finance).summary)

    def test_signatory_is_neither_requester_nor_creator(self):
        self.env["quartier.approval.rule"].search(
            [("name", "=", "Leitung"), ("document", "=", "quartier.grant")]
        ).user_ids += self.grant_user + self.grant_manager
        grant = self._new_draft()
        grant.with_user(self.grant_manager).action_request_approval()
        step = self._steps(grant)[0]
        for user in (self.grant_user, self.grant_manager):
            with self.assertRaises(UserError):
                step.with_user(user).action_approve()
        step.with_user(self.head).action_approve()
