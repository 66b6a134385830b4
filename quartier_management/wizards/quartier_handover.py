from odoo import fields, models


class QuartierHandover(models.TransientModel):
    """Hands confidential persons over to another office."""

    _name = "quartier.handover"
    _description = "Hand Persons over to Another Office"

    partner_ids = fields.Many2many("res.partner", string="Persons", required=True)
    office_id = fields.Many2one(
        "quartier.quartier", string="New Owning Office", required=True
    )
    reason = fields.Char(required=True)

    def action_handover(self):
        """Hand over and return to the list: the persons are out of sight now."""
        self.ensure_one()
        self.partner_ids._quartier_handover(self.office_id, self.reason)
        return self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.res_partner_action_residents"
        )
