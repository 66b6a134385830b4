from odoo import api, fields, models


class QuartierGrantCompare(models.TransientModel):
    """Shows what two versions of an application say differently."""

    _name = "quartier.grant.compare"
    _description = "Compare Versions"
    _inherit = ("quartier.grant.wizard.mixin",)
    _rec_name = "grant_id"

    old_id = fields.Many2one(
        "quartier.grant.version",
        string="Earlier Version",
        required=True,
        ondelete="cascade",
        domain="[('grant_id', '=', grant_id)]",
        compute="_compute_old_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    new_id = fields.Many2one(
        "quartier.grant.version",
        string="Later Version",
        ondelete="cascade",
        domain="[('grant_id', '=', grant_id)]",
        help="Empty: what the application says now.",
    )
    differences = fields.Html(compute="_compute_differences", sanitize=False)

    @api.depends("grant_id")
    def _compute_old_id(self):
        for wizard in self:
            wizard.old_id = wizard.grant_id.version_ids[:1]

    @api.depends("old_id", "new_id")
    def _compute_differences(self):
        for wizard in self:
            wizard.differences = self.env["ir.qweb"]._render(
                "quartier_grants.grant_version_differences",
                {
                    "differences": wizard._find_differences(),
                    "currency": wizard.grant_id.currency_id,
                },
            )

    def _find_differences(self):
        self.ensure_one()
        if not self.old_id:
            return {}
        later = self.new_id or self.new_id.new(
            {"content": self.grant_id._version_content()}
        )
        return self.old_id._differences(later)
