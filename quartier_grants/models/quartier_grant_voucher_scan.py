from odoo import models


class QuartierGrantVoucher(models.Model):
    """What becomes of a scan that waited for its voucher."""

    _inherit = "quartier.grant.voucher"

    def _scan_known_text(self, env, name):
        """Say that a file is the scan of this voucher.

        :param env: of whoever comes with the file again
        :param str name: of the file
        """
        voucher = self.with_env(env)
        if voucher.has_access("read"):
            return env._(
                "“%(name)s” is the scan of “%(voucher)s” already: entered by"
                " %(office)s, dated %(day)s.",
                name=name,
                voucher=voucher.display_name,
                office=voucher.quartier_id.name,
                day=voucher._day_text(voucher.invoice_date),
            )
        return env._(
            "“%s” is the scan of another office's voucher already. An invoice is booked"
            " once for all grants. Please ask the finance department.",
            name,
        )

    def _propose_share(self):
        """What a single grant was chosen for is shared out to it as a whole.

        Whoever drops scans on the vouchers of one grant has chosen it.
        """
        share = self.share_ids
        if len(share) == 1 and not share.amount:
            lines = share.quartier_grant_id.budget_line_ids
            share.write(
                {
                    "quartier_cost": self.rest_amount,
                    "quartier_budget_line_id": lines.id if len(lines) == 1 else False,
                }
            )
