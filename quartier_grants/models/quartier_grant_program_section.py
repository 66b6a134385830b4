from odoo import fields, models


class QuartierGrantProgramSection(models.Model):
    """A text that the programme's form asks for."""

    _name = "quartier.grant.program.section"
    _description = "Text Asked for"
    _order = "program_id, sequence, id"

    program_id = fields.Many2one(
        "quartier.grant.program", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Heading", required=True)
    hint = fields.Text(help="What belongs here, as the funder asks for it.")
    max_length = fields.Integer(
        string="Characters at Most", help="0: the funder sets no limit."
    )

    _length_check = models.Constraint(
        "CHECK (max_length >= 0)", "The number of characters cannot be negative."
    )
