from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class QuartierGrantItem(models.Model):
    """An item that was bought with a grant: listed, and bound to the purpose."""

    _name = "quartier.grant.item"
    _description = "Inventory Item"
    _inherit = (
        "quartier.grant.closed.mixin",
        "quartier.grant.noted.mixin",
        "quartier.team.mixin",
        "mail.thread",
    )
    # what becomes of an item is noted even then
    _noted_when_closed = frozenset(
        ("gone_on", "gone_reason", "message_main_attachment_id")
    )
    _order = "grant_id desc, acquired_on, id"
    _quartier_team_fields = ("grant_id",)
    _rec_names_search = ("name", "number")
    _mail_post_access = "read"

    grant_id = fields.Many2one(
        "quartier.grant",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('award_id', '!=', False)]",
    )
    quartier_id = fields.Many2one(related="grant_id.quartier_id", store=True)
    name = fields.Char(string="Item", required=True, tracking=True)
    number = fields.Char(string="Inventory Number")
    voucher_id = fields.Many2one(
        "quartier.grant.voucher",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('grant_ids', 'in', grant_id), ('state', '=', 'confirmed')]",
    )
    acquired_on = fields.Date(
        string="Acquired on",
        compute="_compute_acquired_on",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    currency_id = fields.Many2one(related="grant_id.currency_id")
    amount = fields.Monetary(string="Price")
    place = fields.Char(string="Where It Is")
    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        index=True,
        compute="_compute_user_id",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
        domain="[('share', '=', False)]",
    )
    binding_until = fields.Date(
        string="Bound until",
        compute="_compute_binding_until",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        tracking=True,
        help="So long it has to serve the purpose of the grant. Please enter what the"
        " award letter says, if it says something else.",
    )
    binding_source = fields.Char(string="Bound by", compute="_compute_binding_source")
    gone_on = fields.Date(string="Gone on", readonly=True, copy=False, tracking=True)
    gone_reason = fields.Char(
        string="What Became of It", readonly=True, copy=False, tracking=True
    )

    _amount_check = models.Constraint(
        "CHECK (amount IS NULL OR amount BETWEEN 0 AND 1000000000)",
        "Please check the price.",
    )
    _binding_check = models.Constraint(
        "CHECK (binding_until IS NULL OR binding_until >= acquired_on)",
        "An item is not bound before it was acquired.",
    )

    @api.depends("voucher_id")
    def _compute_acquired_on(self):
        for item in self:
            day = item.acquired_on or item.voucher_id.invoice_date
            item.acquired_on = day or fields.Date.context_today(item)

    @api.depends("grant_id")
    def _compute_user_id(self):
        for item in self:
            item.user_id = item.user_id or item.grant_id.user_id

    @api.depends("grant_id", "acquired_on")
    def _compute_binding_until(self):
        for item in self:
            item.binding_until = item._binding_by_rule()[0]

    @api.depends("grant_id", "acquired_on", "binding_until")
    def _compute_binding_source(self):
        for item in self:
            day, where = item._binding_by_rule()
            by_rule = day and day == item.binding_until
            letter = item.binding_until and self.env._("Award letter")
            item.binding_source = where if by_rule else letter

    def _binding_by_rule(self):
        """Return until when the rules bind the item, and which one says so."""
        self.ensure_one()
        rule_set = self.grant_id._award_rule_set()
        rule = rule_set._find_rule("binding_years", self.acquired_on)
        if not rule or not self.acquired_on:
            return False, False
        last = self.acquired_on + relativedelta(years=int(rule.value))
        return last, rule._quartier_grant_source()

    @api.constrains("voucher_id", "grant_id")
    def _check_voucher(self):
        for item in self.filtered("voucher_id"):
            # constraints run with sudo: grants of other offices may bear a share
            if item.grant_id not in item.voucher_id.share_ids.quartier_grant_id:
                raise ValidationError(
                    self.env._(
                        "“%s” has no share on this grant. Please choose one of its"
                        " vouchers.",
                        item.voucher_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        items._check_open()
        return items

    def write(self, vals):
        self._check_open()
        result = super().write(vals)
        self._check_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_accounted(self):
        self._check_open()

    def _check_open(self):
        if not self.env.su:
            # sudo: the status alone is read
            self.sudo().grant_id._check_keeps_items()

    def action_gone(self, day, reason):
        """Note that an item is not there any more; possible as long as it is bound.

        :param date day: since when
        :param str reason: sold, broken, given away, with the funder's consent or not
        """
        self.ensure_one()
        self.check_access("write")
        # sudo: a closed grant's items are noted by the system; the right was checked
        item = self.sudo()
        reason = item.grant_id._reason(reason)
        day = fields.Date.to_date(day)
        obstacles = item.grant_id._day_obstacles(day, item.acquired_on)
        if item.gone_on:
            obstacles.append(self.env._("It is noted already what became of it."))
        if obstacles:
            raise UserError("\n".join(obstacles))
        item.write({"gone_on": day, "gone_reason": reason})
        self.env["quartier.grant.deadline.notice"]._end_of("item", item)
        return True
