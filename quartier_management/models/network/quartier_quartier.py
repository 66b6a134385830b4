from odoo import fields, models


class QuartierQuartier(models.Model):
    _inherit = "quartier.quartier"

    partner_count = fields.Integer(string="Contacts", compute="_compute_partner_count")

    def _compute_partner_count(self):
        counts = dict(
            self.env["res.partner"]._read_group(
                [("quartier_id", "in", self.ids)], ["quartier_id"], ["__count"]
            )
        )
        for quartier in self:
            quartier.partner_count = counts.get(quartier, 0)

    def action_view_partners(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.res_partner_action_network"
        )
        action["domain"] = [("quartier_id", "=", self.id)]
        action["context"] = {"default_quartier_id": self.id}
        return action

    def action_assign_contacts(self):
        """Give contacts without neighbourhood the one of their address."""
        self.ensure_one()
        assigned = self.env["res.partner"]._quartier_assign_by_address()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%s contacts were assigned to a neighbourhood.", len(assigned)
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
