from odoo import fields, models


class QuartierVolunteerProofType(models.Model):
    """A kind of paper without which some work must not be done."""

    _name = "quartier.volunteer.proof.type"
    _description = "Type of Proof"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    nature = fields.Selection(
        [
            ("document", "Document"),
            ("conduct", "Extended certificate of conduct (inspected only)"),
            ("infection", "Infection protection briefing"),
        ],
        required=True,
        default="document",
        help="Certificates of conduct are never stored: that they were inspected is"
        " noted by the inspecting role alone.",
    )
    validity_rule = fields.Char(
        string="Validity by Rule",
        help="Key of the dated rule that says for how many months it is valid.",
    )
    validity_months = fields.Integer(
        string="Valid for Months", help="Without a rule; 0: as long as it is kept."
    )
    renewal_days = fields.Integer(
        string="Renew Days before",
        default=60,
        help="So early the renewal is asked for.",
    )

    _validity_check = models.Constraint(
        "CHECK (validity_months BETWEEN 0 AND 600 AND renewal_days BETWEEN 0 AND 366)",
        "Please check months of validity and days of the renewal.",
    )
