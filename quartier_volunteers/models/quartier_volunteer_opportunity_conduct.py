from odoo import api, fields, models


class QuartierVolunteerOpportunity(models.Model):
    """What an opportunity requires beyond its kind of work, by its own short check.

    Empty answers of the short check mean: as the kind of work. Otherwise the stricter
    counts: what the kind requires, no opportunity takes away.
    """

    _inherit = "quartier.volunteer.opportunity"

    conduct_decision = fields.Selection(
        help="Required: for all shifts of this opportunity. Not required: is noted."
        " What the kind of work requires stays required, as the stricter counts.",
    )
    conduct_by_kind = fields.Boolean(compute="_compute_conduct_by_kind")
    kind_proof_type_ids = fields.Many2many(
        related="kind_id.proof_type_ids", string="Required by the Kind of Work"
    )

    @api.depends("kind_id.proof_type_ids")
    def _compute_conduct_by_kind(self):
        for opportunity in self:
            natures = opportunity.kind_id.proof_type_ids.mapped("nature")
            opportunity.conduct_by_kind = "conduct" in natures

    def _required_proofs(self):
        """Return the types of proofs that all of its shifts require.

        :rtype: quartier.volunteer.proof.type
        """
        return (self.kind_id.proof_type_ids | self.proof_type_ids).filtered("active")

    def _gaps(self):
        gaps = super()._gaps()
        kind = self.kind_id
        if self._is_conduct_open():
            gaps.append(
                self.env._(
                    "The short check for the certificate of conduct: all three answers,"
                    " and a decision."
                )
            )
        elif (
            not self.conduct_contact
            and kind._is_conduct_open()
            and not self.conduct_by_kind
        ):
            gaps.append(
                self.env._(
                    "The short check for the certificate of conduct: nobody has decided"
                    " on the kind of work “%s”. Please decide there, or here.",
                    kind.name,
                )
            )
        return gaps
