from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    quartier_project_participation_ids = fields.One2many(
        "quartier.project.participation", "partner_id", string="Projects as Actor"
    )
    quartier_project_count = fields.Integer(
        string="Neighbourhood Projects", compute="_compute_quartier_project_count"
    )

    def _compute_quartier_project_count(self):
        counts = dict(
            self.env["quartier.project.participation"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.quartier_project_count = counts.get(partner, 0)

    def action_view_quartier_projects(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.project_project_action"
        )
        action["domain"] = [("quartier_participation_ids.partner_id", "=", self.id)]
        return action

    @api.model
    def _quartier_exposing_fields(self):
        return [
            *super()._quartier_exposing_fields(),
            ("project.project", "partner_id"),
            ("project.task", "partner_id"),
        ]
