from odoo import fields, models


class QuartierVolunteerProof(models.Model):
    """A paper that somebody has: first aid, briefing, own types.

    Extended certificates of conduct are never here: see the inspections.
    """

    _name = "quartier.volunteer.proof"
    _description = "Proof"
    _inherit = ("quartier.team.mixin",)
    _order = "date desc, id desc"
    _rec_name = "type_id"
    _quartier_team_fields = ("volunteer_id",)

    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, index=True, ondelete="cascade"
    )
    type_id = fields.Many2one(
        "quartier.volunteer.proof.type",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('nature', '!=', 'conduct')]",
    )
    date = fields.Date(string="Issued on", required=True)
    valid_until = fields.Date(index=True, help="Empty: as long as it is kept.")
    note = fields.Char()
