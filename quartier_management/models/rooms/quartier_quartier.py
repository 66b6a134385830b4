from odoo import fields, models


class QuartierQuartier(models.Model):
    _inherit = "quartier.quartier"

    room_ids = fields.One2many("quartier.room", "quartier_id", string="Rooms")
    mail_missing = fields.Boolean(
        string="Requests for Rooms Do Not Arrive", compute="_compute_mail_missing"
    )
    room_count = fields.Integer(string="Number of Rooms", compute="_compute_room_count")

    def _compute_room_count(self):
        counts = dict(
            self.env["quartier.room"]._read_group(
                [("quartier_id", "in", self.ids)], ["quartier_id"], ["__count"]
            )
        )
        for quartier in self:
            quartier.room_count = counts.get(quartier, 0)

    def _compute_mail_missing(self):
        missing = not self.env["ir.mail_server"]._quartier_is_set_up()
        for quartier in self:
            quartier.mail_missing = missing and any(
                quartier.room_ids.mapped("requestable")
            )

    def _members_left(self, users):
        """Former members neither follow requests for rooms nor decide on them."""
        for quartier in self:
            # sudo: requests are out of the administrator's sight
            requests = self.env["quartier.room.request"].sudo()
            requests = requests.search([("quartier_id", "=", quartier.id)])
            requests.message_unsubscribe(users.partner_id.ids)
            orphans = requests.activity_ids.filtered(lambda row: row.user_id in users)
            successor = quartier.manager_id - users or quartier.member_ids[:1]
            if successor:
                orphans.user_id = successor
            else:
                orphans.unlink()
        return super()._members_left(users)

    def action_view_room_bookings(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_room_booking_action"
        )
        action["domain"] = [("quartier_id", "=", self.id)]
        return action
