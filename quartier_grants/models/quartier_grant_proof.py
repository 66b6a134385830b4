import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

# what may change at any time
_FREE = frozenset(("user_id",))


class QuartierGrantProof(models.Model):
    """Proof of use: what was done with the money, in words and in figures.

    Interim proofs report a part of the award period. The final one reports all of it,
    and the grant's status follows it.
    """

    _name = "quartier.grant.proof"
    _description = "Proof of Use"
    _inherit = (
        "quartier.grant.noted.mixin",
        "quartier.grant.reminder.mixin",
        "quartier.team.mixin",
        "mail.thread",
        "mail.activity.mixin",
    )
    _order = "grant_id desc, number desc"
    _quartier_team_fields = ("grant_id",)
    _mail_post_access = "read"

    grant_id = fields.Many2one(
        "quartier.grant",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('state', 'in', ('final', 'running', 'repayment'))]",
    )
    quartier_id = fields.Many2one(related="grant_id.quartier_id", store=True)
    program_id = fields.Many2one(related="grant_id.program_id", store=True)
    currency_id = fields.Many2one(related="grant_id.currency_id")
    number = fields.Integer(readonly=True, copy=False)
    kind = fields.Selection(
        [("interim", "Interim Proof"), ("final", "Final Proof")],
        required=True,
        default="final",
        tracking=True,
    )
    # with the user's own rights: not even a guessed id tells the days of a letter
    date_from = fields.Date(
        string="Reported from",
        compute="_compute_date_from",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    date_to = fields.Date(
        string="Reported until",
        compute="_compute_date_to",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    due_on = fields.Date(
        string="Due on",
        compute="_compute_due_on",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        tracking=True,
    )
    due_source = fields.Char(
        string="Due by", compute="_compute_due_source", help="Where the day comes from."
    )
    clause = fields.Char(help="Where the letter says so, e.g. Nr. 6.1.")
    page = fields.Integer(help="Of the award letter.")
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
        tracking=True,
    )
    edited_by_id = fields.Many2one(
        "res.users",
        string="Last Written by",
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
        ondelete="restrict",
        help="Does not check it: four eyes.",
    )
    line_ids = fields.One2many(
        "quartier.grant.proof.line", "proof_id", string="Figures", copy=False
    )
    statement_ids = fields.One2many(
        "quartier.grant.proof.statement", "proof_id", string="Report", copy=False
    )

    _number_uniq = models.UniqueIndex(
        "(grant_id, number) WHERE number > 0", "Proofs of a grant are numbered."
    )
    _final_uniq = models.UniqueIndex(
        "(grant_id) WHERE kind = 'final'",
        "There is a final proof of this grant already.",
    )
    _period_check = models.Constraint(
        "CHECK (date_from IS NULL OR date_to IS NULL OR date_to >= date_from)",
        "The period ends before it begins.",
    )
    _page_check = models.Constraint("CHECK (page >= 0)", "Please check the page.")

    @api.depends("number", "kind", "grant_id.name")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for proof in self:
            proof.display_name = self.env._(
                "%(kind)s %(number)s: %(grant)s",
                kind=kinds.get(proof.kind, ""),
                number=proof.number or "",
                grant=proof.grant_id.name or "",
            )

    @api.depends("grant_id", "kind")
    def _compute_date_from(self):
        """An interim proof begins where the last one ended."""
        for proof in self:
            others = proof.grant_id.proof_ids - proof._origin
            known = others.filtered(lambda row: row.kind == "interim" and row.date_to)
            begin = proof.grant_id.award_from
            if proof.kind == "interim" and known:
                begin = fields.Date.add(max(known.mapped("date_to")), days=1)
            proof.date_from = begin

    @api.depends("grant_id", "kind")
    def _compute_date_to(self):
        """An interim proof ends with the last full year, if its period reaches it."""
        for proof in self:
            last = proof.grant_id.award_to
            if proof.kind == "interim" and proof.grant_id:
                today = proof.quartier_id._today()
                year_end = fields.Date.start_of(today, "year")
                year_end = fields.Date.subtract(year_end, days=1)
                known = proof.date_from and proof.date_from <= year_end
                last = min(filter(None, (year_end if known else today, last)))
            proof.date_to = last

    @api.depends("grant_id", "kind")
    def _compute_due_on(self):
        for proof in self:
            proof.due_on = proof.grant_id._proof_due(proof.kind)[0]

    @api.depends("grant_id", "kind", "due_on", "clause")
    def _compute_due_source(self):
        for proof in self:
            day, where = proof.grant_id._proof_due(proof.kind)
            by_rule = day and day == proof.due_on
            letter = proof.due_on and self.env._("Award letter")
            proof.due_source = where if by_rule else letter

    @api.depends("grant_id")
    def _compute_user_id(self):
        for proof in self:
            proof.user_id = proof.user_id or proof.grant_id.user_id

    # -- writing

    @api.model_create_multi
    def create(self, vals_list):
        # before the row: whoever guesses an id learns nothing from what is refused
        default = self.env.context.get("default_grant_id")
        ids = {vals.get("grant_id", default) for vals in vals_list}
        self.env["quartier.grant"].browse(filter(None, ids)).check_access("write")
        proofs = super().create(vals_list)
        for grant, rows in proofs.grouped("grant_id").items():
            rows._number(grant)
            rows._begin(grant)
        return proofs

    def _number(self, grant):
        """Count on; two at once: the constraint lets one through, the other retries."""
        # sudo: numbers are the system's
        rows = self.sudo()
        last = max((grant.sudo().proof_ids - rows).mapped("number"), default=0)
        for number, row in enumerate(rows.sorted("id"), last + 1):
            row.number = number

    def write(self, vals):
        if not self.env.su and vals.keys() - _FREE:
            self._check_work()
        grants = self.grant_id
        result = super().write(vals)
        if not self.env.su and vals.keys() - _FREE:
            if (self.grant_id - grants) or "kind" in vals:
                self._stay()
            self._edited()
        return result

    def _stay(self):
        raise UserError(
            self.env._(
                "A proof stays with its grant and its kind. Please delete it, and make"
                " a new one."
            )
        )

    def _edited(self):
        """Note who wrote; on the way the row is written, so that of a change and a
        check at the same time PostgreSQL lets one through."""
        # sudo: who wrote is noted by the system, also for lines and statements
        for proof in self.sudo():
            proof.write({"edited_by_id": self.env.uid, "revision": proof.revision + 1})

    def _check_work(self):
        """Refuse to change what was checked.

        :raise UserError: one of these proofs is not in work any more
        """
        # sudo: the status alone is read
        for proof in self.sudo():
            if proof.state != "work":
                raise UserError(
                    self.env._(
                        "“%s” has been checked. To change it, please send it back into"
                        " work first.",
                        proof.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_checked(self):
        self._check_work()
        if self.sudo().filtered("first_submitted_on"):  # sudo: the day alone is read
            raise UserError(self.env._("What the funder had once is kept."))

    def unlink(self):
        grants = self.grant_id
        result = super().unlink()
        # sudo: the status is the system's; the right to the proof was checked
        grants.exists().sudo()._follow_proof()
        return result

    # -- texts

    def _amount_text(self, amount):
        return formatLang(self.env, float(amount), currency_obj=self.currency_id)

    def _document_name(self):
        """File name of the printed proof, without suffix."""
        self.ensure_one()
        return re.sub(r"[^\w\- ]+", "", self.display_name).strip()

    def _in_office_language(self):
        self.ensure_one()
        return self.with_context(lang=self.quartier_id.lang)
