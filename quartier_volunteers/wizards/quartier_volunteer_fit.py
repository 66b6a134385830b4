from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

# so many shifts are shown
SHOWN = 20


class QuartierVolunteerFit(models.TransientModel):
    """Which shifts fit somebody, the best first."""

    _name = "quartier.volunteer.fit"
    _description = "Fitting Shifts"
    _rec_name = "volunteer_id"

    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, readonly=True, ondelete="cascade"
    )
    line_ids = fields.One2many("quartier.volunteer.fit.line", "fit_id")

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        # core shows the name behind a many2one without asking for rights
        wizards.volunteer_id.check_access("read")
        for wizard in wizards:
            wizard.line_ids = [
                Command.create(
                    {
                        "shift_id": shift.id,
                        "sequence": number,
                        "match": shift._tell_match(match),
                    }
                )
                for number, (shift, match) in enumerate(
                    wizard.volunteer_id._fitting_shifts(SHOWN)
                )
            ]
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self.volunteer_id.check_access("read")
        return result

    def action_sign_up(self):
        """Sign the person up for what was ticked, as they would themselves."""
        self.ensure_one()
        chosen = self.line_ids.filtered("chosen").shift_id
        if not chosen:
            raise UserError(self.env._("Please tick the shifts first."))
        for shift in chosen:
            shift._request(self.volunteer_id)
        return {"type": "ir.actions.act_window_close"}
