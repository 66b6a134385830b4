from odoo import fields, models


class QuartierQuartier(models.Model):
    _inherit = "quartier.quartier"

    room_ids = fields.One2many("quartier.room", "quartier_id", string="Rooms")
    room_count = fields.Integer(string="Number of Rooms", compute="_compute_room_count")

    def _compute_room_count(self):
        counts = dict(
            self.env["quartier.room"]._read_group(
                [("quartier_id", "in", self.ids)], ["quartier_id"], ["__count"]
            )
        )
        for quartier in self:
            quartier.room_count = counts.get(quartier, 0)

    def action_view_room_bookings(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_room_booking_action"
        )
        action["domain"] = [("quartier_id", "=", self.id)]
        return action
