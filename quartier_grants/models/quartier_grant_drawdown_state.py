from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .financing import money

FINANCE = "quartier_grants.group_grant_finance"
MANAGER = "quartier_grants.group_grant_manager"
# money is paid out when nobody can object to the award any more, the last of it often
# after the proof
DRAWABLE = (
    "final",
    "running",
    "proof_work",
    "proof_checked",
    "proof_submitted",
    "examined",
    "repayment",
)


class QuartierGrantDrawdown(models.Model):
    """How a drawdown goes from draft to money: four eyes, request, payment.

    Each step locks the grant's row, and what commits money writes it, so that two
    drawdowns at once never exceed the award.
    """

    _inherit = "quartier.grant.drawdown"

    def _approval_content(self):
        self.ensure_one()
        return {
            "grant": self.grant_id.id,
            "number": self.number,
            "amount": self.amount,
            "due": self.due_amount,
            "purpose": self.purpose,
        }

    def _approval_authors(self):
        return super()._approval_authors() | self.edited_by_id

    def _approval_amount(self):
        return self.amount

    def _approval_summary(self):
        return self.env["ir.qweb"]._render(
            "quartier_grants.grant_drawdown_summary", {"drawdown": self}
        )

    def _approval_obstacles(self):
        """Say in whole sentences what stands against the request."""
        self.ensure_one()
        grant, obstacles = self.grant_id, []
        if self.state != "draft":
            obstacles.append(self.env._("This drawdown is no draft any more."))
        if grant.state not in DRAWABLE:
            obstacles.append(
                self.env._(
                    "“%s” is not final: money is drawn when nobody can object to the"
                    " award any more.",
                    grant.name,
                )
            )
        if money(self.amount) <= 0:
            obstacles.append(self.env._("Please enter an amount above 0."))
        highest, reason = self._propose()
        if money(self.amount) > highest:
            obstacles.append(
                self.env._(
                    "%(amount)s are too much. %(reason)s",
                    amount=self._amount_text(self.amount),
                    reason=reason,
                )
            )
        return obstacles

    def _approval_request(self):
        grant = self.grant_id._lock(DRAWABLE)
        result = super()._approval_request()
        # what is left of the award has changed: two at once write the same row
        grant._approval_touch()
        # sudo: no client writes the status; the right to the drawdown was checked
        self.sudo().state = "signoff"
        return result

    def _approval_ended(self, decision):
        result = super()._approval_ended(decision)
        self.state = "released" if decision == "approved" else "draft"
        return result

    def _approval_end_request(self, steps, note):
        result = super()._approval_end_request(steps, note)
        if self.state in ("signoff", "released"):
            self.state = "draft"
        return result

    def action_release(self):
        """Release where no rule demands signatures: somebody else than the author.

        :raise UserError: says all that stands against it
        """
        for record in self:
            record.grant_id._check_manager()
            drawdown = record._lock_for("write", DRAWABLE, ("draft",))
            obstacles = drawdown._approval_obstacles()
            if drawdown._approval_rules():
                obstacles.append(
                    self.env._("Signatures are needed. Please ask for them.")
                )
            if self.env.user in drawdown._approval_authors():
                obstacles.append(
                    self.env._(
                        "Four eyes: whoever wrote the drawdown does not release it."
                        " Please ask somebody else who manages grants."
                    )
                )
            if obstacles:
                raise UserError("\n".join(obstacles))
            drawdown.state = "released"
            drawdown.grant_id._approval_touch()
        return True

    def action_request(self):
        """Note that the request went to the funder today."""
        for record in self:
            drawdown = record._lock_for("write", DRAWABLE, ("released",))
            if drawdown._approval_missing() and drawdown.approval_step_ids:
                raise UserError(
                    self.env._(
                        "The drawdown was changed after it was signed. Please ask for"
                        " the signatures again."
                    )
                )
            drawdown.write(
                {"state": "requested", "requested_on": drawdown.quartier_id._today()}
            )
        return True

    def action_paid(self, day, amount):
        """Note that the funder paid; the treasury or who manages grants sees it.

        :param date day: on which the money came
        :param float amount: not more than was requested
        """
        self.ensure_one()
        user = self.env.user
        if not (user.has_group(FINANCE) or user.has_group(MANAGER)):
            raise AccessError(
                self.env._("The treasury, or who manages grants, notes payments.")
            )
        drawdown = self._lock_for("read", DRAWABLE, ("requested",))
        grant = drawdown.grant_id
        day = fields.Date.to_date(day)
        obstacles = grant._day_obstacles(day, drawdown.requested_on)
        amount = grant.currency_id.round(amount or 0)
        if not 0 < amount <= drawdown.amount:
            obstacles.append(
                self.env._(
                    "What is paid out lies above 0 and is not more than was requested"
                    " (%s).",
                    self._amount_text(drawdown.amount),
                )
            )
        if money(grant.drawn_amount) + money(amount) > money(grant.awarded_amount):
            obstacles.append(
                self.env._(
                    "The award has been lowered to %s since: more cannot be drawn."
                    " Please note what belongs to it, and pay the rest back.",
                    self._amount_text(grant.awarded_amount),
                )
            )
        if obstacles:
            raise UserError("\n".join(obstacles))
        drawdown.write({"state": "paid", "paid_on": day, "paid_amount": amount})
        drawdown._note_use_by()
        grant._settle()
        return True

    def action_cancel(self, reason):
        """End a drawdown that is not paid.

        :param str reason: in words
        """
        self.ensure_one()
        reason = self.grant_id._reason(reason)
        drawdown = self._lock_for(
            "write", None, ("draft", "signoff", "released", "requested")
        )
        if live := drawdown._approval_live():
            if drawdown.state == "signoff":
                drawdown._approval_end_request(
                    live, self.env._("The drawdown was cancelled.")
                )
        drawdown.write({"state": "cancelled", "cancel_reason": reason})
        return True

    def _lock_for(self, operation, grant_states, states):
        """Check rights and status on the locked rows of grant and drawdown.

        :return: the drawdown, with ``sudo()``
        :raise UserError: the status is another one by now
        """
        self.ensure_one()
        self.check_access(operation)
        # sudo: no client writes the status; the right to the drawdown was checked
        drawdown = self.sudo()
        grant = drawdown.grant_id
        all_states = [key for key, _label in grant._fields["state"].selection]
        grant._lock_row(grant_states or all_states)
        drawdown.lock_for_update()
        drawdown.invalidate_recordset()
        if drawdown.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "“%(drawdown)s” has the status “%(state)s”; this is possible with:"
                    " %(states)s.",
                    drawdown=self.display_name,
                    state=labels[drawdown.state],
                    states=", ".join(labels[state] for state in states),
                )
            )
        return drawdown
