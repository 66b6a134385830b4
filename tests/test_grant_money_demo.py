from odoo.tests import TransactionCase, tagged


@tagged("standard", "post_install", "-at_install")
class TestGrantMoneyDemo(TransactionCase):
    """The play street of the demonstration, calculated by hand."""

    def test_figures(self):
        # 16,000 € were awarded for costs of 20,000 €: the grant bears 80 percent.
        # Paid are 5,950 + 1,200 + 450 = 7,600 €, of which the grant bears 6,080 €.
        # Drawn were 6,000 € and 4,000 €. What came first is used first: all of the
        # first and 80 € of the second drawdown; 3,920 € of it wait, and their two
        # months are over (they came 75 days ago).
        grant = self.env.ref("quartier_grants.grant_play_street")
        self.assertEqual(grant.state, "running")
        self.assertEqual((grant.spent_amount, grant.paid_amount), (7600, 7600))
        self.assertEqual((grant.drawn_amount, grant.used_amount), (10000, 6080))
        self.assertEqual((grant.unspent_amount, grant.open_amount), (3920, 6000))
        self.assertEqual(grant.at_risk_amount, 3920)
        second, first = grant.drawdown_ids
        self.assertEqual((first.used_amount, first.use_state), (6000, "used"))
        self.assertEqual((second.used_amount, second.use_state), (80, "overdue"))
        self.assertTrue(second.interest_amount or "base rate" in second.interest_note)

    def test_draft_is_within_the_tolerance(self):
        # 450 € are spent on posters and leaflets, 1,700 € more make 2,150 €: above
        # the 2,000 € approved, below 2,400 € (20 percent more)
        voucher = self.env.ref("quartier_grants.voucher_play_street_4")
        self.assertEqual(voucher.light, "yellow")
