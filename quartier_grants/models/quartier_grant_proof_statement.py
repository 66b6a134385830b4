from odoo import api, fields, models
from odoo.exceptions import UserError

# what the report has to speak of
_NEEDED = ("done", "results")


class QuartierGrantProofStatement(models.Model):
    """A passage of a proof's report: drawn from records, or in its author's words."""

    _name = "quartier.grant.proof.statement"
    _description = "Statement of a Proof of Use"
    _inherit = (
        "quartier.grant.closed.mixin",
        "quartier.grant.noted.mixin",
        "quartier.team.mixin",
    )
    _grant_paths = ("proof_id.grant_id",)
    _order = "proof_id, part_order, sequence, id"
    _rec_name = "text"
    _quartier_team_fields = ("proof_id",)

    proof_id = fields.Many2one(
        "quartier.grant.proof", required=True, index=True, ondelete="cascade"
    )
    part = fields.Selection(
        [
            ("done", "What Was Done"),
            ("results", "Results Compared with the Goals"),
            ("otherwise", "What Came Otherwise, and Why"),
            ("publicity", "Publicity"),
            ("outlook", "What Stays"),
        ],
        required=True,
        default="done",
    )
    part_order = fields.Integer(compute="_compute_part_order", store=True)
    sequence = fields.Integer(default=10_000)
    text = fields.Text(required=True)
    key = fields.Char(
        readonly=True,
        copy=False,
        help="Names what the statement was drawn from. Empty: an author wrote it.",
    )
    derived_text = fields.Text(
        string="From the Records",
        readonly=True,
        copy=False,
        help="What the records said when the statements were last collected.",
    )
    origin = fields.Selection(
        [
            ("derived", "From records"),
            ("rewritten", "Reworded"),
            ("authored", "Written"),
        ],
        compute="_compute_origin",
    )
    dropped = fields.Boolean(
        string="Left Out", help="Not printed; stays left out when collected again."
    )

    _key_uniq = models.UniqueIndex(
        "(proof_id, key) WHERE key IS NOT NULL", "The proof has this statement already."
    )

    @api.depends("part")
    def _compute_part_order(self):
        order = [part for part, _label in self._fields["part"].selection]
        for statement in self:
            statement.part_order = order.index(statement.part)

    @api.depends("key", "text", "derived_text")
    def _compute_origin(self):
        for statement in self:
            if not statement.key:
                statement.origin = "authored"
            elif statement.text == statement.derived_text:
                statement.origin = "derived"
            else:
                statement.origin = "rewritten"

    @api.model
    def _needed_parts(self):
        """Hook: return the parts of which a report has to say something."""
        return _NEEDED

    @api.model_create_multi
    def create(self, vals_list):
        statements = super().create(vals_list)
        statements._changed()
        return statements

    def write(self, vals):
        proofs = self.proof_id
        if not self.env.su:
            proofs._check_work()
        result = super().write(vals)
        self._changed()
        if not self.env.su and self.proof_id != proofs:
            proofs._stay()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_derived(self):
        if self.env.su:
            return
        self.proof_id._check_work()
        if self.filtered("key"):
            raise UserError(
                self.env._(
                    "What was drawn from records comes back. Please leave the statement"
                    " out instead."
                )
            )

    def unlink(self):
        proofs = self.proof_id
        result = super().unlink()
        if not self.env.su:
            proofs._edited()
        return result

    def _changed(self):
        if not self.env.su:
            self.proof_id._check_work()
            self.proof_id._edited()

    def action_drop(self):
        self.dropped = True

    def action_restore(self):
        self.dropped = False

    def action_adopt(self):
        """Take over what the records say, in place of the author's words."""
        for statement in self.filtered("derived_text"):
            statement.text = statement.derived_text
