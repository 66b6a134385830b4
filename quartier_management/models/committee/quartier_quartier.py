from odoo import fields, models


class QuartierQuartier(models.Model):
    _inherit = "quartier.quartier"

    paper_count = fields.Integer(
        string="Committee Papers",
        compute="_compute_paper_count",
        groups="quartier_management.group_quartier_reader",
    )

    def _compute_paper_count(self):
        counts = dict(
            self.env["quartier.committee.paper"]._read_group(
                [("quartier_id", "in", self.ids)], ["quartier_id"], ["__count"]
            )
        )
        for quartier in self:
            quartier.paper_count = counts.get(quartier, 0)

    def action_view_papers(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_committee_paper_action"
        )
        action["domain"] = [("quartier_id", "=", self.id)]
        action["context"] = {"default_quartier_id": self.id}
        return action
