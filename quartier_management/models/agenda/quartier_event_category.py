from odoo import fields, models


class QuartierEventCategory(models.Model):
    """The kind of an event: office hour, exchange café, festival, working group …"""

    _name = "quartier.event.category"
    _description = "Event Category"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    name_plural = fields.Char(
        string="Plural",
        translate=True,
        help="As it reads after a number: “12 exchange cafés took place”.",
    )
    sequence = fields.Integer(default=10)
    duty_id = fields.Many2one(
        "quartier.duty",
        string="Standing Duty",
        ondelete="restrict",
        help="Under which duty such events are reported, unless the event says"
        " otherwise.",
    )
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex(
        "((name->>'en_US'))", "An event category of this name already exists."
    )
