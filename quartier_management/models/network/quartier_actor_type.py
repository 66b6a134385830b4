from odoo import fields, models


class QuartierActorType(models.Model):
    """What somebody is in the network: provider, association, school, resident …"""

    _name = "quartier.actor.type"
    _description = "Actor Type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [("organisation", "Organisations"), ("person", "Persons")],
        string="Applies to",
        help="Empty: both organisations and persons.",
    )
    color = fields.Integer()
    expected = fields.Boolean(
        string="Wanted everywhere",
        help="The list of missing actors names each field of action in which nobody of"
        " this type is known.",
    )
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex(
        "((name->>'en_US'))", "An actor type of this name already exists."
    )
