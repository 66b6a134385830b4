from odoo import fields, models


class QuartierVolunteerFitLine(models.TransientModel):
    """A shift that somebody could take, and why."""

    _name = "quartier.volunteer.fit.line"
    _description = "Fitting Shift"
    _inherit = ("quartier.volunteer.named.mixin",)
    _order = "sequence, id"
    _rec_name = "shift_id"
    _named_fields = ("shift_id",)

    fit_id = fields.Many2one(
        "quartier.volunteer.fit", required=True, index=True, ondelete="cascade"
    )
    shift_id = fields.Many2one(
        "quartier.volunteer.shift", required=True, readonly=True, ondelete="cascade"
    )
    event_id = fields.Many2one(related="shift_id.event_id", related_sudo=False)
    sequence = fields.Integer(readonly=True)
    chosen = fields.Boolean(string="Choose")
    match = fields.Text(string="Why", readonly=True)
