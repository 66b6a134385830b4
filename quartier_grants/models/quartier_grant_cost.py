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

    def _cost_sums(self):
        """Add what confirmed vouchers say."""
        spent, paid = super()._cost_sums()
        groups = self.env["account.analytic.line"]._read_group(
            [
                ("quartier_grant_id", "in", self.ids),
                ("quartier_voucher_id.state", "=", "confirmed"),
            ],
            ["quartier_grant_id", "quartier_voucher_id.paid_on:year"],
            ["amount:sum", "quartier_eligible:sum"],
        )
        for grant, paid_in, amount, eligible in groups:
            spent[grant.id] -= money(amount)
            if paid_in:
                paid[grant.id] += money(eligible)
        return spent, paid

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
