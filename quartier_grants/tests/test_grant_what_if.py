from odoo.tests import Form, tagged

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantWhatIf(GrantCommon):
    """Costs of 1,000, a grant of 800, 200 of one's own."""

    def _effects(self, cost, money, financing="share"):
        self.program.write({"financing": financing, "cap": 800})
        wizard = self.env["quartier.grant.what.if"].with_user(self.finance)
        form = Form(wizard.with_context(default_grant_id=self._new_grant().id))
        form.cost_change, form.money_change = cost, money
        return form.line_ids._records

    def test_share(self):
        # 800 x (900 - 50) / 1,000 = 680; 900 - 250 - 680 < 0: 30 too much
        first = self._effects(-100, 50)[0]
        self.assertEqual(first["kind"], "share")
        self.assertEqual((first["grant_after"], first["missing"]), (680, -30))

    def test_deficit(self):
        # 900 - 250 = 650
        first = self._effects(-100, 50, "deficit")[0]
        self.assertEqual((first["kind"], first["grant_after"]), ("deficit", 650))
        self.assertEqual((first["difference"], first["missing"]), (-150, 0))

    def test_fixed(self):
        first = self._effects(-100, 50, "fixed")[0]
        self.assertEqual((first["kind"], first["grant_after"]), ("fixed", 800))
        # 900 - 250 - 800
        self.assertEqual(first["missing"], -150)

    def test_full(self):
        # 800 - 100 - 50
        first = self._effects(-100, 50, "full")[0]
        self.assertEqual((first["kind"], first["grant_after"]), ("full", 650))

    def test_costs_rise(self):
        for line in self._effects(300, 0):
            self.assertEqual(line["grant_after"], 800)
            self.assertEqual(line["missing"], 300)
