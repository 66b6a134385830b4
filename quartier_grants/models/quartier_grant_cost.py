from odoo import fields, models
from odoo.tools import format_date

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
        """Add the payments of confirmed vouchers; credit notes are below 0."""
        flows = super()._payment_flows()
        # sudo: shares of all offices and apps count
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
        for rows in flows.values():
            rows.sort(key=lambda flow: flow.on)
        return flows

    # -- from when on costs count

    def _first_award(self):
        return self.env["quartier.grant.award"].search_fetch(
            [("grant_id", "=", self.id)], ["date", "date_from"], 0, 1, "date, id"
        )

    def _allows_cost_on(self, day):
        """Tell whether a cost of this day is not too early."""
        self.ensure_one()
        award = self._first_award()
        starts = [max(award.date, award.date_from)] if award else []
        if self.early_start_granted_on:
            starts.append(self.early_start_granted_on)
        return any(start <= day for start in starts)

    def _early_cost_text(self, day):
        """Say why a cost of this day is too early, with the rule behind it."""
        self.ensure_one()
        award = self._first_award()
        start = max(award.date, award.date_from) if award else False
        texts = {
            "day": format_date(self.env, day),
            "grant": self.name,
            "start": format_date(self.env, start) if start else "–",
        }
        if not self.early_start_granted_on:
            return self.env._(
                "%(day)s lies before the award of “%(grant)s” (costs count from"
                " %(start)s on). The funder has not allowed an early start (Nr. 1.3 VV"
                " zu § 44 BHO/LHO); if there is a consent, please enter it with the"
                " grant.",
                **texts,
            )
        return self.env._(
            "%(day)s lies before the award of “%(grant)s” (costs count from %(start)s"
            " on), and the funder allowed an early start only from %(early)s on (letter"
            " “%(letter)s”, Nr. 1.3 VV zu § 44 BHO/LHO).",
            **texts,
            early=format_date(self.env, self.early_start_granted_on),
            letter=self.early_start_reference or self.early_start_file_name or "–",
        )

    def _early_consent_text(self, day):
        """Say by which consent a cost before the award counts, or nothing."""
        self.ensure_one()
        award = self._first_award()
        start = max(award.date, award.date_from) if award else False
        if not self._allows_cost_on(day) or (start and start <= day):
            return False
        return self.env._(
            "%(day)s lies before the award of “%(grant)s”; it counts because the funder"
            " allowed an early start from %(early)s on (letter “%(letter)s”, Nr. 1.3 VV"
            " zu § 44 BHO/LHO).",
            day=format_date(self.env, day),
            grant=self.name,
            early=format_date(self.env, self.early_start_granted_on),
            letter=self.early_start_reference or self.early_start_file_name or "–",
        )
