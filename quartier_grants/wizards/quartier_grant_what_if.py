from odoo import api, fields, models

from ..models.financing import KINDS, adjusted_grant, change, money


class QuartierGrantWhatIf(models.TransientModel):
    """What is left of a grant when costs or third parties' money change."""

    _name = "quartier.grant.what.if"
    _description = "What If"
    _inherit = ("quartier.grant.wizard.mixin",)
    _rec_name = "grant_id"

    currency_id = fields.Many2one(related="grant_id.currency_id")
    cost_change = fields.Monetary(
        string="Costs Change by", help="Below zero: the costs fall."
    )
    money_change = fields.Monetary(
        string="Further Money", help="What own means or third parties add."
    )
    line_ids = fields.One2many(
        "quartier.grant.what.if.line", "what_if_id", compute="_compute_line_ids"
    )

    @api.depends("cost_change", "money_change", "grant_id")
    def _compute_line_ids(self):
        lines = self.env["quartier.grant.what.if.line"]
        for wizard in self:
            wizard.line_ids = lines.concat(
                *(lines.new(vals) for vals in wizard._effects())
            )

    def _effects(self):
        """Return the effect by each kind of financing, the programme's own first."""
        self.ensure_one()
        grant = self.grant_id
        if not grant:
            return []
        before = grant._plan()
        after = change(before, money(self.cost_change), money(self.money_change))
        own = grant.program_id.financing
        effects = []
        for kind in sorted(KINDS, key=lambda kind: kind != own):
            left = adjusted_grant(kind, before, after)
            effects.append(
                {
                    "what_if_id": self.id,
                    "currency_id": self.currency_id.id,
                    "kind": kind,
                    "own": kind == own,
                    "grant_before": float(before.grant),
                    "grant_after": float(left),
                    "difference": float(left - before.grant),
                    "missing": float(after.total - after.other - left),
                }
            )
        return effects
