from odoo import models
from odoo.exceptions import UserError


class AccountAnalyticLine(models.Model):
    """Lines that other apps wrote on a grant's account become shares of vouchers."""

    _inherit = "account.analytic.line"

    def action_quartier_take_over(self):
        """Draft a voucher for each of these lines; the line becomes its share.

        :raise UserError: one of them cannot become a share
        """
        self.check_access("read")
        self.env["quartier.grant.voucher"].check_access("create")
        lines = self.filtered("amount")
        for line in lines:
            if not line.quartier_grant_id or line.quartier_voucher_id:
                raise UserError(
                    self.env._(
                        "“%s” is a share of a voucher already, or belongs to no grant.",
                        line.name,
                    )
                )
        vouchers = self.env["quartier.grant.voucher"].create(
            [line._quartier_voucher_vals() for line in lines]
        )
        for line, voucher in zip(lines, vouchers, strict=True):
            # sudo: another app's line; the user may read it and create the voucher
            line.sudo().write(
                {"quartier_voucher_id": voucher.id, "quartier_foreign": True}
            )
        return vouchers._get_records_action(name=self.env._("Vouchers Taken Over"))

    def _quartier_voucher_vals(self):
        """Return the values of a voucher for a line of another app."""
        self.ensure_one()
        return {
            "quartier_id": self.quartier_grant_id.quartier_id.id,
            "payee": self.partner_id.display_name or self.name,
            "number": self.env._("Booking %s", self.id),
            "invoice_date": self.date,
            "gross": -self.amount,
            "net": -self.amount,
            "note": self.name,
        }

    def _quartier_release(self):
        """Let go what other apps wrote, and delete what the voucher itself did."""
        foreign = self.filtered("quartier_foreign")
        foreign.write(
            {
                "quartier_voucher_id": False,
                "quartier_budget_line_id": False,
                "quartier_eligible": 0,
                "quartier_foreign": False,
            }
        )
        (self - foreign).unlink()

    def _quartier_reverse(self):
        """Book the opposite of shares whose voucher is cancelled.

        Nothing is deleted once it was confirmed: in all sums the two make zero. What
        other apps wrote is theirs again.
        """
        foreign = self.filtered("quartier_foreign")
        foreign._quartier_release()
        self.create(
            [
                {
                    "name": self.env._("Cancelled: %s", line.name),
                    "date": line.date,
                    "amount": -line.amount,
                    "quartier_voucher_id": line.quartier_voucher_id.id,
                    "quartier_grant_id": line.quartier_grant_id.id,
                    "quartier_budget_line_id": line.quartier_budget_line_id.id,
                    "quartier_eligible": -line.quartier_eligible,
                }
                for line in self - foreign
            ]
        )
