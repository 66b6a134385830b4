from odoo import fields, models


class QuartierLanguage(models.Model):
    """A language that people speak, whether or not Odoo is translated into it."""

    _name = "quartier.language"
    _description = "Spoken Language"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        string="ISO Code", required=True, help="By ISO 639, e.g. de, ar, tr."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint(
        "UNIQUE (code)", "A language with this code already exists."
    )
    _code_check = models.Constraint(
        "CHECK (code ~ '^[a-z]{2,3}$')",
        "Please enter the language's code by ISO 639: two or three small letters.",
    )
