from odoo import api, fields, models


class QuartierGrantSection(models.Model):
    """A text of the application, as the programme's form asks for it."""

    _name = "quartier.grant.section"
    _description = "Text of an Application"
    _inherit = ("quartier.grant.asked.mixin",)
    _order = "grant_id, sequence, id"

    origin_id = fields.Many2one(
        "quartier.grant.program.section", index="btree_not_null", ondelete="set null"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Heading", required=True)
    hint = fields.Text(related="origin_id.hint")
    max_length = fields.Integer(related="origin_id.max_length")
    text = fields.Text()
    characters = fields.Char(compute="_compute_characters")

    @api.depends("text", "max_length")
    def _compute_characters(self):
        for section in self:
            count = len(section.text or "")
            limit = section.max_length
            section.characters = f"{count} / {limit}" if limit else str(count)

    def _written(self):
        return bool(self.text)

    def _obstacles(self):
        """Say which texts are missing or too long."""
        empty = self.filtered(
            lambda row: row.origin_id and not (row.text or "").strip()
        )
        long = self.filtered(
            lambda row: row.max_length and len(row.text or "") > row.max_length
        )
        obstacles = []
        if empty:
            obstacles.append(
                self.env._(
                    "These texts are missing: %s.", ", ".join(empty.mapped("name"))
                )
            )
        if long:
            obstacles.append(
                self.env._(
                    "These texts are longer than the funder allows: %s.",
                    ", ".join(long.mapped("name")),
                )
            )
        return obstacles
