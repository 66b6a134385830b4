from odoo import api, fields, models
from odoo.exceptions import ValidationError


class QuartierPosition(models.Model):
    """A post of an office in the city's staff plan."""

    _name = "quartier.position"
    _description = "Position"
    _inherit = ("quartier.team.mixin", "mail.thread", "mail.activity.mixin")
    _order = "quartier_id, sequence, id"

    name = fields.Char(string="Designation", required=True, tracking=True)
    sequence = fields.Integer(default=10)
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.user.quartier_ids[:1],
    )
    company_id = fields.Many2one(related="quartier_id.company_id")
    hours_week = fields.Float(
        string="Weekly Hours", required=True, tracking=True, aggregator="sum"
    )
    fte = fields.Float(
        string="Full-Time Equivalents",
        compute="_compute_fte",
        store=True,
        digits=(4, 2),
        help="Weekly hours in relation to the full-time hours of the collective"
        " agreement (see Rules).",
    )
    state = fields.Selection(
        [("filled", "Filled"), ("advertised", "Advertised"), ("vacant", "Vacant")],
        string="Status",
        required=True,
        default="vacant",
        tracking=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Filled by",
        domain="[('share', '=', False)]",
        tracking=True,
    )
    date_from = fields.Date(
        string="Since",
        default=fields.Date.context_today,
        tracking=True,
        help="Since when the status applies.",
    )
    budgeted = fields.Boolean(
        string="In the Staff Plan",
        tracking=True,
        help="The post is provided for in the staff plan of the city's budget.",
    )
    note = fields.Text()
    active = fields.Boolean(default=True)

    _hours_check = models.Constraint(
        "CHECK (hours_week > 0 AND hours_week <= 60)",
        "Weekly hours must lie between 0 and 60.",
    )

    @api.depends("hours_week", "date_from")
    def _compute_fte(self):
        rules = self.env["quartier.rule"]
        key = "full_time_hours"
        # somebody may hold a post since before the first value that is on record
        first = rules.search([("key", "=", key)], order="date_from", limit=1)
        for position in self:
            day = position.date_from or fields.Date.context_today(position)
            full_time = rules._find_rule(key, max(day, first.date_from or day))
            position.fte = (
                position.hours_week / full_time.value if full_time.value else 0
            )

    @api.constrains("state", "user_id")
    def _check_filled_by(self):
        for position in self:
            if position.user_id and position.state != "filled":
                raise ValidationError(
                    self.env._(
                        "“%(position)s” is not filled, so nobody can hold it. Please"
                        " set the status to “Filled” or remove the name.",
                        position=position.name,
                    )
                )
