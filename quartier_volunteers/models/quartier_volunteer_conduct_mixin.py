from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

SHORT_CHECK = ("conduct_contact", "conduct_intensity", "conduct_duration")


class QuartierVolunteerConductMixin(models.AbstractModel):
    """Whether some work takes a certificate of conduct: a short check.

    § 72a Abs. 3 and 4 SGB VIII: kind, intensity and duration of the contact with
    children decide. The answers make a proposal in words; somebody decides, and it is
    noted who, when and why.

    The model has ``proof_type_ids``, what is required for such work: the decision adds
    the certificate, or takes it out.
    """

    _name = "quartier.volunteer.conduct.mixin"
    _description = "Short Check for the Certificate of Conduct"
    _inherit = ("quartier.noted.mixin",)

    conduct_contact = fields.Selection(
        [
            ("none", "No contact with children, or by chance only"),
            ("together", "Doing something together, others lead"),
            ("care", "Looking after, teaching, leading children"),
        ],
        string="Kind of Contact",
        tracking=True,
    )
    conduct_intensity = fields.Selection(
        [
            ("public", "Open to view, in a team"),
            ("group", "A group of one’s own"),
            ("alone", "Alone with a child, or closeness (care, nights)"),
        ],
        string="Intensity",
        tracking=True,
    )
    conduct_duration = fields.Selection(
        [
            ("once", "Once or now and then"),
            ("repeated", "Several times with the same children"),
            ("regular", "Regularly"),
        ],
        string="Duration",
        tracking=True,
    )
    conduct_proposal = fields.Selection(
        [("required", "Required"), ("not_required", "Not Required")],
        string="Proposal",
        compute="_compute_conduct_proposal",
    )
    conduct_reason = fields.Char(string="In Words", compute="_compute_conduct_proposal")
    conduct_decision = fields.Selection(
        [("required", "Required"), ("not_required", "Not Required")],
        string="Certificate of Conduct",
        readonly=True,
        copy=False,
        tracking=True,
    )
    conduct_decided_reason = fields.Char(
        string="Because", readonly=True, copy=False, tracking=True
    )
    conduct_decided_by_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, copy=False
    )
    conduct_decided_on = fields.Date(string="Decided on", readonly=True, copy=False)

    @api.depends(*SHORT_CHECK)
    @api.depends_context("lang")
    def _compute_conduct_proposal(self):
        for work in self:
            answers = [work[name] for name in SHORT_CHECK]
            if not all(answers):
                work.conduct_proposal = work.conduct_reason = False
                continue
            required, why = work._conduct_judgement()
            labels = ", ".join(
                dict(self._fields[name]._description_selection(self.env))[work[name]]
                for name in SHORT_CHECK
            )
            work.conduct_proposal = "required" if required else "not_required"
            work.conduct_reason = f"{why} ({labels})"

    def _conduct_judgement(self):
        """Weigh the three answers; the agreement with the youth office counts first.

        :rtype: tuple[bool, str]
        """
        self.ensure_one()
        if self.conduct_contact == "none":
            return False, self.env._("No contact out of which trust or power grows")
        if self.conduct_intensity == "alone":
            return True, self.env._("Nobody else sees what happens")
        if self.conduct_contact == "care" and self.conduct_duration != "once":
            return True, self.env._(
                "Trust and power grow when children are led again and again"
            )
        if self.conduct_intensity == "group" and self.conduct_duration == "regular":
            return True, self.env._(
                "The same children come to the same person regularly"
            )
        return False, self.env._("Others are there, and the contact is short")

    def _is_conduct_open(self):
        """Tell whether there is contact with children on which nobody has decided."""
        self.ensure_one()
        answered = any(self[name] for name in SHORT_CHECK)
        return answered and self.conduct_contact != "none" and not self.conduct_decision

    @api.constrains("proof_type_ids", "conduct_decision")
    def _check_conduct_kept(self):
        """A certificate that was decided on is not taken off the list by the way."""
        for work in self.with_context(active_test=False):
            natures = work.proof_type_ids.mapped("nature")
            if work.conduct_decision == "required" and "conduct" not in natures:
                raise ValidationError(
                    self.env._(
                        "The short check says that “%s” takes a certificate of conduct."
                        " Please decide anew there before you take it off the list.",
                        work.display_name,
                    )
                )

    def action_conduct_required(self):
        """Decide that nobody does such work without a certificate."""
        self._decide_conduct("required")

    def action_conduct_not_required(self):
        """Decide that such work takes no certificate."""
        self._decide_conduct("not_required")

    def _decide_conduct(self, decision):
        self.check_access("write")
        types = self.env["quartier.volunteer.proof.type"].search(
            [("nature", "=", "conduct")]
        )
        if not types:
            raise UserError(
                self.env._(
                    "There is no type of proof for certificates of conduct. Please add"
                    " it first under Configuration › Types of Proofs."
                )
            )
        for work in self:
            if not work.conduct_proposal:
                raise UserError(
                    self.env._(
                        "Please answer kind of contact, intensity and duration first."
                    )
                )
            required = work.proof_type_ids
            if decision != "required":
                required -= types
            elif not required & types:
                required |= types[:1]
            # sudo: decisions are written by no client; rights were checked above
            work.sudo().write(
                {
                    "conduct_decision": decision,
                    "conduct_decided_reason": work.conduct_reason
                    if decision == work.conduct_proposal
                    else self.env._("Against the proposal: %s", work.conduct_reason),
                    "conduct_decided_by_id": self.env.uid,
                    "conduct_decided_on": fields.Date.context_today(self),
                    "proof_type_ids": [fields.Command.set(required.ids)],
                }
            )

    def write(self, vals):
        result = super().write(vals)
        # an answer that changes takes the decision back, not what it led to: nobody
        # does such work without the certificate until it is decided anew
        if not self.env.su and not vals.keys().isdisjoint(SHORT_CHECK):
            # sudo: as above; whoever may write the answers takes it back
            self.sudo().write(
                {
                    "conduct_decision": False,
                    "conduct_decided_reason": False,
                    "conduct_decided_by_id": False,
                    "conduct_decided_on": False,
                }
            )
        return result
