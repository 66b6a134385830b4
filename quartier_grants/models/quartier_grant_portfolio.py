from odoo import api, fields, models
from odoo.tools import SQL

_DECIDED = ("refused", "withdrawn")


class QuartierGrant(models.Model):
    """Figures over many applications: how many succeed."""

    _inherit = "quartier.grant"

    success_rate = fields.Float(
        compute="_compute_success_rate",
        store=True,
        aggregator="avg",
        digits=(5, 1),
        help="Percent of the applications decided by funders that were awarded.",
    )

    @api.depends("decided_on", "state")
    def _compute_success_rate(self):
        for grant in self:
            won = grant.decided_on and grant.state not in _DECIDED
            grant.success_rate = 100 if won else 0

    def _read_group_select(self, aggregate_spec, query):
        """What no funder has decided yet is neither success nor failure."""
        if aggregate_spec == "success_rate:avg":
            return SQL(
                "AVG(%s) FILTER (WHERE %s IS NOT NULL)",
                self._field_to_sql(self._table, "success_rate", query),
                self._field_to_sql(self._table, "decided_on", query),
            )
        return super()._read_group_select(aggregate_spec, query)
