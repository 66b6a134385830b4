from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

SIDES = [("organisation", "Organisation"), ("person", "Person")]


class QuartierRelationKind(models.Model):
    """How two contacts belong together, and how it reads from the other side."""

    _name = "quartier.relation.kind"
    _description = "Kind of Relation"
    _order = "sequence, id"

    name = fields.Char(
        required=True, translate=True, help="Read from the first contact: “funds”."
    )
    inverse_name = fields.Char(
        string="From the Other Side",
        translate=True,
        help="Read from the second contact: “is funded by”. Empty: the same.",
    )
    mutual = fields.Boolean(
        compute="_compute_mutual",
        store=True,
        help="Reads the same from both sides.",
    )
    from_side = fields.Selection(
        SIDES, string="First is", help="Empty: organisations and persons."
    )
    to_side = fields.Selection(
        SIDES, string="Second is", help="Empty: organisations and persons."
    )
    is_mandate = fields.Boolean(
        string="Political Mandate", help="Asks for the faction as well."
    )
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex(
        "((name->>'en_US'))", "A kind of relation of this name already exists."
    )

    @api.depends("inverse_name")
    def _compute_mutual(self):
        for kind in self:
            kind.mutual = not kind.inverse_name

    @api.constrains("inverse_name", "from_side", "to_side")
    def _check_mutual_sides(self):
        for kind in self:
            if kind.mutual and kind.from_side != kind.to_side:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” joins different sides and needs a name from the"
                        " other side.",
                        name=kind.name,
                    )
                )

    def write(self, vals):
        before = {kind: kind.mutual for kind in self}
        result = super().write(vals)
        turned = self.filtered(lambda kind: kind.mutual != before[kind])
        # sudo: relations that the user may not see would turn as well
        if (
            self.env["quartier.relation"]
            .sudo()
            .search_count([("kind_id", "in", turned.ids)], limit=1)
        ):
            raise UserError(
                self.env._(
                    "There are relations of this kind already: whether it reads the"
                    " same from both sides cannot change any more. Please create a new"
                    " kind instead."
                )
            )
        return result

    def _read(self, inverse):
        """Return how the relation reads from the first or from the other side."""
        self.ensure_one()
        return self.inverse_name if inverse and not self.mutual else self.name
