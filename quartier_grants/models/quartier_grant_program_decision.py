from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

MANAGER = "quartier_grants.group_grant_manager"


class QuartierGrantProgram(models.Model):
    """Whether the office goes for a programme, and why."""

    _inherit = "quartier.grant.program"

    watched = fields.Boolean(
        string="On the Watch List",
        tracking=True,
        help="Whoever looks after the programme is reminded of its calls.",
    )
    reminder_days = fields.Integer(
        string="Remind Days before",
        default=28,
        help="So many days before a call closes.",
    )
    decision = fields.Selection(
        [("open", "Undecided"), ("go", "Go"), ("no_go", "No-Go")],
        required=True,
        readonly=True,
        default="open",
        copy=False,
        tracking=True,
    )
    decision_reason = fields.Text(
        string="Reason for the Decision", readonly=True, copy=False, tracking=True
    )
    decided_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    decided_on = fields.Date(readonly=True, copy=False)

    _reminder_check = models.Constraint(
        "CHECK (reminder_days BETWEEN 0 AND 365)",
        "Please remind between 0 and 365 days before.",
    )

    def _reminds_of(self, deadline, today):
        """Return whether it is time to remind of a closing date."""
        return deadline - timedelta(days=self.reminder_days) <= today

    def action_decide(self, decision, reason):
        """Note whether the office goes for the programme.

        :param str decision: ``go`` or ``no_go``
        :param str reason: in words
        :raise AccessError: the user does not manage grants
        :raise UserError: there is no reason
        """
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._("Only who manages grants decides on programmes.")
            )
        self.check_access("write")
        reason = (reason or "").strip()
        if decision not in ("go", "no_go") or len(reason) < 3:
            raise UserError(self.env._("Please decide, and give a reason in words."))
        # sudo: clients may not write decisions; who may decide was checked
        self.sudo().write(
            {
                "decision": decision,
                "decision_reason": reason,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Date.context_today(self),
            }
        )
        return True
