from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .financing import money
from .quartier_grant_award import WITH_AWARD


class QuartierGrantChange(models.Model):
    """A request to the funder to change the approved plan or the award period.

    The funder's answer is recorded as a change of the award, with the new plan.
    """

    _name = "quartier.grant.change"
    _description = "Change Request"
    _inherit = (
        "quartier.grant.closed.mixin",
        "quartier.grant.noted.mixin",
        "quartier.team.mixin",
        "mail.thread",
        "mail.activity.mixin",
    )
    _order = "id desc"
    _quartier_team_fields = ("grant_id",)

    grant_id = fields.Many2one(
        "quartier.grant",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('award_id', '!=', False)]",
    )
    quartier_id = fields.Many2one(related="grant_id.quartier_id", store=True)
    name = fields.Char(string="Change", required=True, tracking=True)
    reason = fields.Text(help="Why it is needed, and what stays as it was promised.")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("requested", "Requested"),
            ("approved", "Approved"),
            ("refused", "Refused"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    requested_on = fields.Date(readonly=True, copy=False, tracking=True)
    answer = fields.Text(readonly=True, copy=False)
    award_id = fields.Many2one(
        "quartier.grant.award",
        string="Answer of the Funder",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    date_to = fields.Date(
        string="New End of the Award Period", help="Empty: the period stays."
    )
    currency_id = fields.Many2one(related="grant_id.currency_id")
    line_ids = fields.One2many(
        "quartier.grant.change.line",
        "change_id",
        string="Costs as They Are to Be",
        copy=True,
    )
    difference = fields.Monetary(
        compute="_compute_difference",
        help="Above 0: the costs rise; transfers between lines add up to 0.",
    )

    @api.depends("line_ids.amount", "line_ids.approved_amount")
    def _compute_difference(self):
        for change in self:
            change.difference = sum(
                line.amount - line.approved_amount for line in change.line_ids
            )

    def write(self, vals):
        if not self.env.su:
            self._check_draft()
        return super().write(vals)

    def _check_draft(self):
        # sudo: the state alone is read
        if any(change.state != "draft" for change in self.sudo()):
            raise UserError(
                self.env._(
                    "What the funder has already cannot be changed. Please make a new"
                    " request."
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_requested(self):
        self._check_draft()

    def _amount_of(self, line):
        """Return what a cost line is to be, by this request or as it counts."""
        mine = self.line_ids.filtered(lambda row: row.budget_line_id == line)
        return mine[:1].amount if mine else line.approved_amount

    def action_request(self):
        """Note that the request went to the funder today."""
        for change in self:
            change.check_access("write")
            change.grant_id._lock(WITH_AWARD)
            change._check_draft()
            if obstacles := change._obstacles():
                raise UserError("\n".join(obstacles))
            # sudo: the status is the system's; the right to write was checked
            change.sudo().write(
                {"state": "requested", "requested_on": change.quartier_id._today()}
            )
        return True

    def _obstacles(self):
        """Say in whole sentences why the request is not complete."""
        obstacles = []
        if not (self.reason or "").strip():
            obstacles.append(self.env._("Please say why the change is needed."))
        if not self.line_ids and not self.date_to:
            obstacles.append(
                self.env._("Please enter what is to change: costs or the period.")
            )
        if money(self.difference) > 0:
            obstacles.append(
                self.env._(
                    "The costs would rise by %s. A grant does not rise: please lower"
                    " other lines by as much.",
                    self.grant_id._amount_text(self.difference),
                )
            )
        return obstacles

    def action_approved(self):
        """Open the dialog that records the funder's consent with the new plan."""
        self.ensure_one()
        action = self.grant_id.action_open_letter()
        action["context"]["default_change_id"] = self.id
        return action

    def _note_approved(self, award):
        """Note the funder's answer.

        :param award: the ``quartier.grant.award`` that was recorded with it
        :raise UserError: it has not been asked, or has answered already
        """
        self.ensure_one()
        # sudo: the status alone is read
        if self.sudo().state != "requested":
            raise UserError(
                self.env._(
                    "The funder answers a request that was sent to it, once. Please use"
                    " “Sent to the Funder” first, or make a new request."
                )
            )
        # sudo: the status is the system's; who records awards was checked
        self.sudo().write({"state": "approved", "award_id": award.id})

    def action_refused(self):
        """Note that the funder does not agree."""
        self.grant_id._check_manager()
        for change in self:
            change.check_access("write")
            change.grant_id._lock(WITH_AWARD)
            if change.state == "requested":
                # sudo: the status is the system's; rights were checked
                change.sudo().state = "refused"
        return True

    @api.model
    def _draft_for(self, grant, amounts):
        """Return a new draft that lets lines of the plan rise.

        :param grant: one ``quartier.grant``
        :param dict amounts: what each ``quartier.grant.budget.line`` has to be
        """
        lines = grant.budget_line_ids
        return self.create(
            {
                "grant_id": grant.id,
                "name": self.env._(
                    "More for %s", ", ".join(line.name for line in amounts)
                ),
                "line_ids": [
                    Command.create(
                        {
                            "budget_line_id": line.id,
                            "amount": amounts.get(line, line.approved_amount),
                        }
                    )
                    for line in lines
                ],
            }
        )
