from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date, formatLang

from .financing import money

CURRENCY = "EUR"


class QuartierGrantVoucher(models.Model):
    """An invoice or receipt, of which one or several grants bear a share.

    The paper stands here once for the whole city; its shares are analytic lines. What
    is confirmed is kept: it is cancelled, never changed or deleted.
    """

    _name = "quartier.grant.voucher"
    _description = "Grant Voucher"
    _inherit = (
        "quartier.grant.closed.mixin",
        "quartier.grant.noted.mixin",
        "quartier.team.mixin",
        "mail.thread",
    )
    _grant_paths = ("share_ids.quartier_grant_id",)
    _order = "invoice_date desc, id desc"
    _rec_names_search = ("payee", "number")
    _mail_post_access = "read"
    _check_company_auto = True
    # counted up by whoever changes a share
    _noted_except = ("revision",)

    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user.quartier_ids[:1],
        help="The office that books it.",
    )
    company_id = fields.Many2one(
        related="quartier_id.company_id", store=True, precompute=True
    )
    payee = fields.Char(required=True, help="As on the invoice.")
    number = fields.Char(
        string="Invoice Number",
        required=True,
        help="As on the invoice; of a receipt without number its day and time.",
    )
    invoice_date = fields.Date(required=True, index=True)
    paid_on = fields.Date(index=True, help="Empty: it has not been paid yet.")
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
    )
    gross = fields.Monetary(
        required=True, help="With tax, less discounts. Credit notes are below 0."
    )
    net = fields.Monetary(
        compute="_compute_net", store=True, readonly=False, precompute=True
    )
    counted_amount = fields.Monetary(
        string="Counts",
        compute="_compute_counted_amount",
        store=True,
        help="Gross; net where the measure of one of its grants deducts input tax.",
    )
    shared_amount = fields.Monetary(
        string="Shared Out", compute="_compute_shared_amount", store=True
    )
    rest_amount = fields.Monetary(string="Rest", compute="_compute_rest_amount")
    eligible_amount = fields.Monetary(
        string="Eligible", compute="_compute_shared_amount", store=True
    )
    document = fields.Binary(string="Scan", attachment=True, copy=False)
    document_name = fields.Char(copy=False)
    document_is_pdf = fields.Boolean(compute="_compute_document_is_pdf")
    note = fields.Text()
    state = fields.Selection(
        [("draft", "Draft"), ("confirmed", "Booked"), ("cancelled", "Cancelled")],
        string="Status",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
    )
    share_ids = fields.One2many(
        "account.analytic.line", "quartier_voucher_id", string="Shares", copy=False
    )
    grant_ids = fields.Many2many(
        "quartier.grant",
        string="Grants",
        compute="_compute_grant_ids",
        search="_search_grant_ids",
    )
    revision = fields.Integer(readonly=True, copy=False)

    _amount_check = models.Constraint(
        "CHECK (gross <> 0 AND abs(gross) <= 1000000000"
        " AND net BETWEEN LEAST(gross, 0) AND GREATEST(gross, 0) AND net <> 0)",
        "Please check the amounts: gross is not 0, and net is not more than gross.",
    )
    _share_check = models.Constraint(
        "CHECK (shared_amount IS NULL OR counted_amount IS NULL"
        " OR shared_amount BETWEEN LEAST(counted_amount, 0)"
        " AND GREATEST(counted_amount, 0))",
        "No more than 100 percent of a voucher are shared out. Please lower a share.",
    )

    # -- computed

    @api.depends("document_name")
    def _compute_document_is_pdf(self):
        for voucher in self:
            name = (voucher.document_name or "").lower()
            voucher.document_is_pdf = name.endswith(".pdf")

    @api.depends("gross")
    def _compute_net(self):
        """Follow gross as long as nobody has typed another amount that is possible."""
        for voucher in self:
            net, gross = voucher.net, voucher.gross
            possible = net * gross > 0 and abs(net) <= abs(gross)
            followed = not voucher.id and net == voucher._origin.gross
            if followed or not possible:
                voucher.net = gross
            else:
                voucher.net = net

    @api.depends("gross", "net", "share_ids.quartier_grant_id.deducts_input_tax")
    def _compute_counted_amount(self):
        for voucher in self:
            # sudo: grants of other offices may bear a share
            grants = voucher.share_ids.sudo().quartier_grant_id
            net = any(grants.mapped("deducts_input_tax"))
            voucher.counted_amount = voucher.net if net else voucher.gross

    @api.depends("share_ids.amount", "share_ids.quartier_eligible")
    def _compute_shared_amount(self):
        for voucher in self:
            shares = voucher.share_ids
            voucher.shared_amount = float(sum(-money(line.amount) for line in shares))
            voucher.eligible_amount = float(
                sum(money(line.quartier_eligible) for line in shares)
            )

    @api.depends("counted_amount", "shared_amount")
    def _compute_rest_amount(self):
        for voucher in self:
            rest = money(voucher.counted_amount) - money(voucher.shared_amount)
            voucher.rest_amount = float(rest)

    @api.depends("share_ids.quartier_grant_id")
    def _compute_grant_ids(self):
        for voucher in self:
            grants = voucher.share_ids.quartier_grant_id
            voucher.grant_ids = grants._filtered_access("read")

    def _search_grant_ids(self, operator, value):
        return [("share_ids.quartier_grant_id", operator, value)]

    @api.depends("payee", "number")
    def _compute_display_name(self):
        for voucher in self:
            names = filter(None, (voucher.payee, voucher.number))
            voucher.display_name = ", ".join(names)

    # -- writing

    @api.constrains("currency_id", "company_id")
    def _check_currency(self):
        for voucher in self:
            currency = voucher.currency_id
            if currency.name != CURRENCY or currency != voucher.company_id.currency_id:
                raise ValidationError(
                    self.env._(
                        "Grants are accounted for in euros, “%(voucher)s” is in"
                        " %(currency)s. Please enter what the bank charged in euros.",
                        voucher=voucher.display_name,
                        currency=currency.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_keys_of(vals_list)
        vouchers = super().create(vals_list)
        vouchers._check_shares()
        return vouchers

    def write(self, vals):
        if not self.env.su:
            self._check_draft()
        if not vals.keys().isdisjoint(("payee", "number", "quartier_id")):
            self._check_keys_after(vals)
        result = super().write(vals)
        if not vals.keys().isdisjoint(("share_ids", "gross", "net")):
            self._check_shares()
        return result

    def _check_draft(self):
        # sudo: the state alone is read
        for voucher in self.sudo():
            if voucher.state != "draft":
                raise UserError(
                    self.env._(
                        "“%s” has been confirmed or cancelled and is kept as it is."
                        " Please cancel it, and book it anew.",
                        voucher.display_name,
                    )
                )

    def _check_shares(self):
        """Say it before the database does, in more words.

        :raise UserError: more than the whole would be shared out
        """
        for voucher in self.sudo():  # sudo: shares of all offices count
            rest, whole = money(voucher.rest_amount), money(voucher.counted_amount)
            if rest * whole < 0 or abs(rest) > abs(whole):
                raise UserError(
                    self.env._(
                        "Of “%(voucher)s” %(whole)s can be shared out, its shares are"
                        " %(shared)s. Please lower a share.",
                        voucher=voucher.display_name,
                        whole=voucher._amount_text(whole),
                        shared=voucher._amount_text(voucher.shared_amount),
                    )
                )

    def _shares_changed(self):
        """A share or the scan was added, changed or deleted.

        The row is written, so that of a change and a confirmation at the same time, or
        of two changes, PostgreSQL lets one through.
        """
        # sudo: whoever may change the share was checked; the stamp is the system's
        for voucher in self.sudo():
            voucher.revision += 1

    @api.ondelete(at_uninstall=False)
    def _unlink_except_confirmed(self):
        self._check_draft()

    def unlink(self):
        """Delete drafts; what another app wrote goes back to it."""
        self.check_access("unlink")
        self._check_draft()
        # sudo: lines of other apps are let go, own ones deleted; the right was checked
        self.sudo().share_ids._quartier_release()
        return super().unlink()

    # -- texts

    def _amount_text(self, amount):
        return formatLang(self.env, float(amount), currency_obj=self.currency_id)

    def _day_text(self, day):
        return format_date(self.env, day) if day else ""
