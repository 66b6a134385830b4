from odoo import api, fields, models


class QuartierVolunteerFitLine(models.TransientModel):
    """A shift that somebody could take, and why."""

    _name = "quartier.volunteer.fit.line"
    _description = "Fitting Shift"
    _order = "sequence, id"
    _rec_name = "shift_id"

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

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        # core shows the name behind a many2one without asking for rights
        lines.shift_id.check_access("read")
        return lines

    def write(self, vals):
        result = super().write(vals)
        self.shift_id.check_access("read")
        return result
