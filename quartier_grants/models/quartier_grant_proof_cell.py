from odoo import api, fields, models

_FIGURES = (
    ("planned_amount", "Planned"),
    ("changed_amount", "Changed"),
    ("actual_amount", "Actual"),
    ("eligible_amount", "Eligible"),
    ("deviation_amount", "Deviation"),
)


class QuartierGrantProofCell(models.Model):
    """Which cell of a funder's own form gets which value of a proof."""

    _name = "quartier.grant.proof.cell"
    _description = "Cell of a Funder's Form"
    _order = "program_id, sequence, id"
    _rec_name = "target"

    program_id = fields.Many2one(
        "quartier.grant.program", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    target = fields.Char(
        string="Cell",
        required=True,
        help="A name of the workbook, or an address such as Sheet1!C5. Of a list: the"
        " cell in which it begins.",
    )
    content = fields.Selection(
        [
            ("measure", "Measure"),
            ("programme", "Programme"),
            ("funder_reference", "Funder's Reference"),
            ("award_reference", "Reference of the Award Letter"),
            ("award_date", "Date of the Award Letter"),
            ("awarded", "Amount Awarded"),
            ("office", "Neighbourhood"),
            ("city", "City"),
            ("date_from", "Period from"),
            ("date_to", "Period until"),
            ("report", "Report in Words"),
            ("cost_total", "Costs, Total"),
            ("eligible_total", "Eligible Costs, Total"),
            ("earned_amount", "Grant by These Costs"),
            ("drawn_total", "Paid Out by the Funder"),
            ("balance_amount", "Still to Draw or to Pay Back"),
            ("cost_kind", "Sum of a Kind of Cost"),
            ("funding_kind", "Sum of a Kind of Financing"),
            ("table_costs", "List: Costs"),
            ("table_funding", "List: Financing"),
            ("table_vouchers", "List: Vouchers"),
            ("table_income", "List: Income"),
            ("table_items", "List: Inventory"),
        ],
        required=True,
    )
    cost_kind_id = fields.Many2one("quartier.grant.cost.kind", ondelete="restrict")
    funding_kind = fields.Selection(
        selection="_selection_funding_kind", string="Kind of Financing"
    )
    figure = fields.Selection(_FIGURES, default="actual_amount")

    _target_uniq = models.Constraint(
        "UNIQUE (program_id, target)", "Each cell gets one value."
    )
    _kind_check = models.Constraint(
        "CHECK ((content <> 'cost_kind' OR cost_kind_id IS NOT NULL)"
        " AND (content <> 'funding_kind' OR funding_kind IS NOT NULL)"
        " AND (content NOT IN ('cost_kind', 'funding_kind') OR figure IS NOT NULL))",
        "Please choose of which kind the sum is, and which figure.",
    )

    @api.model
    def _selection_funding_kind(self):
        field = self.env["quartier.grant.funding.line"]._fields["kind"]
        return field._description_selection(self.env)

    @api.constrains("target")
    def _check_target(self):
        self.program_id._check_proof_template()

    def _value(self, proof):
        """Return what the cell gets of a proof: a value, or the rows of a list."""
        self.ensure_one()
        return getattr(self, f"_value_{self.content}", self._value_total)(proof)

    def _value_total(self, proof):
        return proof[self.content]

    def _value_measure(self, proof):
        return proof.grant_id.name

    def _value_programme(self, proof):
        return proof.program_id.name

    def _value_funder_reference(self, proof):
        return proof.grant_id.funder_reference or ""

    def _value_award_reference(self, proof):
        return proof.grant_id.award_id.reference or ""

    def _value_award_date(self, proof):
        return proof.grant_id.award_id.date or ""

    def _value_awarded(self, proof):
        return proof.grant_id.awarded_amount

    def _value_office(self, proof):
        return proof.quartier_id.name

    def _value_city(self, proof):
        return proof.quartier_id.company_id.name

    def _value_date_from(self, proof):
        return proof.date_from or ""

    def _value_date_to(self, proof):
        return proof.date_to or ""

    def _value_report(self, proof):
        parts = proof._report_parts()
        return "\n\n".join("\n".join((head, *texts)) for head, texts in parts)

    def _value_cost_kind(self, proof):
        lines = proof.line_ids.filtered(
            lambda line: line.budget_line_id.kind_id == self.cost_kind_id
        )
        return round(sum(lines.mapped(self.figure)), 2)

    def _value_funding_kind(self, proof):
        lines = proof.line_ids.filtered(
            lambda line: line.funding_line_id.kind == self.funding_kind
        )
        return round(sum(lines.mapped(self.figure)), 2)

    def _value_table_costs(self, proof):
        return self._plan_rows(proof, "cost")

    def _value_table_funding(self, proof):
        return self._plan_rows(proof, "funding")

    def _plan_rows(self, proof, side):
        return [
            (
                line.name,
                line.planned_amount,
                line.changed_amount,
                line.actual_amount,
                line.deviation_amount,
                line.explanation or "",
            )
            for line in proof.line_ids
            if line.side == side
        ]

    def _value_table_vouchers(self, proof):
        return proof._workbook_content().vouchers

    def _value_table_income(self, proof):
        return proof._workbook_content().income

    def _value_table_items(self, proof):
        return proof._workbook_content().items
