from odoo import api, fields, models
from odoo.exceptions import UserError

# a proof is begun when nobody can object to the award any more
_BEGIN = ("final", "running", "repayment")
# the grant's status for each status of its final proof
GRANT_STATES = {
    "work": "proof_work",
    "checked": "proof_checked",
    "submitted": "proof_submitted",
    "examined": "examined",
}


class QuartierGrantProof(models.Model):
    """How a proof goes from work to the funder's result.

    Each step locks the grant's row and writes it: of a voucher that is booked and a
    proof that is checked at the same time PostgreSQL lets one through.
    """

    _inherit = "quartier.grant.proof"

    state = fields.Selection(
        [
            ("work", "In Work"),
            ("checked", "Checked"),
            ("submitted", "Submitted"),
            ("examined", "Examined"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="work",
        copy=False,
        index=True,
        tracking=True,
    )
    revision = fields.Integer(readonly=True, copy=False)
    checked_on = fields.Date(readonly=True, copy=False, tracking=True)
    checked_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    first_submitted_on = fields.Date(readonly=True, copy=False)
    submitted_on = fields.Date(readonly=True, copy=False, tracking=True)
    submitted_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    submitted_how = fields.Selection(
        selection="_selection_how", string="Handed In by", readonly=True, copy=False
    )
    receipt = fields.Char(
        readonly=True, copy=False, help="Number or note of the confirmation."
    )
    receipt_file = fields.Binary(
        string="Confirmation of Receipt", attachment=True, readonly=True, copy=False
    )
    receipt_file_name = fields.Char(
        string="File Name of the Receipt", readonly=True, copy=False
    )
    examined_on = fields.Date(
        string="Result Received on", readonly=True, copy=False, tracking=True
    )
    accepted_amount = fields.Monetary(
        string="Costs Accepted",
        readonly=True,
        copy=False,
        tracking=True,
        help="Eligible costs as the funder accepts them.",
    )
    result = fields.Text(string="Funder's Result", readonly=True, copy=False)
    result_file = fields.Binary(
        string="Letter with the Result", attachment=True, readonly=True, copy=False
    )
    result_file_name = fields.Char(
        string="File Name of the Result", readonly=True, copy=False
    )
    back_reason = fields.Text(string="Why Back in Work", readonly=True, copy=False)

    @api.model
    def _selection_how(self):
        field = self.env["quartier.grant"]._fields["submitted_how"]
        return field._description_selection(self.env)

    def _begin(self, grant):
        """The grant is accounted for from now on."""
        if not self.env.su:
            grant._lock(_BEGIN)
        for proof in self:
            proof._prepare_lines()
            proof.action_collect()
        # sudo: the status is the system's; rights and status were checked
        grant.sudo()._follow_proof()

    def action_check(self):
        """Confirm the figures: who manages grants and has not written the proof.

        :raise UserError: says all that stands against it
        """
        for record in self:
            record.grant_id._check_manager()
            proof = record._lock_for(("work",))
            obstacles = [gap.text for gap in proof._gaps() if gap.blocking]
            if self.env.user in proof.edited_by_id | proof.create_uid:
                obstacles.append(
                    self.env._(
                        "Four eyes: whoever wrote the proof does not check it. Please"
                        " ask somebody else who manages grants."
                    )
                )
            if obstacles:
                raise UserError("\n".join(obstacles))
            proof._keep_figures()
            proof.write(
                {
                    "state": "checked",
                    "checked_on": proof.quartier_id._today(),
                    "checked_by_id": self.env.uid,
                    "back_reason": False,
                }
            )
            proof._follow()
        return True

    def action_back(self, reason):
        """Send a proof back into work: for a mistake, or for the funder's questions.

        :param str reason: in words
        """
        self.ensure_one()
        self.grant_id._check_manager()
        proof = self._lock_for(("checked", "submitted"))
        reason = proof.grant_id._reason(reason)
        proof.write(
            {
                "state": "work",
                "checked_on": False,
                "checked_by_id": False,
                "submitted_on": False,
                "submitted_by_id": False,
                "back_reason": reason,
            }
        )
        proof._forget_figures()
        proof._follow()
        return True

    def action_submit(self, day, how, receipt=None, file=None, file_name=None):
        """Note that the proof was handed in, and keep what was handed in.

        :param date day: on which
        :param str how: a value of ``submitted_how``
        :param str receipt: number of the confirmation
        :param bytes file: the confirmation, base64
        """
        self.ensure_one()
        proof = self._lock_for(("checked",))
        day = fields.Date.to_date(day)
        obstacles = proof.grant_id._day_obstacles(day, proof.checked_on)
        if how not in dict(proof._selection_how()):
            obstacles.append(self.env._("Please say how it was handed in."))
        if obstacles:
            raise UserError("\n".join(obstacles))
        proof.write(
            {
                "state": "submitted",
                "submitted_on": day,
                "first_submitted_on": proof.first_submitted_on or day,
                "submitted_by_id": self.env.uid,
                "submitted_how": how,
                "receipt": receipt or False,
                "receipt_file": file or False,
                "receipt_file_name": file and (file_name or self.env._("Receipt")),
            }
        )
        proof._keep_documents()
        proof.grant_id._work_reported()
        proof._nothing_left_to_do()
        proof._follow()
        return True

    def action_examine(self, day, amount, result, file=None, file_name=None):
        """Note what the funder says of the proof.

        :param date day: on which the result was received
        :param float amount: eligible costs as the funder accepts them
        :param str result: in words
        :param bytes file: the letter, base64
        """
        self.ensure_one()
        self.grant_id._check_manager()
        proof = self._lock_for(("submitted",))
        day = fields.Date.to_date(day)
        amount = proof.currency_id.round(amount or 0)
        obstacles = proof.grant_id._day_obstacles(day, proof.submitted_on)
        if not 0 <= amount <= proof.eligible_total:
            obstacles.append(
                self.env._(
                    "The funder accepts between 0 and what was reported (%s).",
                    proof._amount_text(proof.eligible_total),
                )
            )
        if amount != proof.eligible_total and not (result or "").strip():
            obstacles.append(
                self.env._("Please say why the funder does not accept all costs.")
            )
        if obstacles:
            raise UserError("\n".join(obstacles))
        proof.write(
            {
                "state": "examined",
                "examined_on": day,
                "accepted_amount": amount,
                "result": result or False,
                "result_file": file or False,
                "result_file_name": file and (file_name or self.env._("Result")),
            }
        )
        proof._follow()
        return True

    def _follow(self):
        """Let the grant's status follow, and write its row."""
        self.grant_id._follow_proof()
        self.grant_id._approval_touch()

    def _nothing_left_to_do(self):
        """End the reminders of what was handed in."""
        self.activity_unlink(["mail.mail_activity_data_todo"])

    def _lock_for(self, states):
        """Check rights and status on the locked rows of grant and proof.

        :return: the proof, with ``sudo()``
        :raise UserError: the status is another one by now
        """
        self.ensure_one()
        self.check_access("write")
        # sudo: no client writes the status; the right to the proof was checked
        proof = self.sudo()
        proof.grant_id._lock_row(("running", "repayment", *GRANT_STATES.values()))
        proof.lock_for_update()
        proof.invalidate_recordset()
        if proof.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "“%(proof)s” has the status “%(state)s”; this is possible with:"
                    " %(states)s.",
                    proof=self.display_name,
                    state=labels[proof.state],
                    states=", ".join(labels[state] for state in states),
                )
            )
        return proof
