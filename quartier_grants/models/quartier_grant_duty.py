from odoo import fields, models


class QuartierGrant(models.Model):
    _inherit = "quartier.grant"

    condition_ids = fields.One2many(
        "quartier.grant.condition", "grant_id", string="Conditions", copy=False
    )
    condition_count = fields.Integer(
        string="Open Conditions", compute="_compute_condition_count"
    )

    def _compute_condition_count(self):
        counts = dict(
            self.env["quartier.grant.condition"]._read_group(
                [("grant_id", "in", self.ids), ("done_on", "=", False)],
                ["grant_id"],
                ["__count"],
            )
        )
        for grant in self:
            grant.condition_count = counts.get(grant, 0)

    def action_view_conditions(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_grants.quartier_grant_condition_action"
        )
        action["domain"] = [("grant_id", "=", self.id)]
        action["context"] = {"default_grant_id": self.id}
        return action
