from odoo import fields, models


class QuartierRoomLayout(models.Model):
    """A way to furnish a room, and how many people it holds then."""

    _name = "quartier.room.layout"
    _description = "Layout of a Room"
    _inherit = ("quartier.team.mixin",)
    _order = "room_id, sequence, id"
    _quartier_team_fields = ("room_id",)

    name = fields.Char(required=True, help="e.g. circle of chairs, rows, tables")
    sequence = fields.Integer(default=10)
    room_id = fields.Many2one(
        "quartier.room", required=True, index=True, ondelete="cascade"
    )
    capacity = fields.Integer(required=True, help="People the room holds like that.")

    _capacity_check = models.Constraint(
        "CHECK (capacity > 0)", "A layout holds at least one person."
    )
