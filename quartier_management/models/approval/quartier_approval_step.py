from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import format_datetime

OPEN = ("waiting", "open")


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
    signatory_ids = fields.Many2many(
        "res.users", string="Signatories", readonly=True, context={"active_test": False}
    )
    requested_by_id = fields.Many2one("res.users", required=True, readonly=True)
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
    decided_by = fields.Many2one("res.users", readonly=True)
    decided_on = fields.Datetime(readonly=True)
    on_behalf_of = fields.Many2one(
        "res.users", string="On Behalf of", readonly=True, help="i. V."
    )
    reason = fields.Text(readonly=True)
    outside_date = fields.Date(string="Decided by the Committee on", readonly=True)
    outside_number = fields.Char(string="Number of the Paper", readonly=True)
    fingerprint = fields.Char(
        readonly=True, help="Of what is signed: it tells whether it has changed since."
    )
    for_me = fields.Boolean(
        string="Waiting for Me", compute="_compute_for_me", search="_search_for_me"
    )
    obstacles = fields.Text(
        compute="_compute_obstacles", help="Why you cannot sign, if you cannot."
    )
    stuck = fields.Boolean(
        compute="_compute_obstacles", help="Nobody is left who may sign."
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

    def _compute_summary(self):
        for step in self:
            # sudo: who has to sign sees of the document what is needed for it
            document = step.sudo()._document()
            step.summary = document._approval_summary() if document else False

    # -- who may sign

    @api.model
    def _today(self):
        return fields.Date.context_today(self)

    def _signers(self):
        """Return signatories and their substitutes of today."""
        self.ensure_one()
        signatories = self.sudo().signatory_ids
        substitutes = self.env["quartier.approval.substitute"]
        return signatories | substitutes._substitutes(signatories, self._today())

    @api.depends("state", "signatory_ids")
    @api.depends_context("uid")
    def _compute_for_me(self):
        found = self.search([("id", "in", self.ids), ("for_me", "=", True)])
        for step in self:
            step.for_me = step in found

    @api.model
    def _search_for_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        user = self.env.user
        represented = self.env["quartier.approval.substitute"]._represented(
            user, self._today()
        )
        people = user | represented.get(user, user.browse())
        mine = (
            Domain("state", "=", "open")
            & Domain("signatory_ids", "in", people.ids)
            & Domain("requested_by_id", "!=", user.id)
        )
        return mine if True in value else ~mine

    @api.depends("state", "signatory_ids", "decided_by")
    @api.depends_context("uid")
    def _compute_obstacles(self):
        for step in self:
            step.obstacles = "\n".join(step._obstacles(self.env.user)) or False
            step.stuck = step.state == "open" and not step._possible_signers()

    def _possible_signers(self):
        """Return who may sign this step now."""
        self.ensure_one()
        return self._signers().filtered(lambda user: not self._person_obstacles(user))

    def _obstacles(self, user):
        """Hook: say in whole sentences why a user cannot sign.

        :rtype: list[str]
        """
        self.ensure_one()
        return [*self._state_obstacles(), *self._person_obstacles(user)]

    def _state_obstacles(self):
        if self.state == "open":
            return []
        states = dict(self._fields["state"]._description_selection(self.env))
        if self.state == "waiting":
            return [self.env._("Others have to sign before.")]
        return [
            self.env._(
                "This signature is no longer open: %(state)s.", state=states[self.state]
            )
        ]

    def _person_obstacles(self, user):
        """Say why it cannot be this person, whatever the state is.

        Four eyes: who signs neither asked for it, nor wrote the document, nor signed an
        earlier step.
        """
        # sudo: names of those who took part stand in the step anyway
        step = self.sudo()
        document = step._document()
        obstacles = []
        if not user.active:
            obstacles.append(
                self.env._("%s no longer works in this system.", user.name)
            )
        if user not in step._signers():
            obstacles.append(
                self.env._(
                    "%s is neither signatory of this step nor a substitute today.",
                    user.name,
                )
            )
        if user == step.requested_by_id:
            obstacles.append(self.env._("%s has asked for the signatures.", user.name))
        elif document and user == document.create_uid:
            obstacles.append(self.env._("%s has created the document.", user.name))
        if user in step._others().decided_by:
            obstacles.append(
                self.env._("%s has signed another step already.", user.name)
            )
        return obstacles

    def _others(self):
        """Return the other steps of the same request."""
        self.ensure_one()
        document = self._document()
        steps = document.approval_step_ids if document else self
        return steps.filtered(lambda step: step.round == self.round) - self

    def _on_behalf_of(self, user):
        """Return whom a substitute signs for, or nobody."""
        self.ensure_one()
        step = self.sudo()
        if user in step.signatory_ids:
            return user.browse()
        represented = self.env["quartier.approval.substitute"]._represented(
            user, self._today()
        )
        return (represented.get(user, user.browse()) & step.signatory_ids)[:1]

    def write(self, vals):
        # the ACL says so, too; activities write their own mixin fields with sudo
        if not self.env.su:
            raise AccessError(
                self.env._(
                    "Signatures are given by the buttons, and never changed afterwards."
                )
            )
        return super().write(vals)
