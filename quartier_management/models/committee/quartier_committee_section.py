from odoo import fields, models
from odoo.exceptions import UserError


class QuartierCommitteeSection(models.Model):
    """A section of a committee paper, in the order that the city prescribes."""

    _name = "quartier.committee.section"
    _description = "Section of Committee Papers"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(
        required=True,
        copy=False,
        help="The technical name by which statements drawn from records find their"
        " section.",
    )
    optional = fields.Boolean(
        help="An optional section is left out of a paper that says nothing in it."
    )
    empty_text = fields.Char(
        string="Text if Empty",
        translate=True,
        help="What a section that is always printed says when there is nothing to say.",
    )
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint(
        "UNIQUE (code)", "Another section already uses this technical name."
    )

    def write(self, vals):
        if any(section.code != vals.get("code", section.code) for section in self):
            raise UserError(
                self.env._(
                    "The technical name of a section cannot be changed, because"
                    " statements find their section by it."
                )
            )
        return super().write(vals)

    def _by_code(self, code):
        """Return the section for a code; the facts where the city has none such."""
        codes = {section.code: section for section in self}
        return codes.get(code) or codes.get("facts") or self[:1]
