from odoo import api, fields, models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError, ValidationError

# What no client writes: the page behind the link, or the action that asks, does.
SYSTEM = {"recorded_by", "request_id", "link_id", "email"}


class QuartierConsent(models.Model):
    """Somebody agreed to a purpose, or took it back: one row for each decision.

    Rows are only added. A withdrawal or a correction is a new row, so that it can be
    shown at any time who agreed to what, when and how (Art. 7 (1) GDPR). What counts is
    ``_current``. Rows are hidden with the person (``quartier_rules.xml``).
    """

    _name = "quartier.consent"
    _description = "Consent"
    _order = "decided_on desc, id desc"

    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="restrict"
    )
    purpose_id = fields.Many2one(
        "quartier.consent.purpose", required=True, index=True, ondelete="restrict"
    )
    text_id = fields.Many2one(
        "quartier.consent.text",
        string="Text Version",
        compute="_compute_text_id",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        ondelete="restrict",
        domain="[('purpose_id', '=', purpose_id)]",
        help="What the person was told.",
    )
    text = fields.Text(related="text_id.text", string="Wording")
    decision = fields.Selection(
        [
            ("given", "Given"),
            ("withdrawn", "Withdrawn or refused"),
            ("requested", "Asked by e-mail"),
        ],
        required=True,
        default="given",
    )
    decided_on = fields.Datetime(required=True, default=fields.Datetime.now)
    how = fields.Selection(
        [
            ("paper", "Signed on paper"),
            ("form", "Form"),
            ("oral", "Orally"),
            ("mail", "Letter or e-mail"),
            ("web", "Link in an e-mail"),
        ],
        required=True,
        default="paper",
    )
    legal_basis = fields.Selection(
        [
            ("consent", "Consent, Art. 6 (1) (a) GDPR"),
            ("contract", "Contract, Art. 6 (1) (b) GDPR"),
            ("legal_obligation", "Legal obligation, Art. 6 (1) (c) GDPR"),
            (
                "public_task",
                "Public task, Art. 6 (1) (e) GDPR, § 3 DSG NRW (to be confirmed)",
            ),
        ],
        required=True,
        default="consent",
    )
    remark = fields.Char(
        string="Source",
        help="Where the proof is kept or who reported it, e.g. the folder of the form.",
    )
    recorded_by = fields.Many2one(
        "res.users",
        readonly=True,
        ondelete="restrict",
        help="Empty: the person decided by the link in an e-mail.",
    )
    email = fields.Char(
        string="Proven Address",
        readonly=True,
        help="The e-mail address that was asked. The decision holds for this one.",
    )
    request_id = fields.Many2one(
        "quartier.consent",
        string="Answer to",
        readonly=True,
        ondelete="restrict",
        help="The question that was asked by e-mail.",
    )
    answer_ids = fields.One2many("quartier.consent", "request_id", string="Answers")
    link_id = fields.Many2one(
        "quartier.consent.link",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="base.group_system",
    )

    _current_idx = models.Index("(partner_id, purpose_id, decided_on DESC, id DESC)")
    _request_uniq = models.UniqueIndex(
        "(request_id) WHERE request_id IS NOT NULL",
        "This question has been answered already.",
    )
    _requested_idx = models.Index("(decided_on) WHERE decision = 'requested'")

    @api.depends("purpose_id", "decided_on")
    def _compute_text_id(self):
        for consent in self:
            moment = consent.decided_on or fields.Datetime.now()
            day = fields.Datetime.context_timestamp(consent, moment).date()
            purpose = consent.purpose_id
            consent.text_id = purpose._text_on(day) if purpose else False

    @api.depends("purpose_id", "decision")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = self._decision_labels()
        for consent in self:
            purpose = consent.purpose_id.name or ""
            consent.display_name = f"{purpose}: {labels.get(consent.decision, '')}"

    @api.model
    def _decision_labels(self):
        return dict(self._fields["decision"]._description_selection(self.env))

    @api.constrains("text_id", "purpose_id", "decision")
    def _check_text(self):
        for consent in self:
            if consent.text_id and consent.text_id.purpose_id != consent.purpose_id:
                raise ValidationError(
                    self.env._(
                        "“%(text)s” is no text for “%(purpose)s”.",
                        text=consent.text_id.display_name,
                        purpose=consent.purpose_id.name,
                    )
                )
            if consent.decision != "withdrawn" and not consent.text_id:
                raise ValidationError(
                    self.env._(
                        "There was no text for “%(purpose)s” on that day. Please choose"
                        " the text that the person was told, or enter it under"
                        " Configuration › Purposes of Consents.",
                        purpose=consent.purpose_id.name,
                    )
                )

    @api.constrains("decision", "how", "purpose_id")
    def _check_how(self):
        """Who merely says an address has not proven that it is theirs."""
        for consent in self:
            if (
                consent.decision == "given"
                and consent.how == "oral"
                and consent.purpose_id.by_email
            ):
                raise ValidationError(
                    self.env._(
                        "“%(purpose)s” cannot be agreed to orally, because nobody has"
                        " proven the e-mail address. Please ask by e-mail, or let the"
                        " person sign.",
                        purpose=consent.purpose_id.name,
                    )
                )

    @api.constrains("decided_on")
    def _check_decided_on(self):
        now = fields.Datetime.now()
        for consent in self:
            if consent.decided_on > now:
                raise ValidationError(
                    self.env._("A decision cannot lie in the future.")
                )

    @api.model
    def default_get(self, fields_list):
        # a client's context must not bring in what the system notes
        defaults = super().default_get(fields_list)
        if self.env.su:
            return defaults
        return {key: value for key, value in defaults.items() if key not in SYSTEM}

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [self._from_client(vals) for vals in vals_list]
        consents = super().create(vals_list)
        if not self.env.su:
            consents._check_recordable()
        # what counted until now may not do so any more
        self.invalidate_model(["is_current", "is_allowing"])
        consents._log_decisions()
        return consents

    @api.model
    def _from_client(self, vals):
        """Return the values of a row with who records it.

        :raise AccessError: a client brings in what only the system notes
        """
        if not vals.keys().isdisjoint(SYSTEM):
            raise AccessError(
                self.env._(
                    "Who recorded a decision, and which e-mail it answers, is not"
                    " written by hand."
                )
            )
        return {**vals, "recorded_by": self.env.uid}

    def _check_recordable(self):
        """:raise AccessError: a client pretends that the person decided by link"""
        if any(row.decision == "requested" or row.how == "web" for row in self):
            raise AccessError(
                self.env._(
                    "Only the link in an e-mail records what somebody decides there."
                    " Please use “Ask by e-mail”."
                )
            )

    def write(self, vals):
        if not self.env.su:
            self._refuse_change()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _check_no_deletion(self):
        if not self.env.su:
            self._refuse_change()

    def _refuse_change(self):
        raise AccessError(
            self.env._(
                "What somebody decided is never changed or deleted. Please record a new"
                " decision: the latest one counts."
            )
        )

    def _erase(self):
        """Delete rows for good: who is erased (Art. 17 GDPR) leaves nothing here.

        Not for clients: whoever calls it has checked that the person is to be erased.
        """
        # sudo: nobody has the right to delete
        rows = self.sudo() | self.sudo().answer_ids
        links = rows.link_id
        # answers first: they name their question
        answers = rows.filtered("request_id")
        answers.unlink()
        (rows - answers).unlink()
        links.unlink()

    def _log_decisions(self):
        """Note each decision with the person: no more than purpose and decision."""
        if self.env.uid == SUPERUSER_ID and self.env.context.get("mail_create_nolog"):
            return  # rows that come with the addon
        lines = {}
        for consent in self:
            how = dict(self._fields["how"]._description_selection(self.env))
            line = f"{consent.display_name} ({how[consent.how]})"
            lines.setdefault(consent.partner_id.id, []).append(line)
        # sudo: a note of what was just recorded; who reads the person reads it
        partners = self.partner_id.sudo()
        partners._message_log_batch(
            bodies={
                partner.id: self.env._(
                    "Consent: %(lines)s", lines="; ".join(lines[partner.id])
                )
                for partner in partners
            }
        )

    def action_withdraw(self):
        """Open the form for a withdrawal of what this row allows."""
        self.ensure_one()
        return self.partner_id._quartier_consent_form(
            self.env._("Record Withdrawal"),
            decision="withdrawn",
            purpose_id=self.purpose_id.id,
        )

    @api.model
    def _check_askable(self, partner, purposes):
        """:raise UserError: the person cannot be asked for these by e-mail"""
        if not partner.email_normalized:
            raise UserError(
                self.env._(
                    "“%(name)s” has no valid e-mail address. Please enter one first.",
                    name=partner.display_name,
                )
            )
        allowed = self._current(partner, purposes)._allowing().purpose_id
        if allowed:
            raise UserError(
                self.env._(
                    "“%(name)s” has agreed already: %(purposes)s.",
                    name=partner.display_name,
                    purposes=", ".join(allowed.mapped("name")),
                )
            )
