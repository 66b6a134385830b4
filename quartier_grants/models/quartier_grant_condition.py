from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from .quartier_grant_reminder import TODO


class QuartierGrantCondition(models.Model):
    """A duty that an award brings: what, until when, by whom, and where it stands."""

    _name = "quartier.grant.condition"
    _description = "Condition of an Award"
    _inherit = (
        "quartier.grant.closed.mixin",
        "quartier.grant.noted.mixin",
        "quartier.grant.reminder.mixin",
        "quartier.team.mixin",
        "mail.thread",
        "mail.activity.mixin",
    )
    _order = "done_on desc nulls first, due_on, id"
    _quartier_team_fields = ("grant_id",)

    grant_id = fields.Many2one(
        "quartier.grant",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('award_id', '!=', False)]",
    )
    quartier_id = fields.Many2one(related="grant_id.quartier_id", store=True)
    name = fields.Char(string="Duty", required=True, tracking=True)
    kind = fields.Selection(
        [
            ("report", "Report"),
            ("publicity", "Publicity"),
            ("procurement", "Procurement"),
            ("approval", "Consent of the Funder"),
            ("insurance", "Insurance"),
            ("binding", "Use for the Purpose"),
            ("other", "Other"),
        ],
        required=True,
        default="other",
    )
    due_on = fields.Date(string="Due on", index=True, tracking=True)
    date_from = fields.Date(
        string="Applies from", help="For duties that last, such as publicity."
    )
    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        index=True,
        compute="_compute_user_id",
        # not even a guessed id tells who works on what elsewhere
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
        domain="[('share', '=', False)]",
        tracking=True,
    )
    clause = fields.Char(help="Where the letter says so, e.g. Nr. 6.2.")
    page = fields.Integer(help="Of the award letter.")
    note = fields.Text()
    wording = fields.Text(
        help="What papers, posters and invitations have to say, word for word."
    )
    logo = fields.Image(max_width=1024, max_height=1024)
    reminder_days = fields.Integer(
        string="Remind Days Before", default=14, help="0: on the day itself."
    )
    reminded_for = fields.Date(
        readonly=True, copy=False, help="The day that was reminded of."
    )
    done_on = fields.Date(string="Fulfilled on", copy=False, index=True, tracking=True)
    evidence = fields.Char(
        copy=False, help="What shows it: letter, reference, where it is filed."
    )
    evidence_file = fields.Binary(string="Evidence (File)", attachment=True, copy=False)
    evidence_file_name = fields.Char(string="File Name of the Evidence", copy=False)
    state = fields.Selection(
        [("open", "Open"), ("overdue", "Overdue"), ("done", "Fulfilled")],
        string="Status",
        compute="_compute_state",
        search="_search_state",
    )

    _page_check = models.Constraint(
        "CHECK (page >= 0 AND reminder_days BETWEEN 0 AND 366)",
        "Please check page and days of the reminder.",
    )

    @api.depends("grant_id")
    def _compute_user_id(self):
        for condition in self:
            condition.user_id = condition.user_id or condition.grant_id.user_id

    @api.depends("done_on", "due_on")
    def _compute_state(self):
        today = fields.Date.context_today(self)
        for condition in self:
            late = condition.due_on and condition.due_on < today
            open_state = "overdue" if late else "open"
            condition.state = "done" if condition.done_on else open_state

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        is_open = Domain("done_on", "=", False)
        late = is_open & Domain("due_on", "<", today)
        domains = {
            "done": Domain("done_on", "!=", False),
            "overdue": late,
            "open": is_open & ~Domain("due_on", "<", today),
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.constrains("done_on", "evidence", "evidence_file")
    def _check_done(self):
        for condition in self.filtered("done_on"):
            if not (condition.evidence or condition.evidence_file):
                raise ValidationError(
                    self.env._(
                        "“%s”: please say what shows that it is fulfilled, or upload"
                        " it.",
                        condition.name,
                    )
                )
            if condition.done_on > condition.quartier_id._today():
                raise ValidationError(self.env._("The day cannot be in the future."))

    @api.constrains("grant_id")
    def _check_grant(self):
        for condition in self:
            if not condition.grant_id.award_id:
                raise ValidationError(
                    self.env._(
                        "Conditions come with the award letter. Please record it first."
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("done_on") or "due_on" in vals:
            # sudo: reminders are the system's, and whose they are does not matter
            self.sudo().activity_unlink([TODO])
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        if self.filtered("done_on"):
            raise UserError(
                self.env._("What was fulfilled is kept; it goes into the audit folder.")
            )

    def action_done(self):
        """Note that it is fulfilled today; what shows it has to be there."""
        for day, conditions in self.grouped(
            lambda row: row.quartier_id._today()
        ).items():
            conditions.write({"done_on": day})

    @api.model
    def _cron_remind(self):
        """Tell the owner of a duty once for each due date."""
        today = fields.Date.context_today(self)
        soon = self.search(
            Domain("done_on", "=", False)
            & Domain("due_on", "<=", today + timedelta(days=366))
            & Domain("grant_id.active", "=", True)
        )
        due = soon.filtered(
            lambda condition: (
                condition.reminded_for != condition.due_on
                and condition.due_on <= today + timedelta(days=condition.reminder_days)
            )
        )
        self.env["mail.activity"].create(
            [vals for condition in due if (vals := condition._reminder())]
        )
        for day, conditions in due.grouped("due_on").items():
            # sudo: the day of the reminder is the system's
            conditions.sudo().write({"reminded_for": day})

    def _reminder(self):
        self.ensure_one()
        user = self.grant_id._in_charge(self.user_id)
        return self._reminder_vals(
            user,
            self.due_on,
            self.with_context(lang=user.lang).env._("Due: %s", self.name),
        )
