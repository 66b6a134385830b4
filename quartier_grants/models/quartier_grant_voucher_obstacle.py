from odoo import models

from .financing import money


class QuartierGrantVoucher(models.Model):
    """What stands against a voucher: small checks, each answers in whole sentences."""

    _inherit = "quartier.grant.voucher"

    def _obstacles(self, earlier=()):
        """Hook: say all that stands against confirming a draft.

        :param earlier: vouchers that are confirmed before it in the same go
        :rtype: list[str]
        """
        self.ensure_one()
        return [
            *self._paper_obstacles(),
            *self._day_findings(self.paid_on),
            *self._share_obstacles(),
        ]

    def _paper_obstacles(self):
        if self._has_document():
            return []
        return [self.env._("There is no scan of the invoice yet. Please upload it.")]

    def _has_document(self):
        # sudo: whether there is one, of a voucher that the user may confirm
        files = self.env["ir.attachment"].sudo()
        return bool(
            files.search_count(
                [
                    ("res_model", "=", self._name),
                    ("res_field", "=", "document"),
                    ("res_id", "=", self.id),
                ],
                limit=1,
            )
        )

    # -- days

    def _day_findings(self, paid_on):
        """Say what is wrong with the days.

        :param date paid_on: of the payment, empty while it is not paid
        """
        self.ensure_one()
        today = self.quartier_id._today()
        findings = []
        if self.invoice_date > today:
            findings.append(self.env._("The invoice is dated in the future."))
        if paid_on and paid_on > today:
            findings.append(self.env._("A payment in the future cannot be booked."))
        if paid_on and paid_on < self.invoice_date:
            findings.append(
                self.env._(
                    "It was paid on %(paid)s, before the invoice of %(dated)s. Please"
                    " correct one of the days.",
                    paid=self._day_text(paid_on),
                    dated=self._day_text(self.invoice_date),
                )
            )
        findings += self._closed_findings(paid_on)
        for grant in self.share_ids.quartier_grant_id:
            findings += self._period_findings(grant, paid_on)
        return findings

    def _closed_findings(self, paid_on):
        """Say whether the year is closed in which it would be booked."""
        closed = self.company_id.quartier_grant_closed_on
        day = paid_on or self.invoice_date
        if not closed or day > closed:
            return []
        return [
            self.env._(
                "The books are closed until %(closed)s, this belongs to %(day)s. Please"
                " ask the finance department.",
                closed=self._day_text(closed),
                day=self._day_text(day),
            )
        ]

    def _cancel_obstacles(self):
        """Say why vouchers cannot be cancelled any more."""
        obstacles = []
        for voucher in self:
            if voucher._closed_findings(voucher.paid_on):
                obstacles.append(
                    self.env._(
                        "“%s” belongs to a closed year. Please enter a credit note in"
                        " the current one.",
                        voucher.display_name,
                    )
                )
            obstacles += voucher._grant_state_obstacles()
        return obstacles

    def _period_findings(self, grant, paid_on):
        """Say whether a payment lies within what the award allows."""
        days = [day for day in (self.invoice_date, paid_on) if day]
        first, last = min(days), max(days)
        findings = []
        early = grant._allows_cost_on(first)
        if not early:
            findings.append(grant._early_cost_text(first))
        if grant.award_to and last > grant.award_to:
            findings.append(
                self.env._(
                    "%(day)s lies after the award period of “%(grant)s”, which ends on"
                    " %(end)s. If the funder has extended it, please record the change"
                    " of the award first.",
                    day=self._day_text(last),
                    grant=grant.name,
                    end=self._day_text(grant.award_to),
                )
            )
        return findings

    # -- shares

    def _share_obstacles(self):
        if not self.share_ids:
            return [
                self.env._(
                    "No grant bears a share of it. Please enter at least one share."
                )
            ]
        obstacles = [*self._sum_obstacles(), *self._grant_state_obstacles()]
        for share in self.share_ids:
            cost = share.quartier_budget_line_id
            if not cost:
                obstacles.append(
                    self.env._(
                        "Please choose the line of the plan for the share of “%s”.",
                        share.quartier_grant_id.name,
                    )
                )
            elif cost.grant_id != share.quartier_grant_id:
                obstacles.append(
                    self.env._("“%s” is a line of another grant.", cost.name)
                )
            elif not cost.eligible and share.quartier_eligible:
                obstacles.append(
                    self.env._(
                        "“%s” is not eligible: of its shares nothing is eligible.",
                        cost.name,
                    )
                )
            if not share.amount:
                obstacles.append(
                    self.env._(
                        "The share of “%s” is 0. Please enter an amount or delete it.",
                        share.quartier_grant_id.name,
                    )
                )
        return obstacles

    def _sum_obstacles(self):
        whole, shared = money(self.counted_amount), money(self.shared_amount)
        if shared * whole >= 0 and abs(shared) <= abs(whole):
            return []
        return [
            self.env._(
                "The shares add up to %(shared)s, and %(whole)s count.",
                shared=self._amount_text(shared),
                whole=self._amount_text(whole),
            )
        ]

    def _grant_state_obstacles(self):
        labels = dict(
            self.env["quartier.grant"]._fields["state"]._description_selection(self.env)
        )
        return [
            self.env._(
                "“%(grant)s” has the status “%(state)s”: nothing can be booked on it.",
                grant=grant.name,
                state=labels[grant.state],
            )
            for grant in self.share_ids.quartier_grant_id
            if not grant.takes_costs
        ]
