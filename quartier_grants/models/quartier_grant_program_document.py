from odoo import fields, models


class QuartierGrantProgramDocument(models.Model):
    """A document that has to be handed in with an application."""

    _name = "quartier.grant.program.document"
    _description = "Document Needed"
    _order = "program_id, sequence, id"

    program_id = fields.Many2one(
        "quartier.grant.program", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Document", required=True)
    hint = fields.Char(help="Where it comes from, what it has to show.")
    required = fields.Boolean(default=True)
