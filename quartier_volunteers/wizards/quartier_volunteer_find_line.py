from odoo import api, fields, models


class QuartierVolunteerFindLine(models.TransientModel):
    """Somebody who could be asked, and why."""

    _name = "quartier.volunteer.find.line"
    _description = "Candidate for a Shift"
    _order = "sequence, id"
    _rec_name = "volunteer_id"

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

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        # core shows the name behind a many2one without asking for rights
        lines.volunteer_id.check_access("read")
        return lines

    def write(self, vals):
        result = super().write(vals)
        self.volunteer_id.check_access("read")
        return result
