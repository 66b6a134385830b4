from odoo import fields, models
from odoo.exceptions import AccessError


class QuartierGrantErasureLog(models.Model):
    """Proof that the documents of a grant were deleted when their time had passed.

    Texts and no links, so that it stays readable whatever becomes of programme and
    funder. It names no person, and nobody changes or deletes a row.
    """

    _name = "quartier.grant.erasure.log"
    _description = "Deletion of a Grant"
    _inherit = ("quartier.grant.noted.mixin",)
    _order = "date desc, id desc"
    _rec_name = "reference"

    date = fields.Datetime(
        string="Deleted on", required=True, readonly=True, default=fields.Datetime.now
    )
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        readonly=True,
        index=True,
        ondelete="set null",
    )
    company_id = fields.Many2one("res.company", readonly=True, ondelete="restrict")
    funder = fields.Char(readonly=True)
    program = fields.Char(string="Programme", readonly=True)
    reference = fields.Char(readonly=True, help="Of the award letter.")
    date_from = fields.Date(string="Award Period from", readonly=True)
    date_to = fields.Date(string="Award Period until", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True, ondelete="restrict")
    awarded_amount = fields.Monetary(readonly=True)
    closed_on = fields.Date(readonly=True)
    retention_until = fields.Date(string="Kept until", readonly=True)
    retention_source = fields.Char(string="Kept by", readonly=True)
    deleted = fields.Text(readonly=True, help="Numbers by kind of record.")
    kept = fields.Text(readonly=True)

    def write(self, vals):  # pylint: disable=method-required-super
        self._refuse()

    def unlink(self):  # pylint: disable=method-required-super
        # not by api.ondelete: clients can turn that off by the context
        self._refuse()

    def _refuse(self):
        raise AccessError(
            self.env._("The record of a deletion is neither changed nor deleted.")
        )
