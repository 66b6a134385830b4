from odoo import fields, models

from . import drawing
from .financing import money


class QuartierGrant(models.Model):
    """What went back to the funder, and what interest it may demand."""

    _inherit = "quartier.grant"

    repayment_ids = fields.One2many(
        "quartier.grant.repayment", "grant_id", string="Repayments", copy=False
    )

    def action_view_repayments(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_grants.quartier_grant_repayment_action"
        )
        action["domain"] = [("grant_id", "=", self.id)]
        action["context"] = {"default_grant_id": self.id}
        return action

    def _repaid_sums(self):
        sums = super()._repaid_sums()
        rows = self.env["quartier.grant.repayment"]._read_group(
            [("grant_id", "in", self.ids), ("state", "=", "paid")],
            ["grant_id"],
            ["demanded_amount:sum"],
        )
        for grant, amount in rows:
            sums[grant.id] += money(amount)
        return sums

    def _repayment_flows(self):
        flows = super()._repayment_flows()
        paid = self.repayment_ids.filtered(
            lambda row: row.state == "paid" and row.demanded_amount
        )
        for row in paid:
            flow = drawing.Flow(row.paid_on, money(row.demanded_amount), row)
            flows[row.grant_id.id].append(flow)
        return flows

    def _demanded_until(self, leave_out):
        """Return the last day for which interest on late money was demanded before.

        :param leave_out: ``quartier.grant.repayment`` that does not count
        """
        rows = (self.repayment_ids - leave_out).filtered(
            lambda row: (
                row.kind == "unspent"
                and row.state in ("notice", "objection", "paid")
                and row.demanded_interest
            )
        )
        return max(rows.mapped("interest_until"), default=None)

    def _late_rows(self, base_rates, over, until, demanded_until=None):
        """Return the interest on all money that was not used in time.

        :param base_rates: pairs of first day and percent
        :param float over: percentage points above the base rate
        :rtype: list[drawing.InterestRow]
        :raise drawing.NoBaseRate: the base rate of a day is not known
        """
        self.ensure_one()
        rule_set = self._award_rule_set()
        by_day = {}
        for segment in self._segments()[self.id]:
            by_day.setdefault(segment.payout.on, []).append(segment)
        rows = []
        # the rules are looked up once for each day on which money came
        for day, segments in by_day.items():
            term, _rule = self._term(day)
            start = rule_set._find_rule("interest_from_month", day)
            if term:
                rows += drawing.late_interest(
                    segments,
                    term,
                    base_rates,
                    over,
                    until,
                    int(start.value) or 1,
                    demanded_until,
                )
        return rows
