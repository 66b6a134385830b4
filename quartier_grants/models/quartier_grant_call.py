from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

# states in which somebody still has to hand the application in
_BEFORE = ("idea", "check", "draft", "signoff", "released")


class QuartierGrantCall(models.Model):
    """When applications can be handed in: until a day, or at any time."""

    _name = "quartier.grant.call"
    _description = "Call for Applications"
    _order = "deadline, program_id, id"

    program_id = fields.Many2one(
        "quartier.grant.program", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="program_id.company_id", store=True)
    name = fields.Char(string="Call", required=True, help="E.g. Call 2027, 2nd round.")
    rolling = fields.Boolean(
        string="At Any Time", help="Applications are taken without a closing date."
    )
    date_from = fields.Date(string="Opens on")
    deadline = fields.Date(string="Closes on", index=True)
    note = fields.Char(help="E.g. receipt counts, not the postmark.")
    reminded_for = fields.Date(
        readonly=True, copy=False, help="The closing date that was reminded of."
    )
    grant_ids = fields.One2many("quartier.grant", "call_id", string="Applications")

    _order_check = models.Constraint(
        "CHECK (deadline IS NULL OR date_from IS NULL OR deadline >= date_from)",
        "A call cannot close before it opens.",
    )

    @api.constrains("rolling", "deadline")
    def _check_deadline(self):
        for call in self:
            if bool(call.deadline) == call.rolling:
                raise ValidationError(
                    self.env._(
                        "“%(call)s”: please enter the closing date, or choose “At any"
                        " time”, not both.",
                        call=call.name,
                    )
                )

    @api.depends("name", "deadline", "program_id.name")
    def _compute_display_name(self):
        for call in self:
            parts = (call.program_id.name, call.name)
            call.display_name = ", ".join(filter(None, parts))

    def _cron_remind(self):
        """Tell who looks after a programme or an application that a call closes.

        Once for each closing date: whoever ticks the activity off is not told again,
        unless the date is moved.
        """
        today = fields.Date.context_today(self)
        soon = self.search(
            Domain("deadline", ">=", today)
            & Domain("deadline", "<=", today + timedelta(days=366))
            & Domain("program_id.active", "=", True)
        )
        due = soon.filtered(
            lambda call: (
                call.reminded_for != call.deadline
                and call.deadline - timedelta(days=call.program_id.reminder_days)
                <= today
            )
        )
        self.env["mail.activity"].create(due._reminders())
        for deadline, calls in due.grouped("deadline").items():
            calls.write({"reminded_for": deadline})

    def _reminders(self):
        """Return the values of the activities that remind of these calls."""
        waiting = self.env["quartier.grant"].search(
            [("call_id", "in", self.ids), ("state", "in", _BEFORE)]
        )
        reminders = [
            grant._deadline_reminder(grant.user_id or grant.quartier_id.manager_id)
            for grant in waiting
        ]
        watched = self.filtered("program_id.watched")
        return [
            vals
            for vals in (
                *reminders,
                *(call._deadline_reminder(call.program_id.user_id) for call in watched),
            )
            if vals
        ]

    def _deadline_reminder(self, user):
        self.ensure_one()
        return self.program_id._reminder_vals(
            user, self.deadline, self.env._("Call closes: %s", self.display_name)
        )
