from odoo import api, fields, models


class QuartierGrantProofLine(models.Model):
    """One line of the approved plan in a proof: planned, and what came of it."""

    _name = "quartier.grant.proof.line"
    _description = "Line of a Proof of Use"
    _inherit = (
        "quartier.grant.closed.mixin",
        "quartier.grant.noted.mixin",
        "quartier.team.mixin",
    )
    _grant_paths = ("proof_id.grant_id",)
    _order = "proof_id, side, sequence, id"
    _quartier_team_fields = ("proof_id",)

    proof_id = fields.Many2one(
        "quartier.grant.proof",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    side = fields.Selection(
        [("cost", "Costs"), ("funding", "Financing")],
        string="Belongs to",
        required=True,
        readonly=True,
    )
    sequence = fields.Integer(readonly=True)
    budget_line_id = fields.Many2one(
        "quartier.grant.budget.line",
        string="Cost",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    funding_line_id = fields.Many2one(
        "quartier.grant.funding.line",
        string="Financing",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    name = fields.Char(string="Line of the Plan", compute="_compute_name")
    currency_id = fields.Many2one(related="proof_id.currency_id")
    planned_amount = fields.Monetary(
        string="Planned",
        compute="_compute_amounts",
        help="By the first award letter.",
    )
    changed_amount = fields.Monetary(
        string="Changed",
        compute="_compute_amounts",
        help="By the award letter that counts now.",
    )
    before_amount = fields.Monetary(
        string="Before",
        compute="_compute_amounts",
        help="Paid before the period of the proof.",
    )
    actual_amount = fields.Monetary(
        string="Actual",
        compute="_compute_amounts",
        help="Paid until the end of the period.",
    )
    eligible_amount = fields.Monetary(
        string="Eligible",
        compute="_compute_amounts",
        help="What the funder takes into account of it.",
    )
    deviation_amount = fields.Monetary(string="Deviation", compute="_compute_amounts")
    tolerance_amount = fields.Monetary(
        string="Tolerance",
        compute="_compute_amounts",
        help="By so much a line may be exceeded.",
    )
    exceeds = fields.Boolean(string="Exceeds the Tolerance", compute="_compute_amounts")
    explanation = fields.Text(help="Why it came otherwise than planned.")
    kept = fields.Json(
        readonly=True, copy=False, help="The figures as they were checked."
    )

    _line_check = models.Constraint(
        "CHECK ((side = 'cost') = (budget_line_id IS NOT NULL)"
        " AND (side = 'funding') = (funding_line_id IS NOT NULL))",
        "A line belongs to the costs or to the financing.",
    )
    _budget_uniq = models.UniqueIndex(
        "(proof_id, budget_line_id) WHERE budget_line_id IS NOT NULL"
    )
    _funding_uniq = models.UniqueIndex(
        "(proof_id, funding_line_id) WHERE funding_line_id IS NOT NULL"
    )

    @api.depends("budget_line_id.name", "funding_line_id.display_name")
    def _compute_name(self):
        for line in self:
            line.name = line.budget_line_id.name or line.funding_line_id.display_name

    @api.depends("kept", "proof_id.state", "proof_id.date_from", "proof_id.date_to")
    def _compute_amounts(self):
        """In work the figures are today's; once checked they stay as they were."""
        names = self._figure_names()
        live = {}
        for proof in self.proof_id:
            live |= proof._figures()
        for line in self:
            figures = line.kept or live.get(line._origin, {})
            for name in names:
                line[name] = figures.get(name, 0)
            line.exceeds = (
                line.side == "cost"
                and line.currency_id.compare_amounts(
                    line.deviation_amount, line.tolerance_amount
                )
                > 0
            )

    @api.model
    def _figure_names(self):
        return (
            "planned_amount",
            "changed_amount",
            "before_amount",
            "actual_amount",
            "eligible_amount",
            "deviation_amount",
            "tolerance_amount",
        )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not self.env.su:
            lines._refuse_noted()
        return lines

    def write(self, vals):
        if not self.env.su:
            self.proof_id._check_work()
        result = super().write(vals)
        if not self.env.su:
            self.proof_id._edited()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if not self.env.su:
            self._refuse_noted()
