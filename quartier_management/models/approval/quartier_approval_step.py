from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.models import MAGIC_COLUMNS
from odoo.tools import format_datetime


class QuartierApprovalStep(models.Model):
    """One signature that a document needs, as it was asked, and what became of it.

    Nobody writes steps: no ACL allows it. ``action_*`` methods check, then write with
    ``sudo()``. Decisions are only added. The document is linked by a real column that
    the document's wing or addon adds (``_approval_links``).
    """

    _name = "quartier.approval.step"
    _description = "Signature"
    _inherit = ("mail.thread", "mail.activity.mixin")
    _order = "round desc, sequence, id"
    _mail_post_access = "read"

    name = fields.Char(required=True, readonly=True)
    rule_id = fields.Many2one(
        "quartier.approval.rule", readonly=True, ondelete="set null"
    )
    kind = fields.Selection(
        [("signature", "Signature"), ("outside", "Decision taken outside")],
        required=True,
        readonly=True,
    )
    round = fields.Integer(
        required=True, readonly=True, help="Counts how often approval was requested."
    )
    sequence = fields.Integer(string="Order", required=True, readonly=True)
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    document_name = fields.Char(string="Document", readonly=True)
    amount = fields.Monetary(readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    # whoever was asked, asked or decided is kept: archive such a user, do not delete
    signatory_ids = fields.Many2many(
        "res.users",
        string="Signatories",
        readonly=True,
        ondelete="restrict",
        context={"active_test": False},
    )
    requested_by_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="restrict"
    )
    asked_on = fields.Datetime(required=True, readonly=True)
    opened_on = fields.Datetime(string="Waiting since", readonly=True)
    days = fields.Integer(string="Days to Sign", readonly=True)
    due_on = fields.Date(readonly=True, index="btree_not_null")
    state = fields.Selection(
        [
            ("waiting", "Waiting for others"),
            ("open", "To be signed"),
            ("approved", "Signed"),
            ("refused", "Refused"),
            ("returned", "Returned"),
            ("void", "Void"),
        ],
        required=True,
        readonly=True,
        index=True,
    )
    decision = fields.Selection(
        [("approved", "Signed"), ("refused", "Refused"), ("returned", "Returned")],
        readonly=True,
        help="What was decided, even if it is void by now.",
    )
    decided_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_on = fields.Datetime(readonly=True)
    on_behalf_of = fields.Many2one(
        "res.users",
        string="On Behalf of",
        readonly=True,
        ondelete="restrict",
        help="i. V.",
    )
    reason = fields.Text(readonly=True)
    outside_date = fields.Date(string="Decided by the Committee on", readonly=True)
    outside_number = fields.Char(string="Number of the Paper", readonly=True)
    fingerprint = fields.Char(
        readonly=True, help="Of what is signed: it tells whether it has changed since."
    )
    summary = fields.Html(compute="_compute_summary", sanitize=False)

    # -- the document

    @api.model
    def _approval_links(self):
        """Hook: names of the columns that link documents."""
        return ()

    def _document(self):
        """Return the document of this step.

        :return: a record of a ``quartier.approval.mixin``
        """
        self.ensure_one()
        for name in self._approval_links():
            if self[name]:
                return self[name]
        return None

    def _decided_on_text(self):
        """Return day and time of the decision by the office's clock."""
        if not self.decided_on:
            return ""
        zone = self.quartier_id.tz
        return format_datetime(self.env, self.decided_on, tz=zone, dt_format="short")

    def _shown_document(self):
        """Return the document for whoever reads the step, or nothing.

        Who was asked sees what they were asked for. What became of it afterwards is
        seen only by those who may read the document itself.

        :return: a record with ``sudo()``, or None
        """
        document = self._document()
        if not document:
            return None
        # sudo: who has to sign sees of the document what is needed for it
        known = document.sudo()
        if self.sudo().fingerprint == known._approval_fingerprint():
            return known
        return known if document.has_access("read") else None

    def _compute_summary(self):
        for step in self:
            document = step._shown_document()
            step.summary = (
                document._approval_summary()
                if document
                else self.env._("The document was changed since.")
            )

    @api.model
    def _as_asked(self, vals):
        """Return the values of a new step, with nothing noted that was not given.

        Context and a user's own default values would else write decisions.
        """
        blank = {
            name: False
            for name, field in self._fields.items()
            if field.store
            and not field.compute
            and not field.related
            and field.type != "one2many"
            and name not in MAGIC_COLUMNS
        }
        return {**blank, **vals}

    def write(self, vals):
        # the ACL says so, too; activities write their own mixin fields with sudo
        if not self.env.su:
            raise AccessError(
                self.env._(
                    "Signatures are given by the buttons, and never changed afterwards."
                )
            )
        return super().write(vals)
