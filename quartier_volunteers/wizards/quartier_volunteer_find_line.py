from odoo import fields, models


class QuartierVolunteerFindLine(models.TransientModel):
    """Somebody who could be asked, and why."""

    _name = "quartier.volunteer.find.line"
    _description = "Candidate for a Shift"
    _inherit = ("quartier.volunteer.named.mixin",)
    _order = "sequence, id"
    _rec_name = "volunteer_id"
    _named_fields = ("volunteer_id",)

    find_id = fields.Many2one(
        "quartier.volunteer.find", required=True, index=True, ondelete="cascade"
    )
    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, readonly=True, ondelete="cascade"
    )
    phone = fields.Char(related="volunteer_id.phone", related_sudo=False)
    sequence = fields.Integer(readonly=True)
    chosen = fields.Boolean(string="Choose")
    score = fields.Integer(readonly=True)
    match = fields.Text(string="Why", readonly=True)
    obstacles = fields.Text(string="Stands against It", readonly=True)
