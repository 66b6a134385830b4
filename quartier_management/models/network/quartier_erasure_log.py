from odoo import fields, models


class QuartierErasureLog(models.Model):
    """Proof that a person was erased, without saying who it was.

    Only the erasure itself writes it; nobody changes or deletes a row.
    """

    _name = "quartier.erasure.log"
    _description = "Erasure"
    _order = "date desc, id desc"
    _rec_name = "date"

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
