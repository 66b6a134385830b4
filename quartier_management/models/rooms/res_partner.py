from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    quartier_room_booking_ids = fields.One2many(
        "quartier.room.booking", "partner_id", string="Uses of Rooms"
    )
    quartier_room_booking_count = fields.Integer(
        string="Room Bookings",
        compute="_compute_quartier_room_booking_count",
        groups="quartier_management.group_quartier_reader",
    )

    def _compute_quartier_room_booking_count(self):
        counts = dict(
            self.env["quartier.room.booking"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.quartier_room_booking_count = counts.get(partner, 0)

    def action_view_quartier_room_bookings(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_room_booking_action"
        )
        action["domain"] = [("partner_id", "=", self.id)]
        action["context"] = {"default_partner_id": self.id}
        return action
