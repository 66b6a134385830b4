from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .approval_common import ApprovalCommon


@tagged("standard", "post_install", "-at_install")
class TestApprovalRule(ApprovalCommon):
    def _rules(self, amount=0.0, quartier=None):
        rules = self.env["quartier.approval.rule"]._rules_for(
            "quartier.committee.paper", amount, quartier or self.west
        )
        return rules & (self.first_rule + self.second_rule)

    def test_amount(self):
        self.second_rule.amount_from = 10000
        self.assertEqual(self._rules(9999.99), self.first_rule)
        self.assertEqual(self._rules(10000), self.first_rule + self.second_rule)

    def test_neighbourhood(self):
        self.assertFalse(self._rules(quartier=self.ost))
        self.first_rule.quartier_ids = False
        self.assertEqual(self._rules(quartier=self.ost), self.first_rule)

    def test_archived(self):
        self.first_rule.active = False
        self.assertEqual(self._rules(), self.second_rule)

    def test_nobody_named(self):
        with self.assertRaises(ValidationError):
            self.first_rule.role_id = False
        self.section.user_ids = False
        with self.assertRaisesRegex(UserError, "Head of section"):
            self._request()
        self.assertFalse(self.paper.approval_step_ids)

    def test_without_a_rule_nobody_signs(self):
        (self.first_rule + self.second_rule).active = False
        with self.assertRaises(UserError):
            self._request()
        self.paper.action_release()
        self.assertEqual(self.paper.state, "released")

    def test_who_makes_rules(self):
        for user in (self.employee, self.reader, self.office, self.manager):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.first_rule.with_user(user).write({"amount_from": 1e9})
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.section.with_user(user).user_ids += user
        self.first_rule.with_user(self.admin).amount_from = 5
