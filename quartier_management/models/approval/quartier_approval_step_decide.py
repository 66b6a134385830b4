from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import LockError, UserError, ValidationError


class QuartierApprovalStep(models.Model):
    """How steps are decided, one after the other."""

    _inherit = "quartier.approval.step"

    def action_approve(self):
        """Sign.

        :raise UserError: says all that stands against it
        """
        for step in self:
            if step.kind == "outside":
                raise UserError(
                    self.env._(
                        "“%s” is decided outside of this system. Please use “Record the"
                        " decision” and enter date and number of the paper.",
                        step.name,
                    )
                )
            step._decide("approved")
        return True

    def action_record_decision(self, date, number):
        """Record that a committee or council has approved.

        :param date date: of the meeting
        :param str number: of the paper
        """
        self.ensure_one()
        if self.kind != "outside":
            raise UserError(self.env._("This step is signed here: please approve it."))
        date = fields.Date.to_date(date)
        if not (date and (number or "").strip()):
            raise UserError(
                self.env._("Please enter date and number of the committee's decision.")
            )
        if date > self._today():
            raise ValidationError(
                self.env._("The committee's decision cannot be in the future.")
            )
        return self._decide(
            "approved", outside_date=date, outside_number=number.strip()
        )

    def action_refuse(self, reason):
        """Refuse: the document goes no further.

        :param str reason: is told to who asked
        """
        return self._decide("refused", reason=self._reason(reason))

    def action_return(self, reason):
        """Give the document back to be changed; it can be asked for again.

        :param str reason: what has to be changed
        """
        return self._decide("returned", reason=self._reason(reason))

    def _reason(self, reason):
        reason = " ".join((reason or "").split())
        if len(reason) < 3:
            raise UserError(
                self.env._("Please give a reason, so that the others know what to do.")
            )
        return reason

    def _decide(self, decision, **values):
        """Note a decision, after all checks, and open what comes next.

        Steps of one document are decided one at a time: the row of the document is
        locked, and written, so that neither two signatures nor a signature and a
        change of the document happen at once.

        :raise UserError: says all that stands against it
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: nobody may write steps; every check is made below, on locked rows
        step = self.sudo()
        document = step._document()
        try:
            document.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else is working on this document right now. Please try"
                    " again in a moment."
                )
            ) from error
        (step | step._others()).invalidate_recordset()
        document.invalidate_recordset()
        if document._approval_changed():
            raise UserError(
                self.env._(
                    "“%s” was changed since the signatures were asked for. They have to"
                    " be asked for again.",
                    step.document_name,
                )
            )
        if obstacles := self._obstacles(self.env.user):
            raise UserError("\n".join(obstacles))
        step.write(
            {
                "state": decision,
                "decision": decision,
                "decided_by": self.env.uid,
                "decided_on": fields.Datetime.now(),
                "on_behalf_of": self._on_behalf_of(self.env.user).id,
                **values,
            }
        )
        step.activity_unlink(["mail.mail_activity_data_todo"])
        document._approval_touch()
        step._go_on(document)
        return True

    def _go_on(self, document):
        """Open the next steps, or end the request."""
        steps = document._approval_current()
        document._approval_log(self)
        if self.state != "approved":
            steps.filtered(lambda step: step.state in ("waiting", "open"))._close()
            document._approval_ended(self.state)
        elif all(step.state == "approved" for step in steps):
            document._approval_ended("approved")
        else:
            steps._open_next()

    def _close(self):
        self.activity_unlink(["mail.mail_activity_data_todo"])
        self.write({"state": "void"})

    def _open_next(self):
        """Open the steps whose turn it is, and tell the signatories."""
        if self.filtered(lambda step: step.state == "open"):
            return
        waiting = self.filtered(lambda step: step.state == "waiting")
        first = min(waiting.mapped("sequence"), default=None)
        turn = waiting.filtered(lambda step: step.sequence == first)
        for step in turn:
            step.write(
                {
                    "state": "open",
                    "opened_on": fields.Datetime.now(),
                    "due_on": step._today() + timedelta(days=step.days),
                }
            )
        turn._tell_signatories()

    def action_open_document(self):
        """Show the document as it would be printed, to whoever has to sign."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/quartier/mitzeichnung/{self.id}",
            "target": "new",
        }
