from odoo import fields, models
from odoo.exceptions import UserError

OPEN = ("draft", "submitted")


class QuartierVolunteerHours(models.Model):
    """The way of hours: draft, submitted, approved or rejected, locked."""

    _inherit = "quartier.volunteer.hours"

    def _may_be_taken_back(self):
        """Tell whether the person may still delete their own report."""
        self.ensure_one()
        return self.origin == "report" and self.state in OPEN

    def action_submit(self):
        """Hand hours in to be approved."""
        self._lock_in(("draft", "rejected"))
        # sudo: no client writes the state; rights were checked above
        self.sudo().write({"state": "submitted", "reason": False})

    def action_approve(self):
        """Approve any number of hours at once; approved ones stay as they are.

        :raise UserError: one is rejected, locked or the user's own
        """
        self._lock_in((*OPEN, "approved"))
        rows = self.filtered(lambda row: row.state in OPEN)
        rows._check_not_own()
        # sudo: no client writes what was decided; rights were checked above
        rows.sudo().write({"state": "approved", "reason": False, **self._decided()})
        if not rows:
            return self._notification(
                "warning", self.env._("These hours are approved already.")
            )
        return self._notification(
            "success",
            self.env._(
                "Approved: %(count)s entries, %(hours)s hours.",
                count=len(rows),
                hours=self._tell_hours(sum(rows.mapped("hours"))),
            ),
        )

    def action_reject(self, reason):
        """Refuse hours; the person reads why.

        :param str reason: in words
        :raise UserError: there is no reason, or one is over already
        """
        reason = " ".join((reason or "").split())
        if not reason:
            raise UserError(self.env._("Please say why: the person reads it."))
        self._lock_in(OPEN)
        self._check_not_own()
        # sudo: as above
        self.sudo().write({"state": "rejected", "reason": reason, **self._decided()})

    def action_back(self):
        """Set decided hours back to draft, to correct them."""
        self._lock_in(("submitted", "approved", "rejected"))
        # sudo: as above
        self.sudo().write(
            {
                "state": "draft",
                "reason": False,
                "decided_by_id": False,
                "decided_on": False,
            }
        )

    def _lock_for_good(self, note):
        """Let nobody change these any more: they were closed or reported.

        :param str note: by what, in the office's language
        """
        self.filtered(lambda row: row.state == "approved").sudo().write(
            # sudo: noted by the system; what is reported is no longer anybody's
            {"state": "locked", "lock_note": note}
        )

    def _decided(self):
        return {"decided_by_id": self.env.uid, "decided_on": fields.Datetime.now()}

    def _lock_in(self, states):
        """Check rights and status, on rows that nobody else decides on meanwhile.

        :raise UserError: says of which hours the step is not possible
        """
        self.check_access("write")
        if self.ids:
            self.flush_recordset()
            self.env.cr.execute(
                "SELECT id FROM quartier_volunteer_hours WHERE id IN %s"
                " ORDER BY id FOR UPDATE",
                (tuple(self.ids),),
            )
            self.invalidate_recordset(["state"])
        labels = dict(self._fields["state"]._description_selection(self.env))
        wrong = self.filtered(lambda row: row.state not in states)
        if wrong:
            lines = [
                self.env._(
                    "“%(hours)s” is at “%(state)s”: this step is not possible.",
                    hours=row.display_name,
                    state=labels[row.state],
                )
                for row in wrong[:10]
            ]
            if len(wrong) > 10:
                lines.append(self.env._("… and %s more.", len(wrong) - 10))
            raise UserError("\n".join(lines))

    def _check_not_own(self):
        """Nobody decides on hours of their own."""
        if self.env.su:
            return
        if self.env.user.partner_id in self.volunteer_id.partner_id:
            raise UserError(
                self.env._(
                    "Four eyes: your own hours are decided on by somebody else of the"
                    " team."
                )
            )

    def _notification(self, kind, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
