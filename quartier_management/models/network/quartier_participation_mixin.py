from odoo import api, fields, models


class QuartierParticipationMixin(models.AbstractModel):
    """A contact takes part in something, in a role.

    The concrete model adds the many2one to what the contact takes part in. Unlike an
    attendee, follower or customer, a participation may name a confidential resident:
    the model's record rules hide such rows from everyone but the owning office, see
    ``quartier_rules.xml``.
    """

    _name = "quartier.participation.mixin"
    _description = "Participation"
    _inherit = ("quartier.team.mixin",)
    _order = "role_order, id"
    _rec_name = "partner_id"
    # many2one to what the contact takes part in; each contact does once
    _quartier_part_of = None

    partner_id = fields.Many2one(
        "res.partner", string="Actor", required=True, index=True, ondelete="restrict"
    )
    role = fields.Selection(
        [
            ("lead", "Lead"),
            ("co_organiser", "Co-organiser"),
            ("supporter", "Supporter"),
            ("guest", "Guest"),
        ],
        required=True,
        default="co_organiser",
    )
    role_order = fields.Integer(compute="_compute_role_order", store=True)
    note = fields.Char()

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._raise_stages()
        return rows

    def write(self, vals):
        result = super().write(vals)
        if not {"partner_id", "role"}.isdisjoint(vals):
            self._raise_stages()
        return result

    def _raise_stages(self):
        """Whoever does something together with the office cooperates."""
        active = self.filtered(lambda row: row.role != "guest")
        active.partner_id._quartier_reach("cooperating")

    @api.depends("role")
    def _compute_role_order(self):
        roles = [value for value, _label in self._fields["role"].selection]
        for participation in self:
            participation.role_order = roles.index(participation.role or "guest")

    def _quartier_drop_twins(self, partner, sources):
        """Leave one row for each thing in which several of these contacts take part.

        Core would delete all rows of the contacts that are merged into another, if one
        of them says the same as a row that is there.
        """
        merged = partner | sources
        # sudo: who may merge the contacts need not know all they take part in
        rows = self.sudo().search(
            [("partner_id", "in", merged.ids)], order="role_order, id"
        )
        for twins in rows.grouped(self._quartier_part_of).values():
            kept = twins.filtered(lambda row: row.partner_id == partner.sudo())
            (twins - (kept[:1] or twins[:1])).unlink()
