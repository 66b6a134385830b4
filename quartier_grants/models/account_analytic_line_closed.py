from odoo import models
from odoo.fields import Domain


class AccountAnalyticLine(models.Model):
    """Nothing is booked on the account of a closed grant, whatever app would."""

    _name = "account.analytic.line"
    _inherit = ("account.analytic.line", "quartier.grant.closed.mixin")
    _grant_paths = ("quartier_grant_id",)

    def _erased_domain(self, grants):
        """What other apps wrote stays with the city's accounting."""
        own = Domain("quartier_voucher_id", "!=", False)
        own &= Domain("quartier_foreign", "!=", True)
        return super()._erased_domain(grants) & own

    # pylint: disable-next=missing-return
    def _let_go(self):
        """Take what belongs to a deleted grant off lines of other apps."""
        # past the guards: they are there for as long as the grant is
        models.BaseModel.write(
            self,
            {
                "quartier_grant_id": False,
                "quartier_budget_line_id": False,
                "quartier_voucher_id": False,
                "quartier_eligible": 0,
                "quartier_foreign": False,
            },
        )
