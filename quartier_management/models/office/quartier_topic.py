from odoo import api, fields, models


class QuartierTopic(models.Model):
    """The one taxonomy that contacts, events and projects share."""

    _name = "quartier.topic"
    _description = "Field of Action"
    _parent_store = True
    _order = "sequence, name, id"
    _rec_names_search = ("name", "parent_id.name")

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    parent_id = fields.Many2one(
        "quartier.topic", string="Part of", index=True, ondelete="restrict"
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("quartier.topic", "parent_id", string="Consists of")
    color = fields.Integer()
    active = fields.Boolean(default=True)
    display_name = fields.Char(recursive=True)

    _name_uniq = models.UniqueIndex(
        "((name->>'en_US'), COALESCE(parent_id, 0))",
        "A field of action of this name already exists at this place.",
    )

    @api.depends("name", "parent_id.display_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for topic in self:
            names = (topic.parent_id.display_name, topic.name)
            topic.display_name = " / ".join(filter(None, names))
