from odoo import api, fields, models
from odoo.tools import format_date


class QuartierErasureLog(models.Model):
    """Proof that a person was erased, without saying who it was.

    Only the erasure itself writes it; nobody changes or deletes a row.
    """

    _name = "quartier.erasure.log"
    _description = "Erasure"
    _order = "date desc, id desc"

    date = fields.Datetime(
        string="Erased on", required=True, readonly=True, default=fields.Datetime.now
    )
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        readonly=True,
        index=True,
        ondelete="set null",
    )
    user_id = fields.Many2one(
        "res.users", string="Erased by", readonly=True, ondelete="restrict"
    )
    # a choice and no text, which might name the person
    reason = fields.Selection(
        [
            ("request", "The person asked for it"),
            ("purpose", "No longer needed"),
            ("consent", "Consent withdrawn"),
            ("objection", "The person objected"),
            ("unlawful", "Stored without right"),
            ("mistake", "Entered by mistake"),
        ],
        required=True,
        readonly=True,
    )
    deleted = fields.Text(readonly=True)
    anonymised = fields.Text(readonly=True)
    kept = fields.Text(readonly=True)

    @api.depends("date", "quartier_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for log in self:
            day = log.quartier_id._localize(log.date) if log.quartier_id else log.date
            log.display_name = self.env._(
                "Erasure of %s", format_date(self.env, day.date())
            )
