from odoo import models
from odoo.fields import Domain


class QuartierGrantVoucher(models.Model):
    """A voucher goes with the last of its grants."""

    _inherit = "quartier.grant.voucher"

    def _erased_domain(self, grants):
        return super()._erased_domain(grants) & ~self._with_other_grants(grants)

    def _kept_domain(self, grants):
        """Return the domain of the vouchers that other grants still need."""
        return self._owned_domain(grants) & self._with_other_grants(grants)

    def _with_other_grants(self, grants):
        others = Domain("quartier_grant_id", "!=", False)
        others &= Domain("quartier_grant_id", "not in", grants.ids)
        return Domain("share_ids", "any", others)

    def _note_share_erased(self, shares):
        """Say why less is shared out than was confirmed.

        :param shares: ``account.analytic.line`` that go with their grant
        """
        for voucher in self:
            mine = shares.filtered(lambda s, v=voucher: s.quartier_voucher_id == v)
            voucher._message_log(
                body=self.env._(
                    "%s were borne by another grant. Its documents have been deleted"
                    " after the end of their retention.",
                    voucher._amount_text(sum(mine.mapped("quartier_cost"))),
                )
            )
