from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import plaintext2html

TODO = "mail.mail_activity_data_todo"
# states in which somebody still has to hand the application in
BEFORE = ("idea", "check", "draft", "signoff", "released")


class QuartierGrant(models.Model):
    """Who is reminded of an application, and until when."""

    _inherit = "quartier.grant"

    reminded_for = fields.Date(
        readonly=True, copy=False, help="The closing date that was reminded of."
    )

    @api.model
    def _to_remind(self, today):
        """Return the applications whose call closes soon, once for each date."""
        soon = self.search(
            Domain("state", "in", BEFORE)
            & Domain("deadline", ">=", today)
            & Domain("deadline", "<=", today + timedelta(days=366))
        )
        return soon.filtered(
            lambda grant: (
                grant.reminded_for != grant.deadline
                and grant.program_id._reminds_of(grant.deadline, today)
            )
        )

    def _deadline_reminder(self):
        self.ensure_one()
        return self._reminder_vals(
            self._in_charge(),
            self.deadline,
            self.env._("Application closes: %s", self.name),
        )

    def _in_charge(self, owner=None):
        """Return who has to do what is due: who left or lost sight of it cannot.

        :param owner: ``res.users`` who comes first, if that one can
        :return: one ``res.users`` or none
        """
        self.ensure_one()
        office = self.quartier_id
        others = (self.user_id, office.manager_id, *office.member_ids)
        for user in (owner or self.env["res.users"], *others):
            if user.active and self.with_user(user).has_access("read"):
                return user
        return self.env["res.users"]

    def _remind_to_answer(self, question, due_on):
        """Remind of what the funder asks for."""
        self.activity_schedule(
            TODO,
            due_on,
            summary=self.env._("Answer the funder"),
            note=plaintext2html(question),
            user_id=(self._in_charge() or self.env.user).id,
        )

    def _nothing_left_to_do(self):
        """End the reminders of what was done; what people planned themselves stays."""
        self.activity_unlink([TODO])
