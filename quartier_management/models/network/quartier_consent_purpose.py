from odoo import api, fields, models


class QuartierConsentPurpose(models.Model):
    """What somebody may agree to, each purpose for itself (Art. 6 (1) (a) GDPR)."""

    _name = "quartier.consent.purpose"
    _description = "Purpose of a Consent"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="The technical name under which the system asks who has agreed.",
    )
    by_email = fields.Boolean(
        string="By E-Mail",
        help="Needs an address that is proven: the person confirms in an e-mail"
        " (double opt-in), or has signed on paper.",
    )
    description = fields.Text(
        translate=True, help="What it means, in a sentence: is shown to the person."
    )
    text_ids = fields.One2many(
        "quartier.consent.text", "purpose_id", string="Text Versions"
    )
    text_id = fields.Many2one(
        "quartier.consent.text", string="Current Text", compute="_compute_text_id"
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint(
        "UNIQUE (code)", "Another purpose already uses this technical name."
    )

    @api.depends("text_ids.valid_from", "text_ids.version")
    def _compute_text_id(self):
        today = fields.Date.context_today(self)
        for purpose in self:
            purpose.text_id = purpose._text_on(today)

    def _text_on(self, day):
        """Return the version that people were shown on a day, or nothing.

        :param date day: a day of the office
        """
        self.ensure_one()
        texts = self.text_ids.filtered(lambda text: text.valid_from <= day)
        return texts.sorted(lambda text: (text.valid_from, text.version))[-1:]
