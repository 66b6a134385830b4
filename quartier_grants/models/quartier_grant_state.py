from odoo import fields, models
from odoo.exceptions import AccessError, LockError, UserError

MANAGER = "quartier_grants.group_grant_manager"
WORK = ("idea", "check", "draft")
WITH_FUNDER = ("submitted", "further_request")
# here nothing is left of what was reminded of before
_DONE = ("submitted", "awarded", "refused", "withdrawn")


class QuartierGrant(models.Model):
    """How an application goes from one status to the next.

    Clients cannot write the status: each ``action_*`` checks who asks, what is there
    and what the status is, on the locked row, and writes with ``sudo()``.
    """

    _inherit = "quartier.grant"

    submitted_on = fields.Date(readonly=True, copy=False, tracking=True)
    submitted_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    submitted_how = fields.Selection(
        [
            ("portal", "Funder's Portal"),
            ("email", "E-Mail"),
            ("post", "Post"),
            ("personal", "In Person"),
        ],
        string="Handed In by",
        readonly=True,
        copy=False,
    )
    receipt = fields.Char(
        readonly=True, copy=False, help="Number or note of the confirmation."
    )
    decided_on = fields.Date(
        string="Date of the Decision", readonly=True, copy=False, tracking=True
    )
    awarded_amount = fields.Monetary(readonly=True, copy=False, tracking=True)
    outcome_reason = fields.Text(string="Reason", readonly=True, copy=False)
    question_ids = fields.One2many(
        "quartier.grant.question", "grant_id", string="Further Requests", readonly=True
    )

    # -- the office's work

    def action_check(self):
        """From the idea to the check whether it fits."""
        return self._advance(("idea",), "check")

    def action_draft(self):
        """Begin to write: the manager says that the office goes for it.

        :raise AccessError: the user does not manage grants
        :raise UserError: there is no programme, or the office decided against it
        """
        self._check_manager()
        if obstacles := [text for grant in self for text in grant._go_obstacles()]:
            raise UserError("\n".join(obstacles))
        return self._advance(("check",), "draft")

    def action_reopen(self):
        """Take up again what was withdrawn before it was handed in."""
        self._check_manager()
        if any(grant.submitted_on for grant in self):
            raise UserError(
                self.env._(
                    "What was withdrawn from the funder is not taken up again. Please"
                    " duplicate the application."
                )
            )
        for grant in self:
            target = "check" if grant._go_obstacles() else "draft"
            grant._advance(("withdrawn",), target, outcome_reason=False)
        return True

    def _go_obstacles(self):
        """Say in whole sentences why the office does not go for it."""
        self.ensure_one()
        program = self.program_id
        if not program:
            return [
                self.env._(
                    "Please choose the programme of “%s” before it is written.",
                    self.name,
                )
            ]
        if program.decision == "no_go":
            return [
                self.env._(
                    "The office has decided against the programme “%(program)s”:"
                    " %(reason)s",
                    program=program.name,
                    reason=program.decision_reason or "",
                )
            ]
        return []

    def action_withdraw(self, reason):
        """End the application before the funder decides.

        :param str reason: in words
        """
        self._check_manager()
        reason = self._reason(reason)
        open_states = (*WORK, "signoff", "released", *WITH_FUNDER)
        for grant in self:
            grant._lock(open_states)._void_signatures()
        return self._advance(open_states, "withdrawn", outcome_reason=reason)

    # -- with the funder

    def action_submit(self, day, how, receipt=None, file=None, file_name=None):
        """Note that the application was handed in.

        :param date day: on which
        :param str how: a value of ``submitted_how``
        :param str receipt: number of the confirmation
        :param bytes file: the confirmation, base64
        """
        self.ensure_one()
        grant = self._lock(("released",))
        if obstacles := grant._submit_obstacles(fields.Date.to_date(day), how):
            raise UserError("\n".join(obstacles))
        grant._keep_version(
            "submitted",
            self.env._("Handed in"),
            receipt_file=file,
            receipt_file_name=file and (file_name or self.env._("Receipt")),
        )
        grant.question_ids._close(self.env._("Handed in anew."))
        return self._advance(
            ("released",),
            "submitted",
            submitted_on=day,
            submitted_by_id=self.env.uid,
            submitted_how=how,
            receipt=receipt or False,
        )

    def _submit_obstacles(self, day, how):
        """Say in whole sentences what stands against handing in."""
        self.ensure_one()
        obstacles = self._day_obstacles(day, self.released_on)
        if how not in dict(self._fields["submitted_how"].selection):
            obstacles.append(self.env._("Please say how it was handed in."))
        if self._changed_since("released"):
            obstacles.append(
                self.env._(
                    "The application was changed after it was released. Please ask for"
                    " the signatures again."
                )
            )
        return [*obstacles, *self._start_obstacles()]

    def action_further_request(self, question, due_on):
        """Note that the funder asks for something.

        :param str question: what is asked for
        :param date due_on: until when it has to be answered
        """
        self.ensure_one()
        grant = self._lock(("submitted",))
        question = self._reason(question)
        due_on = fields.Date.to_date(due_on)
        if due_on and due_on < grant.submitted_on:
            raise UserError(
                self.env._("The answer cannot be due before the application.")
            )
        self.env["quartier.grant.question"]._note(
            {
                "grant_id": grant.id,
                "asked_on": grant.quartier_id._today(),
                "question": question,
                "due_on": due_on,
            }
        )
        grant.invalidate_recordset(["question_ids"])
        if due_on:
            grant._remind_to_answer(question, due_on)
        return self._advance(("submitted",), "further_request")

    def action_answer(self, answer):
        """Note what was answered; the application is as it was handed in.

        :param str answer: in words
        """
        self.ensure_one()
        grant = self._lock(("further_request",))
        answer = self._reason(answer)
        if grant._changed_since("submitted"):
            raise UserError(
                self.env._(
                    "The application was changed for the answer. Please have it signed"
                    " or released again, and hand it in anew."
                )
            )
        grant.question_ids._close(answer)
        return self._advance(("further_request",), "submitted")

    def action_award(self, day, amount):
        """Note that the funder gives money.

        :param date day: of the decision
        :param float amount: awarded
        """
        self.ensure_one()
        self._check_manager()
        grant = self._lock(WITH_FUNDER)
        obstacles = self._day_obstacles(fields.Date.to_date(day), grant.submitted_on)
        amount = grant.currency_id.round(amount or 0)
        if not 0 < amount <= grant.requested_amount:
            obstacles.append(
                self.env._(
                    "What is awarded lies above 0 and is not more than was asked for"
                    " (%s).",
                    grant._amount_text(grant.requested_amount),
                )
            )
        if grant._changed_since("submitted"):
            obstacles.append(
                self.env._(
                    "The application was changed since it was handed in. Please hand"
                    " it in anew, or take the changes back: what is awarded is what the"
                    " funder has."
                )
            )
        if obstacles:
            raise UserError("\n".join(obstacles))
        self._advance(WITH_FUNDER, "awarded", decided_on=day, awarded_amount=amount)
        grant._ensure_own_line()
        return True

    def _ensure_own_line(self):
        """What the funder does not give falls to own money: there has to be a line."""
        less = self.awarded_amount < self.requested_amount
        if less and "own_cash" not in self.funding_line_ids.mapped("kind"):
            self.funding_line_ids.create({"grant_id": self.id, "kind": "own_cash"})

    def action_refuse(self, day, reason):
        """Note that the funder gives nothing.

        :param date day: of the decision
        :param str reason: the funder's
        """
        self.ensure_one()
        self._check_manager()
        grant = self._lock(WITH_FUNDER)
        reason = self._reason(reason)
        day = fields.Date.to_date(day)
        if obstacles := self._day_obstacles(day, grant.submitted_on):
            raise UserError("\n".join(obstacles))
        return self._advance(
            WITH_FUNDER, "refused", decided_on=day, outcome_reason=reason
        )

    # -- how it is done

    def _check_manager(self):
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Only who manages grants may decide this."))

    def _reason(self, text):
        text = (text or "").strip()
        if len(text) < 3:
            raise UserError(self.env._("Please say it in words."))
        return text

    def _day_obstacles(self, day, earliest):
        """Say whether a day is missing, in the future or too early."""
        if not day:
            return [self.env._("Please enter the day.")]
        if day > self.quartier_id._today():
            return [self.env._("The day cannot be in the future.")]
        if earliest and day < earliest:
            return [
                self.env._(
                    "The day cannot be before %s.",
                    self._day_text(earliest),
                )
            ]
        return []

    def _lock(self, states):
        """Check right and status on the locked row.

        :return: the application, with ``sudo()``
        :raise UserError: the status is another one by now
        """
        self.ensure_one()
        self.check_access("write")
        # sudo: no client writes the status; the right to the application was checked
        grant = self.sudo()
        grant._lock_row(states)
        return grant

    def _lock_row(self, states):
        """Check the status on the locked row; for callers that have checked rights.

        :raise UserError: the status is another one by now
        """
        grant = self
        try:
            grant.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else is working on this application right now. Please"
                    " try again in a moment."
                )
            ) from error
        grant.invalidate_recordset()
        if grant.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "“%(grant)s” has the status “%(state)s”; this is possible with:"
                    " %(states)s.",
                    grant=grant.name,
                    state=labels[grant.state],
                    states=", ".join(labels[state] for state in states),
                )
            )

    def _advance(self, states, target, **values):
        for record in self:
            grant = record._lock(states)
            grant.write({"state": target, **values})
            grant._approval_touch()
            if target in _DONE:
                grant._nothing_left_to_do()
        return True
