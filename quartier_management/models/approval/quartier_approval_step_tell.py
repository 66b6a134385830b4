from datetime import timedelta

from odoo import fields, models

TODO = "mail.mail_activity_data_todo"


class QuartierApprovalStep(models.Model):
    """How signatories learn that it is their turn, and who learns that it is late."""

    _inherit = "quartier.approval.step"

    told_on = fields.Datetime(
        readonly=True, help="When the signatories were written to."
    )
    escalated_to_ids = fields.Many2many(
        "res.users",
        "quartier_approval_step_escalated_rel",
        string="Reported to",
        readonly=True,
        context={"active_test": False},
    )
    reminded_on = fields.Datetime(
        readonly=True, help="When who asked was told that it is late."
    )
    # as the rule said when the signature was asked for
    escalation_role_id = fields.Many2one(
        "quartier.approval.role",
        string="Report to",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    escalation_days = fields.Integer(string="Days Late", readonly=True)

    def _tell_signatories(self):
        """Have those told whose turn it is, by a job that starts at once.

        Nobody who signs waits for what the next ones get; the steps are on their lists
        already.
        """
        self.env.ref("quartier_management.ir_cron_tell_signatories")._trigger()

    def _remind(self, reminders):
        """Create activities.

        :param reminders: of ``(step, user, day, summary)``
        """
        kind = self.env.ref(TODO)
        model = self.env["ir.model"]._get_id(self._name)
        activities = self.env["mail.activity"].with_context(
            mail_activity_quick_update=True
        )
        activities.create(
            [
                {
                    "activity_type_id": kind.id,
                    "res_model_id": model,
                    "res_id": step.id,
                    "user_id": user.id,
                    "automated": True,
                    "date_deadline": day,
                    "summary": summary,
                }
                for step, user, day, summary in reminders
            ]
        )

    def _told(self, user):
        """Return the step in the language of whoever is told: jobs have none."""
        return self.with_context(lang=user.lang)

    def _late_text(self):
        return self.env._("Late: %s", self.display_name)

    def _cron_tell(self):
        """Tell the signatories of steps that have been opened, each step once."""
        steps = self.search([("state", "=", "open"), ("told_on", "=", False)])
        self.env["ir.cron"]._commit_progress(remaining=len(steps))
        for step in steps:
            step._tell()
            step.told_on = fields.Datetime.now()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _tell(self):
        """Give each signatory an activity, and a message whose button leads here.

        Who decides first, ends the activities of the others.
        """
        self.ensure_one()
        signers = self._possible_signers()
        if not signers:
            self._tell_stuck()
        for users in signers.grouped("lang").values():
            step = self._told(users[:1])
            summary = step.env._("Sign: %s", self.document_name)
            self._remind([(self, user, self.due_on, summary) for user in users])
            step.message_notify(
                partner_ids=users.partner_id.ids,
                author_id=self.requested_by_id.partner_id.id,
                subject=step.env._("Please sign: %s", self.document_name),
                body=step.env["ir.qweb"]._render(
                    "quartier_management.approval_step_message", {"step": step}
                ),
                model_description=step.env._("signature"),
                email_layout_xmlid="mail.mail_notification_layout",
            )

    def _tell_stuck(self):
        """Tell who asked that nobody may sign; the step says how to go on."""
        user = self.requested_by_id
        step = self._told(user)
        summary = step.env._("Nobody is left to sign: %s", self.display_name)
        self._remind([(self, user, self.due_on, summary)])

    def _cron_remind(self):
        """Tell who asked that a signature is late, and whom the rule says after that.

        Each is told once for as long as the step is open.
        """
        # a day later it may be somewhere already: each office has its own clock
        tomorrow = fields.Date.today() + timedelta(days=1)
        late = self.search([("state", "=", "open"), ("due_on", "<", tomorrow)])
        late = late.filtered(lambda step: step.due_on < step._today())
        new = late.filtered(lambda step: not step.reminded_on)
        new._remind(
            [
                (
                    step,
                    step.requested_by_id,
                    step._today() + timedelta(days=7),
                    step._told(step.requested_by_id)._late_text(),
                )
                for step in new
            ]
        )
        new.reminded_on = fields.Datetime.now()
        for step in late:
            step._escalate()

    def _escalate(self):
        """Report a step to whom its rule named, and note it in the document."""
        self.ensure_one()
        today = self._today()
        if today < self.due_on + timedelta(days=self.escalation_days):
            return
        users = self.escalation_role_id.user_ids - self.escalated_to_ids
        users = users.filtered(lambda user: user.active and not user.share)
        if not users:
            return
        # first, so that they may read the step that they are reminded of
        self.escalated_to_ids |= users
        self._remind(
            [(self, user, today, self._told(user)._late_text()) for user in users]
        )
        self._document()._message_log(
            body=self.env._(
                "“%(step)s” is late and was reported to %(users)s.",
                step=self.name,
                users=", ".join(users.mapped("name")),
            )
        )
