from odoo import fields, models


class QuartierRoomEquipment(models.Model):
    """What a room has: projector, kitchen, induction loop …"""

    _name = "quartier.room.equipment"
    _description = "Equipment of Rooms"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex(
        "((name->>'en_US'))", "Equipment of this name already exists."
    )
