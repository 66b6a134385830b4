from odoo import fields, models
from odoo.exceptions import LockError, UserError

from .financing import ZERO, money

# what confirming looks at: the ORM would read all columns of all these records. What
# is missing here is read nonetheless, with a query of its own
_NEEDED = {
    "share_ids": (
        "amount",
        "date",
        "quartier_budget_line_id",
        "quartier_eligible",
        "quartier_foreign",
        "quartier_grant_id",
        "quartier_voucher_id",
    ),
    "share_ids.quartier_grant_id": (
        "approval_stamp",
        "approved_cost",
        "approved_other",
        "award_financing",
        "award_id",
        "award_to",
        "awarded_amount",
        "company_id",
        "costs_from",
        "currency_id",
        "drawn_amount",
        "early_start_granted_on",
        "name",
        "next_use_by",
        "paid_amount",
        "quartier_id",
        "repaid_amount",
        "spent_amount",
        "state",
        "takes_costs",
        "unspent_amount",
        "used_amount",
    ),
    "share_ids.quartier_budget_line_id": (
        "approved_amount",
        "eligible",
        "grant_id",
        "name",
        "spent_amount",
    ),
    "quartier_id": ("tz",),
    "company_id": ("quartier_grant_closed_on",),
}


class QuartierGrantVoucher(models.Model):
    """How a voucher is confirmed, paid and cancelled.

    Clients write drafts alone; each ``action_*`` checks right and status on the locked
    row, and writes with ``sudo()``.
    """

    _inherit = "quartier.grant.voucher"

    confirmed_on = fields.Datetime(readonly=True, copy=False)
    confirmed_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    cancel_reason = fields.Text(string="Cancelled because", readonly=True, copy=False)

    def action_confirm(self):
        """Confirm vouchers: from now on they count, and are kept as they are.

        :raise UserError: says all that stands against it, of all of them
        """
        vouchers = self._lock_in(("draft",), "write")
        vouchers._fetch_needed()
        obstacles = [
            self.env._(
                "%(voucher)s: %(obstacle)s",
                voucher=voucher.display_name,
                obstacle=obstacle,
            )
            if len(vouchers) > 1
            else obstacle
            for number, voucher in enumerate(vouchers)
            for obstacle in voucher._obstacles(earlier=vouchers[:number])
        ]
        if obstacles:
            raise UserError("\n".join(obstacles))
        vouchers._date_shares()
        vouchers.write(
            {
                "state": "confirmed",
                "confirmed_on": fields.Datetime.now(),
                "confirmed_by_id": self.env.uid,
            }
        )
        vouchers._settle_confirmed()
        return True

    def action_pay(self, day):
        """Note when confirmed vouchers were paid.

        :param date day: of the payment
        """
        vouchers = self._kept_in(("confirmed",))
        day = fields.Date.to_date(day)
        obstacles = []
        for voucher in vouchers:
            if voucher.paid_on:
                obstacles.append(
                    self.env._(
                        "“%(voucher)s” was paid on %(day)s already.",
                        voucher=voucher.display_name,
                        day=voucher._day_text(voucher.paid_on),
                    )
                )
            elif not day:
                obstacles.append(self.env._("Please enter the day."))
            else:
                obstacles += voucher._day_findings(day)
        if obstacles:
            raise UserError("\n".join(obstacles))
        vouchers.write({"paid_on": day})
        vouchers.share_ids.quartier_grant_id._settle()
        return True

    def action_cancel(self, reason):
        """Cancel confirmed vouchers; the invoice can be booked anew.

        :param str reason: in words
        """
        reason = (reason or "").strip()
        if len(reason) < 3:
            raise UserError(self.env._("Please say in words why it is cancelled."))
        vouchers = self._kept_in(("confirmed",))
        if obstacles := vouchers._cancel_obstacles():
            raise UserError("\n".join(obstacles))
        grants = vouchers.share_ids.quartier_grant_id
        vouchers.write({"state": "cancelled", "cancel_reason": reason})
        vouchers.share_ids._quartier_reverse()
        grants._settle()
        return True

    def _kept_in(self, states):
        """Check the right to work with what no client writes any more.

        The record rules show vouchers to the office's team and to finance alone.

        :return: the locked vouchers, with ``sudo()``
        """
        return self._lock_in(states, "read")

    def _lock_in(self, states, operation):
        """Return the vouchers with ``sudo()``, locked and in one of these states.

        :param str operation: to which the user needs the right; it is asked of the
            locked rows, so that they are read once
        :raise UserError: somebody else works with one, or its status is another
        """
        self.browse().check_access("write")
        # sudo: rights are checked below; shares of all offices are read
        vouchers = self.sudo()
        try:
            vouchers.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else is working on one of these vouchers right now."
                    " Please try again in a moment."
                )
            ) from error
        vouchers.invalidate_recordset()
        self.check_access("read")
        self._check_status(vouchers, states)
        self.check_access(operation)
        return vouchers

    def _check_status(self, vouchers, states):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for voucher in vouchers:
            if voucher.state not in states:
                raise UserError(
                    self.env._(
                        "“%(voucher)s” has the status “%(state)s”; this is possible"
                        " with: %(states)s.",
                        voucher=voucher.display_name,
                        state=labels[voucher.state],
                        states=", ".join(labels[state] for state in states),
                    )
                )

    def _fetch_needed(self):
        for path, names in _NEEDED.items():
            self.mapped(path).fetch(names)

    def _settle_confirmed(self):
        """Let the sums of plans and grants follow what was confirmed just now."""
        costs, spent, paid = {}, {}, {}
        for share in self.share_ids:
            cost, grant = share.quartier_budget_line_id, share.quartier_grant_id
            amount, eligible = -money(share.amount), money(share.quartier_eligible)
            if not share.quartier_voucher_id.paid_on:
                eligible = ZERO
            costs[cost] = costs.get(cost, money(cost.spent_amount)) + amount
            spent[grant] = spent.get(grant, ZERO) + amount
            paid[grant] = paid.get(grant, ZERO) + eligible
        for cost, amount in costs.items():
            cost._note_spent_amount(amount)
        self.share_ids.quartier_grant_id._settle_added(spent, paid)

    def _date_shares(self):
        """Shares carry the day of their voucher; other apps' lines keep theirs."""
        for voucher in self:
            day = voucher.paid_on or voucher.invoice_date
            shares = voucher.share_ids.filtered(
                lambda line, day=day: not line.quartier_foreign and line.date != day
            )
            if shares:
                shares.write({"date": day})
