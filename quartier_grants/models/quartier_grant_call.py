from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class QuartierGrantCall(models.Model):
    """When applications can be handed in: until a day, or at any time."""

    _name = "quartier.grant.call"
    _description = "Call for Applications"
    _inherit = ("quartier.grant.noted.mixin",)
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

    @api.constrains("program_id")
    def _check_grants(self):
        # constraints run with sudo: applications of all offices count
        grants = self.env["quartier.grant"].with_context(active_test=False)
        for grant in grants.search([("call_id", "in", self.ids)]):
            if grant.program_id != grant.call_id.program_id:
                raise ValidationError(
                    self.env._(
                        "“%s” stays with its programme: there are applications for it.",
                        grant.call_id.name,
                    )
                )

    def _cron_remind(self):
        """Tell who looks after a programme or an application that a call closes.

        Each once for each closing date: whoever ticks the activity off is not told
        again, unless the date is moved.
        """
        today = fields.Date.context_today(self)
        watched = self.search(
            Domain("deadline", ">=", today)
            & Domain("deadline", "<=", today + timedelta(days=366))
            & Domain("program_id.active", "=", True)
            & Domain("program_id.watched", "=", True)
        )
        calls = watched.filtered(
            lambda call: (
                call.reminded_for != call.deadline
                and call.program_id._reminds_of(call.deadline, today)
            )
        )
        grants = self.env["quartier.grant"]._to_remind(today)
        reminders = [
            *(call._deadline_reminder() for call in calls),
            *(grant._deadline_reminder() for grant in grants),
        ]
        self.env["mail.activity"].create([vals for vals in reminders if vals])
        for records in (calls, grants):
            for deadline, due in records.grouped("deadline").items():
                due.reminded_for = deadline

    def _deadline_reminder(self):
        self.ensure_one()
        return self.program_id._reminder_vals(
            self.program_id.user_id,
            self.deadline,
            self.env._("Call closes: %s", self.display_name),
        )
