from odoo import api, fields, models
from odoo.exceptions import UserError

# What somebody has agreed to stays what they have read.
WORDING = {"purpose_id", "version", "text", "valid_from"}


class QuartierConsentText(models.Model):
    """What people were told when they agreed.

    Each consent names the version that it was given for (Art. 7 (1) GDPR). The text is
    no translation of another: it is the document itself, in the office's language.
    """

    _name = "quartier.consent.text"
    _description = "Text of a Consent"
    _order = "purpose_id, version desc, id"

    purpose_id = fields.Many2one(
        "quartier.consent.purpose", required=True, index=True, ondelete="cascade"
    )
    version = fields.Integer(
        readonly=True,
        copy=False,
        help="Counted by itself. What has been used is not changed any more: enter a"
        " new version.",
    )
    text = fields.Text(required=True)
    valid_from = fields.Date(
        required=True, copy=False, default=lambda self: fields.Date.context_today(self)
    )
    note = fields.Char(translate=True, help="E.g. who has checked the text, and when.")
    is_used = fields.Boolean(string="Used", compute="_compute_is_used")

    _version_uniq = models.Constraint(
        "UNIQUE (purpose_id, version)", "Each version of a text exists once."
    )

    def _compute_is_used(self):
        used = self._used()
        for text in self:
            text.is_used = text._origin in used

    def _used(self):
        """Return those that a decision was made for."""
        # sudo: consents of persons whom the user may not see count as well
        consents = self.env["quartier.consent"].sudo()
        groups = consents._read_group([("text_id", "in", self.ids)], ["text_id"])
        return self.browse(text.id for (text,) in groups)

    @api.depends("purpose_id", "version")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for text in self:
            text.display_name = self.env._(
                "%(purpose)s, version %(version)s",
                purpose=text.purpose_id.name or "",
                version=text.version,
            )

    @api.model_create_multi
    def create(self, vals_list):
        purposes = [vals.get("purpose_id") for vals in vals_list]
        # sudo: versions are counted whoever enters them
        last = dict(
            self.sudo()._read_group(
                [("purpose_id", "in", purposes)], ["purpose_id"], ["version:max"]
            )
        )
        last = {purpose.id: version for purpose, version in last.items()}
        for vals in vals_list:
            purpose = vals.get("purpose_id")
            last[purpose] = last.get(purpose, 0) + 1
            vals["version"] = last[purpose]
        return super().create(vals_list)

    def write(self, vals):
        if not vals.keys().isdisjoint(WORDING):
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _check_unused(self):
        """:raise UserError: somebody has agreed to one of these texts"""
        if used := self._used():
            raise UserError(
                self.env._(
                    "“%(text)s” has been used: it stays what people have read. Please"
                    " enter a new version instead.",
                    text=used[0].display_name,
                )
            )
