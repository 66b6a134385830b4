from odoo import fields, models


class QuartierGrantAwardLine(models.Model):
    """What an award letter says of one line of the cost plan or the financing plan."""

    _name = "quartier.grant.award.line"
    _description = "Line of an Award"
    _inherit = ("quartier.grant.closed.mixin", "quartier.grant.noted.mixin")
    _grant_paths = ("award_id.grant_id",)
    _order = "award_id, id"
    _rec_name = "award_id"

    award_id = fields.Many2one(
        "quartier.grant.award",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
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
    currency_id = fields.Many2one(related="award_id.currency_id")
    amount = fields.Monetary(string="Approved", readonly=True)

    _one_check = models.Constraint(
        "CHECK ((budget_line_id IS NULL) <> (funding_line_id IS NULL))",
        "A line belongs to the costs or to the financing.",
    )
    _amount_check = models.Constraint(
        "CHECK (amount BETWEEN 0 AND 1000000000)", "Please check the amounts."
    )
