from odoo import api, fields, models
from odoo.fields import Domain

from .quartier_volunteer_link import GONE


class QuartierVolunteerInspection(models.Model):
    """Whether the work that asks for a certificate goes on.

    Somebody may go on with other work: the certificate is not needed any more then.
    """

    _inherit = "quartier.volunteer.inspection"

    unneeded_since = fields.Date(
        string="Not Needed since",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="No work that the person wishes for, or is expected for, asks for it any"
        " more. It is deleted some months later, by the dated rule.",
    )

    @api.model
    def _renewable(self):
        """Nobody is asked for what they do not need."""
        return super()._renewable() & Domain("unneeded_since", "=", False)

    @api.model
    def _note_need(self):
        """Note the day from which it is not needed, and take it back when it is.

        Of those who have stopped altogether their last day counts.
        """
        rows = self.search([("volunteer_id.state", "not in", GONE)])
        needed = rows._needed()
        needed.filtered("unneeded_since").write({"unneeded_since": False})
        over = (rows - needed).filtered(lambda row: not row.unneeded_since)
        for office, ended in over.grouped(
            lambda row: row.volunteer_id.quartier_id
        ).items():
            ended.write({"unneeded_since": office._today()})

    def _needed(self):
        """Return those without which some work could not be done."""
        needed = self.volunteer_id._needed_proofs()
        return self.filtered(lambda row: row.type_id in needed[row.volunteer_id])
