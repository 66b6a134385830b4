from odoo import api, fields, models


class QuartierGrantClose(models.TransientModel):
    """Closes a grant, or takes it up again; shows what is still open before."""

    _name = "quartier.grant.close"
    _description = "Close a Grant"
    _inherit = ("quartier.grant.wizard.mixin",)
    _rec_name = "step"

    step = fields.Selection(
        [("close", "Close"), ("take_up", "Take Up Again"), ("gone", "Item Gone")],
        required=True,
        readonly=True,
        default="close",
    )
    item_id = fields.Many2one(
        "quartier.grant.item", readonly=True, ondelete="cascade"
    )
    obstacles = fields.Text(
        string="Still Open", compute="_compute_proposal", compute_sudo=False
    )
    binding_until = fields.Date(
        string="Bound until", compute="_compute_proposal", compute_sudo=False
    )
    rule_source = fields.Char(
        string="By the Rules", compute="_compute_proposal", compute_sudo=False
    )
    retention_until = fields.Date(
        string="Keep until",
        compute="_compute_retention_until",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    retention_source = fields.Char(
        string="Keep by", help="If it is to be kept longer than the rules say."
    )
    day = fields.Date(string="On", default=fields.Date.context_today)
    text = fields.Text(string="Reason")

    @api.depends("grant_id")
    def _compute_retention_until(self):
        for wizard in self:
            grant = wizard.grant_id
            wizard.retention_until = grant and grant._retention_by_rule()[0]

    @api.depends("grant_id", "step")
    def _compute_proposal(self):
        for wizard in self:
            grant = wizard.grant_id if wizard.step == "close" else False
            wizard.obstacles = grant and "\n".join(grant._close_obstacles())
            wizard.binding_until = grant and grant._bound_until()
            wizard.rule_source = grant and grant._retention_by_rule()[1]

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards.item_id.check_access("read")
        return wizards

    def action_decide(self):
        """Do it, or say all that stands against it."""
        self.ensure_one()
        if self.step == "close":
            self.grant_id.action_close(self.retention_until, self.retention_source)
        elif self.step == "take_up":
            self.grant_id.action_take_up(self.text)
        else:
            self.item_id.action_gone(self.day, self.text)
        return {"type": "ir.actions.act_window_close"}
