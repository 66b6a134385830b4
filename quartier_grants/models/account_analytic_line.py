from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

# what a share says, besides the columns of the analytic plans
_SHARE = frozenset(
    (
        "name",
        "date",
        "amount",
        "company_id",
        "auto_account_id",
        "analytic_distribution",
        "quartier_cost",
        "quartier_eligible",
        "quartier_grant_id",
        "quartier_budget_line_id",
        "quartier_voucher_id",
        "quartier_foreign",
    )
)
_AMOUNTS = ("amount", "quartier_cost")
_PLACES = ("quartier_budget_line_id", "quartier_voucher_id")


class AccountAnalyticLine(models.Model):
    """The share of a voucher that a grant bears is an analytic line of its account.

    Costs are negative amounts here, as everywhere in Odoo; ``quartier_cost`` and
    ``quartier_eligible`` are positive for costs. Which grant a line belongs to follows
    from its account, whatever app wrote it.
    """

    _inherit = "account.analytic.line"

    quartier_grant_id = fields.Many2one(
        "quartier.grant",
        string="Grant",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        help="Follows from the analytic account.",
    )
    quartier_budget_line_id = fields.Many2one(
        "quartier.grant.budget.line",
        string="Line of the Plan",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        domain="[('grant_id', '=', quartier_grant_id)]",
    )
    quartier_voucher_id = fields.Many2one(
        "quartier.grant.voucher",
        string="Grant Voucher",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
    )
    quartier_cost = fields.Monetary(
        string="Share",
        compute="_compute_quartier_cost",
        readonly=False,
        help="Costs are above 0, credit notes below.",
    )
    quartier_eligible = fields.Monetary(
        string="Eligible Part",
        copy=False,
        help="What the funder takes into account of the share.",
    )
    quartier_foreign = fields.Boolean(
        string="From Another App", readonly=True, copy=False
    )

    _quartier_eligible_check = models.Constraint(
        "CHECK (COALESCE(quartier_eligible, 0) = 0 OR quartier_eligible BETWEEN"
        " LEAST(-amount, 0) AND GREATEST(-amount, 0))",
        "No more of a share can be eligible than the share itself.",
    )

    @api.depends("amount")
    def _compute_quartier_cost(self):
        for line in self:
            line.quartier_cost = -line.amount

    @api.onchange("quartier_grant_id")
    def _onchange_quartier_grant_id(self):
        lines = self.quartier_grant_id.budget_line_ids
        if self.quartier_budget_line_id.grant_id != self.quartier_grant_id:
            self.quartier_budget_line_id = lines if len(lines) == 1 else False
        if self.quartier_grant_id and not self.quartier_cost:
            self.quartier_cost = self.quartier_voucher_id.rest_amount

    @api.onchange("quartier_cost", "quartier_budget_line_id")
    def _onchange_quartier_cost(self):
        """The voucher shows sums and traffic light while its shares are typed."""
        cost = self.quartier_cost
        self.amount = -cost
        self.quartier_eligible = cost if self.quartier_budget_line_id.eligible else 0

    @api.constrains("quartier_budget_line_id", "quartier_grant_id")
    def _check_quartier_budget_line(self):
        for line in self.filtered("quartier_budget_line_id"):
            if line.quartier_budget_line_id.grant_id != line.quartier_grant_id:
                raise ValidationError(
                    self.env._(
                        "“%(cost)s” is no cost of the plan of “%(grant)s”. Please"
                        " choose a line of the same grant.",
                        cost=line.quartier_budget_line_id.name,
                        grant=line.quartier_grant_id.name or "",
                    )
                )

    @api.constrains("quartier_voucher_id", "quartier_grant_id")
    def _check_quartier_grant(self):
        for line in self.filtered("quartier_voucher_id"):
            if not line.quartier_grant_id:
                raise ValidationError(
                    self.env._(
                        "Please choose the grant of each share: one whose award has"
                        " been recorded."
                    )
                )
            if line.quartier_grant_id.company_id != line.quartier_voucher_id.company_id:
                raise ValidationError(
                    self.env._("Voucher and grant belong to different companies.")
                )

    # -- writing

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(self._quartier_placed(vals_list))
        if not self.env.su and any(lines.mapped("quartier_foreign")):
            self._quartier_refuse_noted()
        lines._quartier_follow_account()
        shares = lines.filtered("quartier_voucher_id")
        if shares:
            shares._quartier_check_open()
            shares.quartier_voucher_id._shares_changed()
        return lines

    def write(self, vals):
        names = vals.keys() & {*_SHARE, *self._quartier_columns()}
        if not names:
            return super().write(vals)
        self._quartier_check_open()
        self._quartier_check_mine(vals)
        vouchers = self.quartier_voucher_id
        if vals.get("quartier_voucher_id"):
            self._quartier_note_foreign()
        result = super().write(self._quartier_placed([vals], self)[0])
        if not names <= {"name", "date", *_AMOUNTS}:
            self._quartier_follow_account()
        shares = self.filtered("quartier_voucher_id")
        if "quartier_eligible" not in vals and names & {*_AMOUNTS, *_PLACES}:
            shares._quartier_propose_eligible()
        if shares and not self.env.su:
            shares._quartier_check_open()
            # the rules were asked before: for the share as it was
            shares.check_access("write")
        (vouchers | shares.quartier_voucher_id)._shares_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_quartier_confirmed(self):
        self._quartier_check_open()

    def unlink(self):
        vouchers = self.quartier_voucher_id
        result = super().unlink()
        vouchers.exists()._shares_changed()
        return result

    def _quartier_check_open(self):
        """Refuse to change shares of what was confirmed, whoever asks.

        Of what was cancelled nothing counts; there only the system corrects.

        :raise UserError: the voucher is no draft
        """
        kept = ("confirmed",) if self.env.su else ("confirmed", "cancelled")
        # sudo: the state alone is read, also by other apps
        for voucher in self.sudo().quartier_voucher_id:
            if voucher.state in kept:
                raise UserError(
                    self.env._(
                        "This line belongs to a grant's voucher that has been"
                        " confirmed, and is kept as it is. Please cancel the voucher"
                        " first, with a reason."
                    )
                )

    def _quartier_check_mine(self, vals):
        """What another app wrote stays as it is, and shares stay with a voucher.

        :raise UserError: a client would change it otherwise
        """
        if self.env.su:
            return
        if "quartier_foreign" in vals:
            self._quartier_refuse_noted()
        if not vals.get("quartier_voucher_id", True) and self.quartier_voucher_id:
            raise UserError(
                self.env._("A share stays with its voucher. Please delete it instead.")
            )
        foreign = self.filtered("quartier_foreign")
        if not foreign or vals.keys() <= {*_PLACES, "quartier_eligible"}:
            return
        if not self.env.user.has_group("analytic.group_analytic_accounting"):
            raise UserError(
                self.env._(
                    "This line comes from another app and is changed there. You may"
                    " choose its line of the plan, and how much of it is eligible."
                )
            )

    def _quartier_note_foreign(self):  # pylint: disable=missing-return
        """What becomes a share afterwards was written by another app, and is kept."""
        for line in self:
            if not line.quartier_voucher_id and not line.quartier_foreign:
                # past the guards of this class: it only says where the line comes from
                # pylint: disable-next=super-method-mismatch
                super(AccountAnalyticLine, line).write({"quartier_foreign": True})

    def _quartier_refuse_noted(self):
        raise AccessError(
            self.env._("Where a line comes from is noted by the system alone.")
        )
