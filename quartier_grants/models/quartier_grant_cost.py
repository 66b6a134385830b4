from odoo import fields, models

from .drawing import Flow
from .financing import money


class QuartierGrant(models.Model):
    """What vouchers say of a grant: costs that were booked and paid."""

    _inherit = "quartier.grant"

    voucher_count = fields.Integer(
        string="Number of Vouchers", compute="_compute_voucher_count"
    )

    def _compute_voucher_count(self):
        groups = self.env["account.analytic.line"]._read_group(
            [("quartier_grant_id", "in", self.ids)],
            ["quartier_grant_id"],
            ["quartier_voucher_id:count_distinct"],
        )
        counts = {grant.id: count for grant, count in groups}
        for grant in self:
            grant.voucher_count = counts.get(grant.id, 0)

    def action_view_vouchers(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_grants.quartier_grant_voucher_action"
        )
        action["domain"] = [("grant_ids", "in", self.ids)]
        action["context"] = {
            "default_quartier_id": self.quartier_id.id,
            "default_share_ids": [(0, 0, {"quartier_grant_id": self.id})],
        }
        return action

    # -- sums

    def _spent_sums(self):
        return self._add_shares(super()._spent_sums(), "amount", -1)

    def _paid_sums(self):
        paid = [("quartier_voucher_id.paid_on", "!=", False)]
        return self._add_shares(super()._paid_sums(), "quartier_eligible", 1, paid)

    def _add_shares(self, sums, field, sign, domain=()):
        """Add what confirmed vouchers say to sums by grant id."""
        groups = self.env["account.analytic.line"]._read_group(
            [
                ("quartier_grant_id", "in", self.ids),
                ("quartier_voucher_id.state", "=", "confirmed"),
                *domain,
            ],
            ["quartier_grant_id"],
            [f"{field}:sum"],
        )
        for grant, amount in groups:
            sums[grant.id] += sign * money(amount)
        return sums

    def _payment_flows(self):
        flows = super()._payment_flows()
        # sudo: shares of all offices and apps count; only grants that were read come in
        groups = (
            self.env["account.analytic.line"]
            .sudo()
            ._read_group(
                [
                    ("quartier_grant_id", "in", self.ids),
                    ("quartier_voucher_id.state", "=", "confirmed"),
                    ("quartier_voucher_id.paid_on", "!=", False),
                    ("quartier_eligible", "!=", 0),
                ],
                ["quartier_grant_id", "quartier_voucher_id"],
                ["quartier_eligible:sum"],
            )
        )
        for grant, voucher, amount in groups:
            flows[grant.id].append(Flow(voucher.paid_on, money(amount), voucher))
        return flows
