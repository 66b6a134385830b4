from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantPlan(GrantCommon):
    """Costs and financing, checked while they are typed."""

    def _findings(self, grant):
        return [finding.text for finding in grant._plan_findings()]

    def test_sums_follow_the_lines(self):
        grant = self._new_grant(
            costs=(1000, 500.5),
            funding=(
                ("grant", 1000),
                ("own_cash", 200),
                ("own_work", 100.5),
                ("donation", 150),
                ("third_party", 50),
            ),
        )
        self.assertEqual(grant.total_cost, 1500.5)
        self.assertEqual(grant.requested_amount, 1000)
        self.assertEqual(grant.own_amount, 300.5)
        self.assertEqual(grant.third_amount, 200)
        self.assertEqual(grant.gap, 0)
        self.assertEqual(self._findings(grant), [])

    def test_findings_appear_while_typing(self):
        grants = self.env["quartier.grant"].with_user(self.grant_user)
        form = Form(grants.with_context(lang="en_US"))
        form.name = "Getippt"
        form.program_id = self.program
        self.assertIn("enter the costs", form.plan_findings)
        with form.budget_line_ids.new() as line:
            line.name = "Material"
            line.quantity = 3
            line.price = 33.33
        self.assertEqual(form.total_cost, 99.99)
        self.assertIn("not covered", form.plan_findings)
        with form.funding_line_ids.new() as line:
            line.kind = "grant"
            line.amount = 99.99
        self.assertNotIn("not covered", form.plan_findings)
        # 80 percent of 99.99 = 79.992
        self.assertEqual(form.highest_amount, 79.99)
        self.assertIn("79.99", form.plan_findings)
        self.assertTrue(form.plan_blocked)
        with form.funding_line_ids.edit(0) as line:
            line.amount = 79.99
        with form.funding_line_ids.new() as line:
            line.kind = "own_cash"
            line.amount = 20
        self.assertFalse(form.plan_findings)
        self.assertEqual(form.save().gap, 0)

    def test_net_and_gross(self):
        """100 gross at 19 percent are 84.03 net; 100 net are 119 gross."""
        grant = self._new_grant(costs=(100, 100))
        first, second = grant.budget_line_ids
        second.price_is_gross = False
        self.assertEqual((first.amount_net, first.amount_gross), (84.03, 100))
        self.assertEqual((second.amount_net, second.amount_gross), (100, 119))
        self.assertEqual(grant.total_cost, 219)
        grant.deducts_input_tax = True
        self.assertEqual(grant.total_cost, 184.03)

    def test_lines_add_up_to_the_total(self):
        """0.125 x 3 = 0.375: each line is rounded half-up, the total is their sum."""
        grant = self._new_grant(costs=())
        grant.budget_line_ids = [
            Command.create(
                {
                    "name": f"Posten {number}",
                    "kind_id": self.kind.id,
                    "quantity": 2.5,
                    "price": 0.05,
                }
            )
            for number in range(3)
        ]
        self.assertEqual(grant.budget_line_ids.mapped("amount"), [0.13, 0.13, 0.13])
        self.assertEqual(grant.total_cost, 0.39)

    def test_not_eligible(self):
        grant = self._new_grant(
            costs=(1000, 500), funding=(("grant", 1200), ("own_cash", 300))
        )
        grant.budget_line_ids[1].eligible = False
        # 80 percent of 1,000
        self.assertEqual(grant.highest_amount, 800)
        self.assertIn("at most", self._findings(grant)[0])

    def test_own_share(self):
        self.program.own_share_rate = 15
        grant = self._new_grant(
            funding=(("grant", 800), ("own_cash", 100), ("own_work", 100))
        )
        self.assertEqual(self._findings(grant), [])
        self.program.own_work_counts = False
        self.assertIn("own share", self._findings(grant)[0])

    def test_lowest_amount_says_where_it_stands(self):
        self.program.rule_set_id = self.env.ref("quartier_grants.rule_set_nrw")
        rule = self.program.rule_set_id._find_rule("minimum_amount")
        (text,) = self._findings(self._new_grant())
        self.assertIn(rule.source, text)
        self.program.minimum = 500
        self.assertEqual(self._findings(self._new_grant()), [])

    def test_years_are_a_hint(self):
        grant = self._new_grant(date_from="2030-01-01", date_to="2030-12-31")
        self.assertEqual(grant.budget_line_ids.year, 2030)
        grant.budget_line_ids.year = 2031
        (finding,) = grant._plan_findings()
        self.assertFalse(finding.blocking)

    def test_own_work_is_hours_by_rate(self):
        grant = self._new_grant(funding=())
        grant.funding_line_ids = [
            Command.create({"kind": "own_work", "hours": 7.5, "hourly_rate": 15.55})
        ]
        # 7.5 x 15.55 = 116.625
        self.assertEqual(grant.own_amount, 116.63)

    def test_own_work_by_the_rule_set(self):
        self.program.rule_set_id = self.env.ref("quartier_grants.rule_set_nrw")
        self.program.minimum = 1
        find = self.program.rule_set_id._find_rule
        grant = self._new_grant(funding=(("grant", 750), ("own_cash", 40)))
        grant.funding_line_ids = [Command.create({"kind": "own_work", "hours": 14})]
        work = grant.funding_line_ids[-1]
        self.assertEqual(work.hourly_rate, find("own_work_rate").value)
        # 14 hours at 15 euros are 210, 20 percent of 1,000 are 200
        (hint,) = grant._plan_findings()
        self.assertFalse(hint.blocking)
        self.assertIn(find("own_work_percent").source, hint.text)
        work.hourly_rate = 10
        self.assertEqual(work.amount, 140)

    def test_amounts_are_possible(self):
        grant = self._new_grant()
        line = grant.budget_line_ids
        for record, values in (
            (line, {"price": -1}),
            (line, {"quantity": -1}),
            (line, {"price": 2_000_000_000}),
            (line, {"quantity": 100_000, "price": 100_000}),
            (line, {"tax_rate": 190}),
            (line, {"year": 30}),
            (grant.funding_line_ids[0], {"amount": -5}),
            (grant, {"follow_up_cost": -1}),
            (grant, {"date_from": "2030-02-01", "date_to": "2030-01-01"}),
        ):
            with (
                self.subTest(values=values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                record.write(values)
                self.env.flush_all()
        self.assertEqual(grant.total_cost, 1000)

    def test_plan_without_lines_is_not_signed(self):
        grant = self._new_draft(costs=(), funding=())
        with self.assertRaises(UserError) as raised:
            grant.with_user(self.grant_manager).action_release()
        self.assertIn("enter the costs", str(raised.exception))

    def test_list_of_many(self):
        """The list reads stored sums: its queries do not grow with the lines."""
        self._new_grant(costs=range(1, 20))
        few = self._queries()
        for _number in range(5):
            self._new_grant(costs=range(1, 20))
        self.assertLessEqual(self._queries(), few)

    def _queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.env["quartier.grant"].with_user(self.finance).web_search_read(
            [],
            {
                "name": {},
                "program_id": {"fields": {"display_name": {}}},
                "total_cost": {},
                "requested_amount": {},
                "gap": {},
                "deadline": {},
            },
        )
        return self.env.cr.sql_log_count - before
